/** 100,000 changed links and files: refused in words or valid, in a moment, within 64 MB; nothing throws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromJson } from '../../src/core/experiment/file.ts';
import { decodeLink } from '../../src/core/experiment/link.ts';
import { hostileFile, hostileLink } from '../support/hostile.ts';
import { readOne } from '../support/refusals.ts';

const RUNS = 50_000;

describe('from strangers', () => {
  it.each([
    ['links', hostileLink, decodeLink],
    ['files', hostileFile, fromJson],
  ] as const)(
    `${RUNS} changed %s`,
    (_, arbitrary, read) => {
      let opened = 0;
      fc.assert(
        fc.property(arbitrary, (text) => {
          if (readOne(read, text)) opened += 1;
        }),
        { seed: 77, numRuns: RUNS },
      );
      console.log(`${opened} of ${RUNS} opened`);
      // Changes that are never accepted would test only the first check.
      expect(opened).toBeGreaterThan(RUNS / 100);
    },
    3_600_000,
  );
});
