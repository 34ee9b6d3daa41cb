/** Training in the built page through `window.playground`: links, reloads, bad input. */
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { columnsOf, ends, expect, experimentOf, load, open, step, test } from './support.ts';

const on = (experiment: Experiment, backend: Experiment['training']['backend']): Experiment => ({
  ...experiment,
  training: { ...experiment.training, backend },
});
test('trains on WebGL in the worker, and says so', async ({ page }) => {
  await open(page);
  await load(page, on(presets.get('hard-sharing').build(), 'webgl'));
  await step(page, 150);
  expect(await page.evaluate(() => window.playground.backend())).toMatchObject({ name: 'webgl', worker: true });
  const columns = await columnsOf(page);
  for (const name of Object.keys(columns).filter((key) => key.endsWith('/train/loss'))) {
    const { first, last } = ends(columns[name] ?? []);
    expect(last, name).toBeLessThan(first);
  }
});

test('separate, hard and soft start from the same values and see the same batches', async ({ page }) => {
  await open(page);
  await load(page, on(presets.get('separate-hard-soft').build(), 'wasm'));
  await step(page, 50);
  const columns = await columnsOf(page);
  const models = (await experimentOf(page)).models.map((model) => model.id);
  expect(models).toHaveLength(3);
  const tasks = [
    ...new Set(
      Object.keys(columns)
        .filter((name) => name.endsWith('/validation/loss'))
        .map((name) => name.split('/')[1]),
    ),
  ];
  expect(tasks.length).toBeGreaterThanOrEqual(2);
  for (const task of tasks) {
    const starts = models.map((model) => columns[`${model}/${task}/validation/loss`]?.[0] ?? Number.NaN);
    for (const start of starts) expect(start).toBeCloseTo(starts[0] ?? Number.NaN, 5);
    const finals = models.map((model) => columns[`${model}/${task}/train/loss`]?.findLast(Number.isFinite));
    expect(new Set(finals).size, `the models of task ${task} differ after training`).toBeGreaterThan(1);
  }
});

test('the same seed twice gives identical columns', async ({ page }) => {
  await open(page);
  await load(page, on(presets.get('soft-sharing').build(), 'wasm'));
  await step(page, 120);
  const first = await columnsOf(page);
  await page.evaluate(() => window.playground.reset());
  await step(page, 120);
  expect(await columnsOf(page)).toEqual(first);
});

test('a link opens the same experiment and the same curve to the bit', async ({ page, browser, baseURL }) => {
  await open(page);
  await load(page, on(presets.get('separate-hard-soft').build(), 'wasm'));
  await step(page, 64);
  const link = await page.evaluate(() => window.playground.link());
  const [experiment, columns] = [await experimentOf(page), await columnsOf(page)];
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  const other = await context.newPage();
  await open(other, link);
  const opened = await experimentOf(other);
  expect({ ...opened, models: opened.models.map(({ positions: _, ...model }) => model) }).toEqual({
    ...experiment,
    models: experiment.models.map(({ positions: _, ...model }) => model),
  });
  await step(other, 64);
  expect(await columnsOf(other)).toEqual(columns);
  await context.close();
});

test('a reload resumes the run and its curves', async ({ page }) => {
  await open(page);
  await load(page, on(presets.get('hard-sharing').build(), 'wasm'));
  await step(page, 40);
  await page.evaluate(() => window.playground.idle());
  const before = await columnsOf(page);
  await page.reload();
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  await page.evaluate(() => window.playground.idle());
  expect(await columnsOf(page)).toEqual(before);
  await step(page, 40);
  const resumed = await columnsOf(page);
  await page.evaluate(() => window.playground.reset());
  await step(page, 80);
  const whole = await columnsOf(page);
  const name = Object.keys(whole).find((key) => key.endsWith('/train/loss')) ?? '';
  expect(resumed[name]?.slice(-40)).toEqual(whole[name]?.slice(-40));
});

test('a bad link opens something that works and says why', async ({ page }) => {
  await page.goto('./#1.this-is-not-a-link');
  // Looked for at once: a notice leaves after a while.
  await expect(page.getByRole('alert').filter({ hasText: 'link' })).toBeVisible({ timeout: 20_000 });
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  expect((await experimentOf(page)).models.length).toBeGreaterThan(0);
});

test('a bad file is refused and nothing is lost', async ({ page }) => {
  await open(page);
  const before = await experimentOf(page);
  const failure = await page.evaluate(() =>
    window.playground.load({ version: 1, models: 'none' }).then(
      () => 'accepted',
      (reason: Error) => reason.message,
    ),
  );
  expect(failure).toContain('schema');
  expect(await experimentOf(page)).toEqual(before);
});
