import { describe, expect, it } from 'vitest';
import { series } from '../../src/engine/protocol.ts';
import { runOf, train } from '../support/engineRuns.ts';
import { A, B, experimentOf, hard } from '../support/experiments.ts';

const columnOf = (rows: { columns: Readonly<Record<string, Float32Array>> }, name: string): Float32Array => {
  const column = rows.columns[name];
  if (!column) throw new Error(`no column ${name}; there are ${Object.keys(rows.columns).join(', ')}`);
  return column;
};
const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a run', () => {
  it('learns both tasks of the plane', async () => {
    const run = await runOf(experimentOf());
    const rows = train(run, 150);
    for (const task of [A, B]) {
      const losses = columnOf(rows, series.loss(hard().id, task, 'train'));
      expect(mean(losses.subarray(130))).toBeLessThan(0.8 * mean(losses.subarray(0, 20)));
    }
    run.dispose();
  });
});
