/** Alternating training: whose turn it is; and methods whose weights come from a draw or from other batches. */
import { describe, expect, it } from 'vitest';
import { alternating } from '../../../src/core/balancing/alternating.ts';
import { graddrop } from '../../../src/core/balancing/graddrop.ts';
import type { StepInfo } from '../../../src/core/balancing/method.ts';
import { type Options, withDefaults } from '../../../src/core/fields.ts';
import { matrixOps, numbers, readMatrix, tensor } from '../../../src/core/lab/arrayOps.ts';
import { createRng } from '../../../src/core/math/rng.ts';
import { expectNear, scripted, statsOf, taskNames, weighOnce } from '../../support/methodRuns.ts';

const all = taskNames(3);
const info = (tasks: readonly string[], rows?: Readonly<Record<string, number>>): StepInfo => ({
  step: 0,
  epoch: 0,
  tasks,
  allTasks: all,
  ...(rows ? { rows } : {}),
});

/** Who steps, for each step's list of tasks that could. */
function turns(options: Options, steps: readonly StepInfo[], seed = 5): string[] {
  const complete = withDefaults(alternating.fields, options);
  const rng = createRng(seed);
  let state = alternating.init(all, complete);
  return steps.map((step) => {
    const next = alternating.schedule?.(step, state, complete, rng);
    state = next?.state ?? state;
    return next?.active.join('+') ?? '';
  });
}
const repeat = (n: number, step: StepInfo): StepInfo[] => Array.from({ length: n }, () => step);

describe('round robin', () => {
  it('gives every task one step in turn', () => {
    expect(turns({}, repeat(5, info(all)))).toEqual(['task0', 'task1', 'task2', 'task0', 'task1']);
  });
  it('or several', () => {
    expect(turns({ stepsEach: 2 }, repeat(5, info(all)))).toEqual(['task0', 'task0', 'task1', 'task1', 'task2']);
  });
  it('passes over a task without labels in the batch, and cuts its turn short', () => {
    const steps = [info(all), info(['task0', 'task2']), info(['task0', 'task1']), info(all)];
    expect(turns({ stepsEach: 2 }, steps)).toEqual(['task0', 'task0', 'task1', 'task1']);
    expect(turns({ stepsEach: 2 }, [info(all), info(['task1', 'task2'])])).toEqual(['task0', 'task1']);
  });
  it('rests when nobody can step', () => {
    expect(turns({}, [info([]), info(all)])).toEqual(['', 'task0']);
  });
});

describe('drawn by chance', () => {
  const share = (options: Options, rows: Readonly<Record<string, number>>, task: string): number => {
    const steps = turns({ order: 'sampled', ...options }, repeat(6000, info(all, rows)));
    return steps.filter((turn) => turn === task).length / steps.length;
  };
  const rows = { task0: 100, task1: 100, task2: 800 };

  it('nobody where nobody can step, and evenly where no rows are known', () => {
    expect(turns({ order: 'sampled' }, [info([]), info(['task1'])])).toEqual(['', 'task1']);
    expect(Math.abs(share({ sampleBy: 'rows' }, {}, 'task2') - 1 / 3)).toBeLessThan(0.03);
    expect(turns({ order: 'sampled', sampleBy: 'rows' }, [info(['task2'])])).toEqual(['task2']);
  });
  it('the last task where rounding leaves a draw over', () => {
    const complete = withDefaults(alternating.fields, { order: 'sampled' });
    const next = alternating.schedule?.(
      info(all),
      alternating.init(all, complete),
      complete,
      scripted(() => 1),
    );
    expect(next).toEqual({ active: ['task2'], state: { last: 'task2', left: 0 } });
  });
  // A share of 6,000 draws has a standard deviation of at most .0065.
  it('equally, whatever the rows', () => expect(Math.abs(share({}, rows, 'task2') - 1 / 3)).toBeLessThan(0.03));
  it('in proportion to the rows', () => {
    expect(Math.abs(share({ sampleBy: 'rows' }, rows, 'task2') - 0.8)).toBeLessThan(0.03);
  });
  it('evened out by temperature: 10, 10 and sqrt(800)', () => {
    const expected = Math.sqrt(800) / (20 + Math.sqrt(800));
    const found = share({ sampleBy: 'rows', temperature: 2 }, rows, 'task2');
    expect(Math.abs(found - expected)).toBeLessThan(0.03);
  });
});

it('the optimiser keeps a memory per task unless told not to', () => {
  const complete = withDefaults(alternating.fields, {});
  expect(alternating.optimizerPerTask?.(complete)).toBe(true);
  expect(alternating.optimizerPerTask?.({ ...complete, optimizerPerTask: false })).toBe(false);
});

describe('draws', () => {
  const stats = statsOf(
    [1, 1, 1],
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  );
  it('random weighting adds up to 1 and averages to equal', () => {
    const rng = createRng(3);
    const total = [0, 0, 0];
    for (let i = 0; i < 3000; i += 1) {
      const { weights } = weighOnce('rlw', stats, {}, rng);
      expect(weights[0]).toBeGreaterThan(0);
      weights.forEach((weight, t) => {
        total[t] = (total[t] as number) + weight / 3000;
      });
    }
    expectNear(total, [1 / 3, 1 / 3, 1 / 3], 0.06, 0);
  });
  it('PCGrad in random order is one of the fixed orders', () => {
    const gramian = [
      [1, -0.5, -0.7],
      [-0.5, 1, -0.2],
      [-0.7, -0.2, 1],
    ];
    const conflict = statsOf([1, 1, 1], gramian);
    const rng = createRng(9);
    const seen = new Set(Array.from({ length: 60 }, () => weighOnce('pcgrad', conflict, {}, rng).weights.join()));
    // Each of three tasks meets the two others in one of two orders: at most 8 results.
    expect(seen.size).toBeGreaterThan(1);
    expect(seen.size).toBeLessThanOrEqual(8);
    expect(seen).toContain(weighOnce('pcgrad', conflict, { order: 'fixed' }).weights.join());
  });
  it('GradDrop keeps the drawn sign, and a leak lets that share of the rest through', () => {
    const jacobian = tensor([3, -1, -1, -1, 1, 0], [2, 3]);
    const drop = (leak: number, uniform: number) =>
      numbers(
        graddrop.direction(
          matrixOps,
          jacobian,
          statsOf([1, 1], [[1, 0]]),
          undefined,
          { leak },
          scripted(() => uniform),
          readMatrix,
        ).direction,
      );
    // Chances of plus: 3/4, 1/2 and 0.
    expect(drop(0, 0.6)).toEqual([3, -1, -1]);
    expect(drop(0, 0.8)).toEqual([-1, -1, -1]);
    expect(drop(0.5, 0.8)).toEqual([0.5, -0.5, -1]);
    expect(drop(1, 0.8)).toEqual([2, 0, -1]);
  });
});

describe('several batches', () => {
  it.each(['modo', 'sdmgrad'])('%s chooses its weights from the second and third batch', (id) => {
    const strong = [
      [4, 0],
      [0, 1],
    ];
    const flat = [
      [1, 0],
      [0, 1],
    ];
    const blocks = [
      [flat, flat, flat],
      [flat, flat, strong],
      [flat, flat, flat],
    ];
    const stats = { ...statsOf([1, 1], flat), crossGramians: blocks };
    expect(weighOnce(id, stats).weights).toEqual(weighOnce(id, statsOf([1, 1], strong)).weights);
    expect(weighOnce(id, stats).weights).not.toEqual(weighOnce(id, statsOf([1, 1], flat)).weights);
  });
});
