/**
 * A link names its data by (scenario, options, sizes, seed) alone, so a scenario that draws other numbers than it once
 * did changes what old links show. These checksums pin the draws. If one must change, the scenario needs a new option
 * or id, so that old links keep their data.
 */
import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../../src/core/fields.ts';
import { hash32 } from '../../../src/core/math/rng.ts';
import { scenarios } from '../../../src/core/scenarios/index.ts';
import type { Split } from '../../../src/core/scenarios/scenario.ts';
import { diskAssets } from '../../support/assets.ts';

/** Of values to four decimals: sines and logarithms may differ in their last bit between JavaScript engines. */
const checksum = (split: Split): number =>
  hash32(
    ...[...Object.values(split.inputs), ...Object.values(split.labels)].flatMap((values) =>
      Array.from(values, (value) => value.toFixed(4)),
    ),
  );

describe.each([
  ['plane', 1442892551],
  ['textbook100', 2790440284],
  ['teachers', 1173853352],
  ['linear-tasks', 2535714620],
  ['mmoe-regression', 1271906684],
  ['gradnorm-toy', 1830503442],
  ['two-noises', 534873763],
  ['multiMnist', 2874689481],
  ['digit-scene', 2081554740],
  ['faces', 2961227724],
  ['glosses', 1039871505],
  ['number-words', 230826629],
  ['mini-qa', 272589121],
  ['spoken-digits', 1687861603],
  ['vowels', 2892738536],
  ['synthesis', 3352048412],
  ['heard-and-read', 1151261092],
  ['recommendation', 3591712321],
  ['credit', 1775209674],
  ['prices', 3660351437],
  ['driving', 1158226654],
  ['arm', 2904591736],
  ['penguins', 2787646539],
  ['weather', 2189649048],
  ['digits-and-clothes', 3548975769],
  ['graph', 3148252368],
  ['own-table', 2149930519],
  ['own-points', 4000344433],
])('%s', (id, expected) => {
  it('draws what it always drew', async () => {
    const scenario = scenarios.get(id);
    const sizes = { train: 12, validation: 4, test: 6 };
    const { train, validation, test } = await scenario.load(defaultsOf(scenario.fields), sizes, 1, diskAssets);
    expect(hash32(...[train, validation, test].map(checksum))).toBe(expected);
  });
});
