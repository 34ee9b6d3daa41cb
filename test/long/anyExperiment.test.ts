/** 10,000 generated experiments: every one is refused with a problem that stands somewhere, or trains with honest losses. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyExperiment } from '../support/anyExperiment.ts';
import { type Fate, fateOf } from '../support/anyRun.ts';

const CHUNKS = 40;
const PER_CHUNK = 250;

describe('10,000 generated experiments', () => {
  const fates: Record<Fate, number> = { refused: 0, trained: 0, 'not finite': 0 };
  it.each(Array.from({ length: CHUNKS }, (_, chunk) => chunk))(
    'train or are refused, part %i',
    async (chunk) => {
      await fc.assert(
        fc.asyncProperty(anyExperiment, async (experiment) => {
          fates[await fateOf(experiment)] += 1;
        }),
        { seed: 1000 + chunk, numRuns: PER_CHUNK },
      );
    },
    1_800_000,
  );
  it('most of them train', () => {
    console.log(fates);
    expect(fates.trained).toBeGreaterThan(0.4 * CHUNKS * PER_CHUNK);
  });
});
