/** The study view in the built page: a comparison to its verdict, in a file and back, one slider, equal sizes, where it comes from. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { experimentOf, load, open, step, test, violations } from './support.ts';

/** The opening data in a form that trains in a blink. */
const quick = (steps = 8): Experiment => {
  const preset = presets.get('few-labels').build();
  return {
    ...preset,
    data: { ...preset.data, sizes: { train: 40, validation: 20, test: 30 } },
    training: { ...preset.training, backend: 'cpu', stop: { kind: 'steps', steps } },
  };
};
const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Study: would it happen again?' });
async function openStudy(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Study', exact: true }).click();
  await dialogOf(page).getByRole('tablist').waitFor();
  return dialogOf(page);
}

test('a comparison over seeds comes to a verdict, and travels in the saved file', async ({ page }) => {
  await open(page);
  // Enough steps that twenty seeds do not all end before they are paused.
  await load(page, quick(60));
  const dialog = await openStudy(page);
  await dialog.getByRole('radio', { name: '3', exact: true }).press('Space');
  expect((await experimentOf(page)).training.repeats.count).toBe(3);
  await dialog.getByRole('button', { name: 'Run', exact: true }).click();
  const sentence = dialog.getByText(/^Over 3 seeds, Hard sharing against One network each: Task A – .+Task B – .+/);
  await expect(sentence).toBeVisible({ timeout: 40_000 });
  const text = await sentence.textContent();
  await expect(
    dialog.getByRole('table', { name: 'Verdicts on test rows' }).getByRole('row', { name: /Δm/ }),
  ).toHaveCount(2);
  expect(await violations(page, '[role="dialog"]')).toEqual([]);
  await page.keyboard.press('Escape');

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Files' }).click();
  await page.getByRole('menuitem', { name: /save/i }).first().click();
  const path = await (await downloading).path();
  await page.evaluate(() => window.playground.idle());
  await page.reload();
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  // Kept in this browser.
  await openStudy(page);
  await expect(sentence).toHaveText(text ?? '');
  // One that is under way comes back paused, with what there was, and can be given up without losing it.
  await dialog.getByRole('radio', { name: '20', exact: true }).press('Space');
  await dialog.getByRole('button', { name: 'Run again' }).click();
  const progress = dialog.getByRole('status').filter({ hasText: ' of 20' });
  await expect(progress).toContainText(/, [1-9]\d* of 20/, { timeout: 20_000 });
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await expect(progress).toContainText('Paused');
  await page.evaluate(() => window.playground.idle());
  const there = await progress.textContent();
  await page.reload();
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  await openStudy(page);
  await expect(progress).toHaveText(there ?? '');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(progress).toContainText('Cancelled; what was trained is kept');
  await page.keyboard.press('Escape');

  await page.getByLabel('Open', { exact: false }).setInputFiles(path);
  await page.evaluate(() => window.playground.idle());
  await openStudy(page);
  await expect(dialog.getByText(text ?? '', { exact: true })).toBeVisible();
});

test('one slider moves a whole model from separate over soft to hard, by the keyboard', async ({ page }) => {
  await open(page);
  await load(page, quick());
  const dialog = await openStudy(page);
  await dialog.getByRole('tab', { name: 'Strength of sharing' }).click();
  await dialog.getByRole('combobox', { name: 'Model' }).selectOption('Soft sharing');
  const slider = dialog.getByRole('slider', { name: 'Sharing of the whole model' });
  await expect(slider).toHaveAttribute('aria-valuetext', 'soft, λ = 100');
  await slider.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', 'separate networks');
  await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', 'soft, λ = 1e-4');
  await slider.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', 'hard sharing');
  const strengths = (await experimentOf(page)).models[1]?.ties.map((tie) => tie.strength);
  expect(strengths).toEqual(['infinite', 'infinite']);
});

test('what shares nothing is made as large as what shares, and says that starts differ', async ({ page }) => {
  await open(page);
  await load(page, quick());
  const dialog = await openStudy(page);
  await dialog.getByRole('tab', { name: 'Fairness' }).click();
  await expect(dialog.getByText('Corresponding layers of all models start from the same values.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Match parameter counts' }).click();
  await expect(dialog.getByRole('status').filter({ hasText: 'Before: 274' })).toBeVisible();
  await expect(dialog.getByText(/so they do not start from the same values/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  expect((await experimentOf(page)).models).toEqual(quick().models);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`where it comes from: a picture for each task and model, and what each unit is worth, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    await load(page, quick());
    await step(page, 5);
    const dialog = await openStudy(page);
    await dialog.getByRole('tab', { name: 'Where it comes from' }).click();
    const pictures = dialog.getByRole('img', { name: /^Representation that/ });
    await expect(pictures).toHaveCount(6);
    const painted = (): Promise<boolean[]> =>
      pictures.evaluateAll((list) =>
        list.map((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement;
          const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
          return data.some((value) => value > 0);
        }),
      );
    await expect.poll(painted).toEqual(Array.from({ length: 6 }, () => true));
    await dialog.getByRole('button', { name: 'Measure what each unit is worth' }).click();
    // One matrix for the shared layer, one for each task's own in the other two models.
    await expect(dialog.getByRole('rowheader', { name: 'Without unit 8' })).toHaveCount(5);
    expect(await violations(page, '[role="dialog"]')).toEqual([]);
  });
}

test('a first visit is told a verdict without asking', async ({ page }) => {
  await open(page, './', { playing: true });
  const verdict = page.getByRole('region', { name: 'Verdict' }).getByRole('status');
  await expect(verdict).toContainText(/Over \d+ seeds, Hard sharing against One network each/, { timeout: 80_000 });
});
