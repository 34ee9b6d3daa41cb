/** Results in a link: finals exact, curves close enough for an eye, strangers' text refused, and the comparison honest. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeLink, openLink, withResults } from '../../../src/core/experiment/link.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import {
  compareRun,
  packResults,
  resultsOf,
  rowsOf,
  type TravellingResults,
  unpackResults,
} from '../../../src/core/experiment/travelling.ts';
import { createRunLog } from '../../../src/core/metrics/runLog.ts';
import { travellingNames } from '../../../src/state/travelling.ts';

const experiment = presets.get('hard-beside-separate').build();
const NAMES = travellingNames(experiment);
/** 500 steps, tests at powers of two and every 16. */
function run(shift = 0, rows = 500) {
  const log = createRunLog();
  const steps = Float64Array.from({ length: rows + 1 }, (_, k) => k);
  const columns = Object.fromEntries(
    NAMES.map((name, n) => [
      name,
      Float32Array.from(steps, (step) =>
        name.includes('/test/') && step % 16 !== 0 && step !== rows
          ? Number.NaN
          : 0.7 * Math.exp(-step / (90 + n)) + 0.02 * n + 0.003 * Math.sin(step * (n + 1)) + shift,
      ),
    ]),
  );
  log.append({ steps, columns });
  return log;
}
const results = resultsOf(run(), NAMES, 'wasm') as TravellingResults;

describe('results that travel', () => {
  it('read back with exact finals and curves within one level of 62', () => {
    const read = unpackResults(packResults(results));
    if (!read.ok) throw new Error(read.issue.code);
    expect({ ...read.value, series: 0 }).toEqual({ ...results, series: 0 });
    read.value.series.forEach(({ name, final, curve }, n) => {
      const original = results.series[n];
      expect(name).toBe(original?.name);
      expect(final).toBe(original?.final);
      const range = Math.max(...(original?.curve ?? [])) - Math.min(...(original?.curve ?? []));
      curve.forEach((value, k) => {
        expect(Math.abs(value - (original?.curve[k] ?? 0))).toBeLessThan(range / 50);
      });
    });
    expect(results.steps).toHaveLength(24);
    expect(results.step).toBe(500);
  });
  it('keep the link under 1,000 letters for two models of two tasks', () => {
    const link = withResults(encodeLink(experiment), packResults(results));
    expect(link.length).toBeLessThan(1000);
    const opened = openLink(`#${link}`);
    expect(opened.ok && opened.value.results).toBe(packResults(results));
    expect(openLink(encodeLink(experiment))).toMatchObject({ ok: true, value: { results: undefined } });
  });
  it('round-trip any numbers: tiny, huge, negative, equal, missing', () => {
    const value = fc.float({ noNaN: true, noDefaultInfinity: true });
    const curve = fc.array(fc.oneof(value, fc.constant(Number.NaN)), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(value, curve, (final, points) => {
        const one = { ...results, steps: [0, 7, 500], series: [{ name: 'A/a/test/loss', final, curve: points }] };
        const read = unpackResults(packResults(one));
        expect(read.ok && read.value.series[0]?.final).toBe(Math.fround(final) + 0);
        expect(read.ok && read.value.series[0]?.curve.map(Number.isNaN)).toEqual(points.map(Number.isNaN));
        if (read.ok) createRunLog().append(rowsOf(read.value));
      }),
      { numRuns: 200 },
    );
  });
  it('refuse what is no result, and never throw', () => {
    const packed = packResults(results);
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.constantFrom('A', 'z', '.', '_', '任'), (at, letter) => {
        const read = unpackResults(packed.slice(0, at) + letter + packed.slice(at + 1));
        if (read.ok) createRunLog().append(rowsOf(read.value));
      }),
      { numRuns: 300 },
    );
    expect(unpackResults('').ok).toBe(false);
    expect(openLink(`${encodeLink(experiment)}.${'A'.repeat(20_000)}`).ok).toBe(false);
  });
});

describe('running it again', () => {
  it('says nothing before the author’s step, and reproduced when every number is the same', () => {
    expect(compareRun(results, run(0, 300), 300)).toBeUndefined();
    expect(compareRun(results, run(), 500)).toMatchObject({ exact: true, compared: NAMES.length, difference: 0 });
  });
  it('names the largest difference', () => {
    const other = compareRun(results, run(0.001), 500);
    expect(other?.exact).toBe(false);
    const smallest = Math.min(...results.series.map(({ final }) => Math.abs(final)));
    expect(other?.difference).toBeCloseTo(0.001 / smallest, 3);
  });
  it('compares only what was measured at that very step', () => {
    const log = run(0, 520);
    // Tests were measured at 496 and 512: training losses remain.
    expect(compareRun(results, log, 520)).toMatchObject({ compared: NAMES.length / 3, exact: true });
  });
});
