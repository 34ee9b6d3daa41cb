/** What the papers claim: Auto-lambda weighs a task up that helps on held-out rows; the bandit draws where losses fall. */
import { describe, expect, it } from 'vitest';
import { autoLambda } from '../../../src/core/balancing/autoLambda.ts';
import { bandit } from '../../../src/core/balancing/bandit.ts';
import { defaultsOf } from '../../../src/core/fields.ts';
import { createRng } from '../../../src/core/math/rng.ts';
import { series } from '../../../src/engine/protocol.ts';
import { runOf, train } from '../../support/engineRuns.ts';
import { A, B, experimentOf, hard } from '../../support/experiments.ts';

const info = (tasks: readonly string[], step = 0) => ({ step, epoch: 0, tasks, allTasks: ['a', 'b'] });

describe('Auto-lambda', () => {
  const options = { ...defaultsOf(autoLambda.fields), primary: 'a' };
  /** g_t(train) . g_s(held out): b helps a, or harms it. */
  const stats = (helps: number) => ({
    ...info(['a', 'b']),
    losses: [1, 1],
    gramian: [
      [1, 0],
      [0, 1],
    ],
    crossGramians: [
      [
        [[0]],
        [
          [1, 0.2],
          [helps, 1],
        ],
      ],
    ],
  });
  const weightsAfter = (helps: number): readonly number[] => {
    let state = autoLambda.init(['a', 'b'], options);
    let weights: readonly number[] = [];
    for (let i = 0; i < 150; i += 1) {
      const found = autoLambda.weigh(stats(helps), state, options, createRng(1));
      ({ state, weights } = found);
    }
    return weights;
  };
  it('takes weight from a task whose step raises the primary task’s held-out loss, down to none', () => {
    const [a, b] = weightsAfter(-0.8) as [number, number];
    expect(b).toBeLessThan(0.2);
    expect(a + b).toBeCloseTo(2, 9);
  });
  it('leaves a task that helps as much as the primary one at equal weight', () => {
    expect(weightsAfter(1)[1]).toBeCloseTo(1, 6);
  });
  it('trains with its second batch from the validation rows, the same twice', async () => {
    const spec = hard('m', { balancing: { method: autoLambda.id, options: {}, taskWeights: {} } });
    const weightsOf = async (): Promise<Float32Array | undefined> => {
      const run = await runOf(experimentOf({ models: [spec] }));
      const rows = train(run, 30);
      run.dispose();
      return rows.columns[series.weight(spec.id, B)];
    };
    const first = await weightsOf();
    expect(first?.some((weight) => Math.abs(weight - 1) > 1e-3)).toBe(true);
    expect(await weightsOf()).toEqual(first);
  });
});

describe('the bandit', () => {
  it('comes to draw the task whose loss falls', () => {
    const options = { ...defaultsOf(bandit.fields), stepSize: 0.1 };
    const rng = createRng(3);
    let state = bandit.init(['a', 'b'], options);
    const drawn: string[] = [];
    for (let step = 0; step < 600; step += 1) {
      const turn = bandit.schedule?.(info(['a', 'b'], step), state, options, rng);
      const [task] = turn?.active ?? [];
      if (!turn || task === undefined) throw new Error('somebody steps');
      drawn.push(task);
      const gain = (task === 'a' ? 0.05 : 0) + 0.01 * rng.normal();
      const before = { ...info([task], step), losses: [1] };
      state = bandit.lossAfterStep?.(before, [1 - gain], turn.state, options) ?? turn.state;
    }
    const late = drawn.slice(-200).filter((task) => task === 'a').length;
    expect(late).toBeGreaterThan(140);
    // It goes on exploring.
    expect(late).toBeLessThan(200);
  });
  it('trains one task a step', async () => {
    const spec = hard('m', { balancing: { method: bandit.id, options: {}, taskWeights: {} } });
    const run = await runOf(experimentOf({ models: [spec] }));
    const rows = train(run, 40);
    const [a, b] = [A, B].map((task) => rows.columns[series.weight(spec.id, task)] as Float32Array);
    const stepped = Array.from(a ?? [], (weight, i) => Number(weight === 1) + Number(b?.[i] === 1));
    expect(stepped.slice(0, -1).every((count) => count === 1)).toBe(true);
    run.dispose();
  });
});
