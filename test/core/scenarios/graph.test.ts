/** The generated graph: both classes of a link, circles of like size, and the wire that is asked for is hidden. */
import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import { defaultsOf } from '../../../src/core/fields.ts';
import { graph } from '../../../src/core/scenarios/graph.ts';

const PLACES = 16;
const load = (options = {}) =>
  graph.load({ ...defaultsOf(graph.fields), ...options }, { train: 600, validation: 50, test: 300 }, 4, {
    read: () => Promise.reject(new Error()),
  });

describe('the graph', () => {
  it('is balanced', async () => {
    const { train } = await load();
    const link = train.labels[taskId('link')] as Float32Array;
    expect(link.reduce((sum, label) => sum + label, 0) / 600).toBeCloseTo(0.5, 1);
    for (const circle of [0, 1, 2, 3]) {
      const share = (train.labels[taskId('circle')] as Float32Array).filter((label) => label === circle).length / 600;
      expect(share).toBeGreaterThan(0.12);
      expect(share).toBeLessThan(0.4);
    }
  });
  it('is symmetric, without loops, and does not show the wire that is asked for', async () => {
    const { test } = await load();
    const all = test.inputs.graph as Float32Array;
    for (let row = 0; row < test.rows; row += 1) {
      const at = (i: number, j: number) => all[(row * PLACES + i) * PLACES + j];
      expect([at(0, 1), at(1, 0)]).toEqual([0, 0]);
      for (let i = 0; i < PLACES; i += 1) {
        expect(at(i, i)).toBe(0);
        for (let j = 0; j < i; j += 1) expect(at(i, j)).toBe(at(j, i));
      }
    }
  });
  it('shows a hint of the circle that neighbours make clearer', async () => {
    const { test } = await load();
    const [x, wires] = [test.inputs.x as Float32Array, test.inputs.graph as Float32Array];
    const guess = (row: number, people: readonly number[]): number => {
      const sums = [0, 1, 2, 3].map((c) =>
        people.reduce((sum, i) => sum + (x[(row * PLACES + i) * 6 + c] as number), 0),
      );
      return sums.indexOf(Math.max(...sums));
    };
    let [alone, together] = [0, 0];
    for (let row = 0; row < test.rows; row += 1) {
      const near = Array.from({ length: PLACES }, (_, i) => i).filter(
        (i) => i === 0 || wires[row * PLACES * PLACES + i],
      );
      const truth = test.labels[taskId('circle')]?.[row];
      if (guess(row, [0]) === truth) alone += 1;
      if (guess(row, near) === truth) together += 1;
    }
    expect(alone / test.rows).toBeGreaterThan(0.3);
    expect(together / test.rows).toBeGreaterThan(alone / test.rows + 0.1);
  });
});
