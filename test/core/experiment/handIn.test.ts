/** A student's file: it comes back as it was written, and a stranger's is refused in words. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HandIn, readHandIn, writeHandIn } from '../../../src/core/experiment/handIn.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';

const plain = presets.get('hard-sharing').build();
const work: HandIn = {
  experiment: { ...plain, view: { answers: { name: '李雷', predicted: 'a', note: '<b>why</b>' } } },
  lessons: { 'hard-sharing': ['train', 'challenge'] },
  runs: [
    {
      name: 'first',
      experiment: plain,
      results: {
        step: 20,
        backend: 'wasm',
        steps: [0, 20],
        series: [{ name: 'A/a/test/accuracy', final: Math.fround(0.91), curve: [0.5, 0.91] }],
      },
    },
  ],
};

describe('a hand-in', () => {
  it('comes back with answers, lessons and exact last numbers', () => {
    const read = readHandIn(writeHandIn(work));
    if (!read.ok) throw new Error(read.issue.code);
    expect(read.value.experiment).toEqual(work.experiment);
    expect(read.value.lessons).toEqual(work.lessons);
    expect(read.value.runs[0]?.results.series[0]?.final).toBe(Math.fround(0.91));
  });
  it('is told from other files', () => {
    expect(readHandIn('{"kind":"braid-experiment"}')).toMatchObject({ issue: { code: 'handIn.kind' } });
    expect(readHandIn('nonsense').ok).toBe(false);
  });
  it('never throws, whatever was changed in it', () => {
    const text = writeHandIn(work);
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 4 }), (at, junk) => {
        readHandIn(text.slice(0, at) + junk + text.slice(at + junk.length));
      }),
      { numRuns: 200 },
    );
  });
});
