import { describe, expect, it } from 'vitest';
import { logToCsv } from '../../../src/core/export/csv.ts';

describe('the log as CSV', () => {
  it('has a header, a line per step, and nothing where nothing was measured', () => {
    const text = logToCsv({
      steps: Float64Array.from([0, 10]),
      columns: {
        'A/a/train/loss': Float32Array.from([0.5, Number.NaN]),
        'A/a/test/auc': Float32Array.from([Number.NaN, 1]),
      },
    });
    expect(text).toBe('step,A/a/train/loss,A/a/test/auc\r\n0,0.5,\r\n10,,1\r\n');
  });
  it('quotes names with commas, quotes or line ends', () => {
    const text = logToCsv({
      steps: new Float64Array(),
      columns: { 'a,b': new Float32Array(), 'say "x"\n': new Float32Array() },
    });
    expect(text).toBe('step,"a,b","say ""x""\n"\r\n');
  });
  it('writes short decimals that give the same float32 again', () => {
    const values = [0.1, 1 / 3, 1e-20, 123456.789, 3.4e38, 16777215, -Math.LN2];
    const text = logToCsv({ steps: Float64Array.from(values, (_, i) => i), columns: { v: Float32Array.from(values) } });
    const written = text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[1] as string);
    expect(written[0]).toBe('0.1');
    expect(written.map((word) => Math.fround(Number(word)))).toEqual(values.map(Math.fround));
    expect(Math.max(...written.map((word) => word.replace(/[-.]|e.*/g, '').length))).toBeLessThanOrEqual(10);
  });
  it('ends with what the steps have cost', () => {
    const rows = { steps: Float64Array.from([0, 3]), columns: { v: Float32Array.from([1, 2]) } };
    expect(logToCsv(rows, [], { 'A/multiplyAdds': 1_500_000 })).toBe(
      'step,v,A/multiplyAdds\r\n0,1,0\r\n3,2,4500000\r\n',
    );
  });
  it('writes a header alone for an empty log', () => {
    expect(logToCsv({ steps: new Float64Array(), columns: {} })).toBe('step\r\n');
  });
  it('tells the phase of each step where there are phases', () => {
    const rows = { steps: Float64Array.of(0, 2, 3), columns: { v: Float32Array.of(1, 2, 3) } };
    const text = logToCsv(rows, [{ steps: 3 }, { steps: 3 }]);
    expect(text).toBe('step,phase,v\r\n0,1,1\r\n2,1,2\r\n3,2,3\r\n');
  });
});
