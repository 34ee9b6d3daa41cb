/** A class: what a teacher sets holds for whoever opens the link, a prediction comes before play, results travel, work is handed in. */
import type { Page } from '@playwright/test';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { expect, open, settings, sharedTest as test, violations as violationsOf } from './support.ts';

const preset = presets.get('hard-beside-separate').build();
const CLASSROOM = {
  ...preset,
  view: {
    hidden: ['training', 'seed', 'study'],
    classroom: {
      task: 'Compare both models.',
      locked: ['balancing'],
      predict: { about: 'models' as const, steps: 60 },
    },
  },
};
const run = (page: Page) => page.getByRole('region', { name: 'Run' });
const strip = (page: Page) => page.getByRole('region', { name: 'Class', exact: true });
// Ports grow and shrink with the view of the canvas, which has tests of its own.
const violations = (page: Page) => violationsOf(page, undefined, 'main');

test('what is hidden stays readable, what is locked stays as it is, and play waits for a prediction', async ({
  page,
}) => {
  await page.evaluate((value) => window.playground.load(value), CLASSROOM);
  await expect(strip(page)).toContainText('Compare both models.');
  // Hidden: the control goes, its value stays.
  await expect(run(page).getByText('Seed 10')).toBeVisible();
  await expect(run(page).getByRole('button', { name: 'New seed' })).toHaveCount(0);
  await settings(page).getByRole('tab', { name: 'Training' }).click();
  await expect(settings(page).getByText('Learning rate')).toBeVisible();
  await expect(settings(page).getByRole('slider')).toHaveCount(0);
  // Locked: seen, and not to be changed.
  await settings(page).getByRole('tab', { name: 'Balancing' }).click();
  await expect(settings(page).getByRole('textbox', { name: 'Task A' }).first()).toBeDisabled();
  await page.evaluate(() => window.playground.play());
  expect(await page.evaluate(() => window.playground.log().columns.step?.at(-1))).toBe(0);
  await expect(run(page).getByRole('button', { name: 'Play' })).toHaveAttribute('aria-disabled', 'true');
  expect(await violations(page)).toEqual([]);

  await strip(page).getByRole('radio', { name: 'About the same' }).check();
  await strip(page).getByRole('button', { name: 'That is my prediction' }).click();
  await page.evaluate(() => window.playground.step(60));
  await expect(strip(page).getByText(/It came out: /)).toBeVisible();
  // A link never carries a student's answer.
  expect(await page.evaluate(() => window.playground.experiment().view.answers?.predicted)).toBe('same');
  const link = await page.evaluate(() => window.playground.link());
  await page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(link).hash);
  await expect(strip(page).getByRole('button', { name: 'That is my prediction' })).toBeVisible();
  // Another preset stands in the same frame.
  await page.getByRole('button', { name: 'Presets', exact: true }).click();
  await page.getByRole('button', { name: 'Separate, hard and soft', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Title of the experiment' })).toHaveValue(
    'Separate, hard and soft sharing',
  );
  await expect(strip(page)).toContainText('Compare both models.');
  await settings(page).getByRole('tab', { name: 'Balancing' }).click();
  await expect(settings(page).getByRole('textbox', { name: 'Task A' }).first()).toBeDisabled();
});

// Held-out rows are measured at powers of two: what travels is the last step at which everything was measured.
test('results travel with a link: shown at once, and run again to the bit', async ({ page }) => {
  await page.evaluate((value) => window.playground.load(value), preset);
  await page.evaluate(() => window.playground.step(50));
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this experiment' });
  await dialog.getByRole('switch', { name: 'With my results' }).check();
  const link = await dialog.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
  expect(link.length).toBeLessThan(1000);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(link).hash);
  const theirs = page.getByRole('region', { name: 'The author’s results' });
  await expect(theirs).toContainText('32 steps on');
  await theirs.getByRole('button', { name: 'Run it again and compare' }).click();
  await expect(theirs.getByRole('status')).toContainText('Reproduced to the bit');
});

test('a hand-in is saved, and several are compared in a table', async ({ page }) => {
  await page.evaluate((value) => window.playground.load(value), preset);
  await page.evaluate(() => window.playground.step(20));
  await page.getByRole('button', { name: 'Class', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'For a class' });
  await dialog.getByRole('tab', { name: 'Hand in', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Your name' }).fill('Student One');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save the file to hand in' }).click(),
  ]);
  const path = await saved.path();
  await dialog.getByRole('tab', { name: 'Compare hand-ins' }).click();
  await dialog.locator('input[type="file"]').setInputFiles([
    { name: 'one.json', mimeType: 'application/json', buffer: await (await import('node:fs/promises')).readFile(path) },
    { name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from('{"kind":"braid-experiment"}') },
  ]);
  await expect(dialog.getByRole('row', { name: /Student One/ })).toContainText('16 steps');
  await expect(dialog.getByText(/This is no hand-in/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
  // Large type, by its key: the charts' pointer still finds its step.
  await page.getByRole('heading', { name: 'Braid' }).click();
  await page.keyboard.press('p');
  await expect(page.locator('html')).toHaveAttribute('data-presenting', '');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('p');
  await open(page, './?embed=1&show=charts&lang=zh-CN&theme=dark');
  await expect(page.getByRole('main')).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});
