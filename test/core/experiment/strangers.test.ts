/** Changed links and files, a few thousand of them; 100,000 are in test/long. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromJson } from '../../../src/core/experiment/file.ts';
import { decodeLink } from '../../../src/core/experiment/link.ts';
import { hostileFile, hostileLink } from '../../support/hostile.ts';
import { readOne } from '../../support/refusals.ts';

describe('from strangers', () => {
  it.each([
    ['links', hostileLink, decodeLink],
    ['files', hostileFile, fromJson],
  ] as const)('changed %s are refused in words or valid', (_, arbitrary, read) => {
    fc.assert(
      fc.property(arbitrary, (text) => void readOne(read, text)),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe('a file that would cost much memory', () => {
  const many = (unit: string, count: number): string => Array.from({ length: count }, () => unit).join(',');
  it.each([
    ['a text of 9 MB', `"${'a'.repeat(9 * 2 ** 20)}"`, 'file.size'],
    ['millions of objects', `[${many('{}', 2_000_000)}]`, 'file.parts'],
    ['lists in lists in lists', '['.repeat(500_000), 'file.parts'],
    [
      'an object of many keys',
      `{"version":1,${Array.from({ length: 90_000 }, (_, i) => `"k${i}":[]`).join(',')}}`,
      'schema.large',
    ],
    [
      'many values',
      `{"version":1,${Array.from({ length: 900 }, (_, i) => `"k${i}":[${many('0', 100)}]`).join(',')}}`,
      'schema.large',
    ],
  ])('is refused before it does: %s', (_, text, code) => {
    expect(fromJson(text)).toMatchObject({ ok: false, issue: { code } });
    readOne(fromJson, text);
  });
});
