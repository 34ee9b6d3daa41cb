/**
 * Nothing grows in the page: 5,000 steps of some presets in its worker (memory.test.ts has all of them), and 200
 * architectures one after another.
 */
import type { Experiment, ModelSpec } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { expect, load, open, step, test } from '../e2e/support.ts';
import { heldBy } from '../support/engineState.ts';

/** A shared trunk, tied twins, and experts behind gates. */
const IN_THE_PAGE = ['hard-sharing', 'soft-sharing', 'mmoe'];
/** Rows change nothing about what a step holds. */
const short = (experiment: Experiment, backend: 'wasm' | 'webgl'): Experiment => ({
  ...experiment,
  data: { ...experiment.data, sizes: { train: 300, validation: 50, test: 50 } },
  training: { ...experiment.training, backend, stop: { kind: 'never' } },
});

for (const id of IN_THE_PAGE) {
  const experiment = presets.get(id).build();
  test(`5,000 steps of preset '${id}' hold no more tensors than 200`, async ({ page }) => {
    await open(page);
    await load(page, short(experiment, 'wasm'));
    await step(page, 200);
    const early = await heldBy(page);
    for (let i = 0; i < 12; i += 1) await step(page, 400);
    const late = await heldBy(page);
    expect(late.tensors).toBe(early.tensors);
    expect(late.bytes).toBeLessThanOrEqual(early.bytes);
  });
}

test('200 architectures, built on WebGL and disposed, hold bounded textures and programs', async ({ page }) => {
  await open(page);
  const base = short(presets.get('hard-sharing').build(), 'webgl');
  const build = (n: number): Experiment => ({
    ...base,
    models: base.models.slice(0, 1).map(
      (model): ModelSpec => ({
        ...model,
        wiring: {
          ...model.wiring,
          nodes: model.wiring.nodes.map((node) =>
            node.kind === 'dense' ? { ...node, options: { ...node.options, units: 2 + (n % 50) } } : node,
          ),
        },
      }),
    ),
  });
  const seen: { textures: number; programs: number }[] = [];
  for (let n = 0; n < 200; n += 1) {
    await load(page, build(n));
    await step(page, 1);
    if (n % 5 === 4) seen.push(await heldBy(page));
  }
  const most = (list: typeof seen, of: 'textures' | 'programs'): number => Math.max(...list.map((each) => each[of]));
  console.log(`textures ${most(seen, 'textures')}, programs ${most(seen, 'programs')}`);
  // The last three quarters hold no more than the first, whose worker was replaced once or twice already.
  for (const of of ['textures', 'programs'] as const) {
    expect(most(seen, of), of).toBeGreaterThan(0);
    expect(most(seen.slice(10), of), of).toBeLessThanOrEqual(1.2 * most(seen.slice(0, 10), of));
  }
});
