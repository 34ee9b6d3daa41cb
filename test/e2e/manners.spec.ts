/** Looks and manners: the first view, accessibility, keys, language. */
import { expect, type Locator } from '@playwright/test';
import { open, test, violations } from './support.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no axe violations, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('dialog', { name: 'Share this experiment' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
}

test('the first visit trains by itself, and the whole loop is visible at 1280 x 720 without scrolling', async ({
  page,
}) => {
  await open(page, './', { playing: true });
  await page.waitForFunction(() => (window.playground.log().columns.step?.length ?? 0) > 20);
  expect(await page.evaluate(() => window.playground.experiment().models.length)).toBe(2);
  const page720 = await page.evaluate(() => [
    document.documentElement.scrollHeight,
    document.documentElement.scrollWidth,
  ]);
  expect(page720).toEqual([720, 1280]);
  const charts = page.getByRole('region', { name: 'Charts' }).getByRole('figure');
  const shown = [
    page.getByRole('group', { name: 'Scenario' }),
    page.getByRole('main', { name: 'Canvas' }),
    page.getByRole('region', { name: 'Run' }),
    charts.nth(0),
    charts.nth(1),
  ];
  for (const part of shown) {
    await expect(part).toBeInViewport({ ratio: 0.95 });
  }
});

test('the results are made taller by keys and by a drag, charts follow, a reload remembers; Space, R and N train', async ({
  page,
}) => {
  await open(page);
  const divider = page.getByRole('separator', { name: 'Height of the results' });
  const heightOf = async (part: Locator): Promise<number> => Math.round((await part.boundingBox())?.height ?? 0);
  const results = page.getByRole('region', { name: 'Results' });
  const plot = page.getByRole('region', { name: 'Charts' }).getByRole('figure').first().getByRole('application');
  const [first, plotted] = [await heightOf(results), await heightOf(plot)];
  await divider.press('ArrowUp');
  expect(await heightOf(results)).toBe(first + 16);
  const { x = 0, y = 0, width = 0, height = 0 } = (await divider.boundingBox()) ?? {};
  await page.mouse.move(x + width / 3, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 3, y + height / 2 - 80, { steps: 4 });
  await page.mouse.up();
  expect(await heightOf(results)).toBe(first + 96);
  await expect.poll(() => heightOf(plot)).toBe(plotted + 96);
  await page.reload();
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  expect(await heightOf(results)).toBe(first + 96);
  await divider.press('Enter');
  expect(await heightOf(results)).toBe(first);

  // Away from text boxes, where letters are letters.
  await page.getByRole('heading', { name: 'Braid' }).click();
  const status = page.getByRole('region', { name: 'Run' }).getByRole('status');
  await page.keyboard.press('r');
  await page.evaluate(() => window.playground.idle());
  const steps = () => page.evaluate(() => window.playground.log().columns.step?.at(-1));
  expect(await steps()).toBe(0);
  await page.keyboard.press('n');
  await page.evaluate(() => window.playground.idle());
  expect(await steps()).toBe(1);
  await page.keyboard.press('Space');
  await expect(status).toHaveAttribute('data-status', 'running');
  await page.keyboard.press('Space');
  await expect(status).toHaveAttribute('data-status', 'ready');
});
