/** Without a network: once loaded, the page opens again, trains, and opens what it had not yet shown. */
import { expect, open, test } from './support.ts';

test.use({ serviceWorkers: 'allow' });

test('opens and trains without a network once it was loaded, Chinese and lessons included', async ({
  page,
  context,
}) => {
  await open(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await context.setOffline(true);
  await open(page);
  await page.evaluate(() => window.playground.step(20));
  expect(await page.evaluate(() => window.playground.log().columns.step?.at(-1))).toBeGreaterThanOrEqual(20);
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  await page.getByRole('button', { name: /Build it yourself/ }).click();
  await expect(page.getByRole('complementary', { name: 'Lesson' })).toContainText('Wire a trunk');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(page.getByText('接一个主干')).toBeVisible();
});
