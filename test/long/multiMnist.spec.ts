/** MultiMNIST by hard sharing in the built page: real digits, recipe V1, measured on the whole test split. */
import { presets } from '../../src/core/experiment/presets/index.ts';
import { columnsOf, expect, load, open, test } from '../e2e/support.ts';

test('MultiMNIST by hard sharing reaches 0.75 test accuracy on the left digit', async ({ page }) => {
  await open(page);
  const preset = presets.get('multi-mnist-hard').build();
  const started = Date.now();
  await load(page, {
    ...preset,
    data: { ...preset.data, sizes: { train: 12_000, validation: 1000, test: 2000 } },
    training: { ...preset.training, stop: { kind: 'epochs', epochs: 6 }, backend: 'wasm' },
  });
  await page.evaluate(async () => {
    await window.playground.play();
    await window.playground.idle();
  });
  const columns = await columnsOf(page);
  const model = preset.models[0]?.id;
  const last = (task: string): number | undefined =>
    columns[`${model}/${task}/test/accuracy`]?.findLast(Number.isFinite);
  console.log(
    `left ${last('digit-left')}, right ${last('digit-right')}, ${columns.step?.at(-1)} steps, ${(Date.now() - started) / 1000} s`,
  );
  expect(last('digit-left')).toBeGreaterThanOrEqual(0.75);
});
