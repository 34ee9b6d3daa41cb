/** An hour of training with charts, live pictures and edits: heaps and tensors stay flat. `npm run soak`. */
import { presets } from '../../src/core/experiment/presets/index.ts';
import { expect, load, open, test } from '../e2e/support.ts';
import { heapOf, heldBy } from '../support/engineState.ts';

const MINUTES = Number(process.env.BRAID_SOAK_MINUTES ?? 60);
/** Measurements in the time; the first quarter is warm-up. */
const LOOKS = 20;

test(`${MINUTES} minutes of training hold as much memory at the end as at the beginning`, async ({ page }) => {
  test.setTimeout((MINUTES + 10) * 60_000);
  await open(page);
  const preset = presets.get('separate-hard-soft').build();
  await load(page, { ...preset, training: { ...preset.training, backend: 'wasm', stop: { kind: 'never' } } });
  await page.evaluate(() => window.playground.play());
  const looks: { heap: number; tensors: number; step: number }[] = [];
  for (let i = 0; i < LOOKS; i += 1) {
    await page.waitForTimeout((MINUTES * 60_000) / LOOKS);
    await page.evaluate(() => window.playground.pause());
    const { tensors } = await heldBy(page);
    const stepped = await page.evaluate(() => window.playground.log().columns.step?.at(-1) ?? 0);
    looks.push({ heap: await heapOf(page), tensors, step: stepped });
    console.log(JSON.stringify(looks.at(-1)));
    await page.evaluate(() => window.playground.play());
  }
  const warm = looks.slice(LOOKS / 4);
  const half = warm.length / 2;
  const mean = (list: typeof looks): number => list.reduce((sum, each) => sum + each.heap, 0) / list.length;
  expect(mean(warm.slice(half))).toBeLessThan(1.1 * mean(warm.slice(0, half)));
  expect(Math.max(...warm.map((each) => each.tensors))).toBe(Math.min(...warm.map((each) => each.tensors)));
  expect(looks.at(-1)?.step ?? 0).toBeGreaterThan(100);
});
