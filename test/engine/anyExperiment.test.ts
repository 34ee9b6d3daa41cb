/** Generated experiments: every one is refused in words or trains. 10,000 of them in test/long. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyExperiment } from '../support/anyExperiment.ts';
import { type Fate, fateOf } from '../support/anyRun.ts';

describe('any experiment', () => {
  it('trains 20 steps with finite losses, says that they are not, or is refused with a problem that stands somewhere', async () => {
    const fates: Record<Fate, number> = { refused: 0, trained: 0, 'not finite': 0 };
    await fc.assert(
      fc.asyncProperty(anyExperiment, async (experiment) => {
        fates[await fateOf(experiment)] += 1;
      }),
      { seed: 1, numRuns: 150 },
    );
    // A generator that has nearly all refused would prove little.
    expect(fates.trained).toBeGreaterThan(60);
    expect(fates.refused).toBeGreaterThan(20);
  }, 120_000);
});
