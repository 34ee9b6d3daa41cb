/** Every method that remembers, where steps follow by a few lines of arithmetic from the formula in its own file. */
import { describe, expect, it } from 'vitest';
import { methods } from '../../../src/core/balancing/index.ts';
import { defaultsOf, type Options } from '../../../src/core/fields.ts';
import type { Matrix, Vector } from '../../../src/core/math/gramian.ts';
import { createRng } from '../../../src/core/math/rng.ts';
import {
  expectNear,
  expectWeights,
  MethodRun,
  ones,
  scripted,
  squares,
  statsOf,
  taskNames,
  weigh,
} from '../../support/methodRuns.ts';

describe('over steps', () => {
  it('GradNorm: a weight never falls to nothing, and all add up to T', () => {
    const run = new MethodRun('gradnorm', 2, { optimizer: 'sgd', learningRate: 0.1 });
    const stats = statsOf([1, 1], squares(100, 1));
    const first = run.weigh(stats);
    expect(first.weights).toEqual([1, 1]);
    expect(first.diagnostics).toEqual({ gradientSize: [10, 1], trainingRate: [1, 1] });
    // 1 - .1 * 10 is held at 1e-3, 1 + .1 * 1 = 1.1; then both times 2 / 1.101.
    expectWeights(run.weigh(stats), [0.002 / 1.101, 2.2 / 1.101]);
  });
  it('GradNorm: the one that trained less gets the larger goal', () => {
    const run = new MethodRun('gradnorm', 2, { optimizer: 'sgd', learningRate: 0.1, alpha: 1 });
    run.weigh(statsOf([1, 2], squares(1, 1)));
    const second = run.weigh(statsOf([0.5, 2], squares(1, 1)));
    expectNear(second.diagnostics?.trainingRate ?? [], [2 / 3, 4 / 3], 1e-12, 0);
    expectWeights(run.weigh(statsOf([0.5, 2], squares(1, 1))), [0.9, 1.1]);
  });
  it('log-variances and log-scales stop at 15', () => {
    const far = (id: string, losses: Vector) => {
      const run = new MethodRun(id, 2, { optimizer: 'sgd', learningRate: 1 });
      run.weigh(statsOf(losses, squares(1, 1)));
      return run.weigh(statsOf(losses, squares(1, 1)));
    };
    const variances = far('uncertainty', [1e9, -1e9]);
    expect(variances.diagnostics?.logVariance).toEqual([15, -15]);
    expectWeights(variances, [0.5 * Math.exp(-15), 0.5 * Math.exp(15)]);
    const scales = far('imtl-l', [1e9, -1e9]);
    expect(scales.diagnostics?.logScale).toEqual([-15, 15]);
    expectWeights(scales, [Math.exp(-15), Math.exp(15)]);
  });
  it('GradVac: the goal is a running mean of the cosines, and what is below it is drawn up to it', () => {
    const run = new MethodRun('gradvac', 2, { beta: 0.5, order: 'fixed' });
    const at = (cosine: number) =>
      run.weigh(
        statsOf(
          [1, 1],
          [
            [1, cosine],
            [cosine, 1],
          ],
        ),
      );
    expectNear(at(-0.5).weights, [1.5, 1.5], 1e-6, 0);
    expect((run.state as Record<string, Record<string, number>>).task0?.task1).toBeCloseTo(-0.25, 6);
    // .5 is above the goal of -.25; the next goal is the mean of the two.
    expectNear(at(0.5).weights, [1, 1], 1e-12, 0);
    expect((run.state as Record<string, Record<string, number>>).task1?.task0).toBeCloseTo(0.125, 6);
    const pull = 0.125 / Math.sqrt(1 - 0.125 ** 2);
    expectNear(at(0).weights, [1 + pull, 1 + pull], 1e-6, 0);
  });
  it('smooth Tchebycheff: losses over their mean in the last epoch of the warm-up', () => {
    const run = new MethodRun('stch', 2, { losses: 'relative', mu: 1, warmupEpochs: 1 });
    const at = (losses: Vector, epoch: number) => run.weigh(statsOf(losses, squares(1, 1), 0, epoch)).weights;
    expect(at([8, 8], 0)).toEqual([1 / 8, 1 / 8]);
    expect(at([1, 2], 1)).toEqual([1, 1 / 2]);
    expect(at([3, 2], 1)).toEqual([1 / 3, 1 / 2]);
    // Relative losses 2 and 1: shares 2/3 and 1/3, times T over the loss.
    expectNear(at([4, 2], 2), [1 / 3, 1 / 3], 1e-12, 0);
    expectNear(at([2, 2], 3), [1 / 2, 1 / 2], 1e-12, 0);
  });
  it('DWA: equal until two epochs are over, then by the ratio of the last two', () => {
    const run = new MethodRun('dwa', 2, { temperature: 1 });
    const weights = () => run.weigh(statsOf([1, 1], squares(1, 1)));
    run.endEpoch([8, 8]);
    expect(weights().weights).toEqual([1, 1]);
    run.endEpoch([2, 4]);
    run.endEpoch([1, 4]);
    expect(weights().diagnostics?.lossRatio).toEqual([1 / 2, 1]);
    const share = Math.exp(-0.5) / (1 + Math.exp(-0.5));
    expectNear(weights().weights, [2 * share, 2 - 2 * share], 1e-12, 0);
    // A loss that was 0, and one that is no number, have no ratio.
    run.endEpoch([0, Number.NaN]);
    expect(weights().diagnostics?.lossRatio).toEqual([0, 1]);
    run.endEpoch([3, -3]);
    expect(weights().diagnostics?.lossRatio).toEqual([1, 1]);
    // Nor has one that was below 0, or one that no epoch has seen.
    run.endEpoch([6, 6]);
    expect(weights().diagnostics?.lossRatio).toEqual([2, 1]);
    const third = run.weigh({ ...statsOf([1], squares(1)), tasks: ['task2'], allTasks: taskNames(3) });
    expect(third.diagnostics?.lossRatio).toEqual([1]);
  });
  it('MoDo: one projected step down', () => {
    const run = new MethodRun('modo', 2, { gamma: 0.1, rho: 0.1 });
    const stats = statsOf([1, 1], squares(1, 4));
    expectWeights(run.weigh(stats), [0.575, 0.425]);
    expect(run.state).toEqual({ task0: expect.closeTo(0.575, 9), task1: expect.closeTo(0.425, 9) });
  });
  it('SDMGrad: inner steps with momentum, leaning towards the mean', () => {
    const options = { innerSteps: 1, innerRate: 0.1, lambda: 1 };
    const one = weigh('sdmgrad', squares(1, 4), options);
    // K over 1.5^2; slopes 4/9 and 16/9 at w + lambda / T = 1.
    const w = [0.5 + 1 / 15, 0.5 - 1 / 15];
    expectNear(one.diagnostics?.simplexWeight ?? [], w, 1e-7, 0);
    expectWeights(
      one,
      w.map((value) => (value + 0.5) / 2),
    );
    const two = weigh('sdmgrad', squares(1, 4), { ...options, innerSteps: 2 });
    const slopes = [(4 / 9) * ((w[0] as number) + 0.5) + 2 / 9, (16 / 9) * ((w[1] as number) + 0.5) + 8 / 9];
    const gap = ((slopes[1] as number) - (slopes[0] as number)) / 2;
    expectNear(
      two.diagnostics?.simplexWeight ?? [],
      [(w[0] as number) + 0.1 * gap, (w[1] as number) - 0.1 * gap],
      1e-7,
      0,
    );
  });
  it('Nash-MTL solves again when it is due, or when a task comes that it never weighed', () => {
    const run = new MethodRun('nash-mtl', 2, { every: 3, maxNorm: 0 });
    const at = (gramian: Matrix, tasks = taskNames(2)) =>
      run.weigh({ ...statsOf(ones(tasks.length), gramian), tasks }).weights;
    expectNear(at(squares(1, 4)), [1, 0.5], 1e-9, 0);
    expectNear(at(squares(4, 1)), [1, 0.5], 1e-9, 0);
    expectNear(at(squares(1, 1, 1), taskNames(3)), [1, 1, 1], 1e-9, 0);
    expectNear(at(squares(4, 1)), [0.5, 1], 1e-9, 0);
  });
});

describe('Auto-lambda', () => {
  const cross = (matrix: Matrix) => ({ ...statsOf([1, 1], squares(1, 1)), crossGramians: [[[], matrix]] });
  const mixed = [
    [1, 0.2],
    [-0.8, 1],
  ];
  const first = (stats: ReturnType<typeof cross>, options: Options) =>
    new MethodRun('auto-lambda', 2, { learningRate: 0.01, ...options }).weigh(stats).weights;
  it('moves by its rate at the first step, each way as it helps the primary task, or all of them', () => {
    expectNear(first(cross(mixed), { primary: 'task0' }), [1.01, 0.99], 1e-6, 0);
    expectNear(first(cross(mixed), { primary: 'task1' }), [1, 1], 1e-6, 0);
    expectNear(first(cross(mixed), {}), [1, 1], 1e-6, 0);
    expectNear(
      first(
        cross([
          [1, -3],
          [0, 1],
        ]),
        {},
      ),
      [0.99, 1.01],
      1e-6,
      0,
    );
  });
  it('takes the training rows’ own products where there are no others', () => {
    const own = [
      [1, -3],
      [-3, 9],
    ];
    expectNear(weigh('auto-lambda', own, { learningRate: 0.01 }).weights, [0.99, 1.01], 1e-6, 0);
  });
  it('leaves a task where it is whose slope is no number, and begins anew where all weights are gone', () => {
    const broken = [
      [Number.NaN, 0],
      [0, 1],
    ];
    expectNear(first(cross(broken), { learningRate: 1 }), [2 / 3, 4 / 3], 1e-6, 0);
    const against = [
      [-1, 0],
      [0, -1],
    ];
    expect(first(cross(against), { learningRate: 1 })).toEqual([1, 1]);
  });
});

describe('held to bounds', () => {
  const run = (options: Options) =>
    new MethodRun('lagrange', 2, { bound: 0.5, multiplierRate: 0.1, damping: 2, ...options });
  const weightsOver = (method: MethodRun, losses: Vector): number[] =>
    losses.map((loss) => method.weigh(statsOf([1, loss], squares(1, 1))).weights[1] as number);
  it.each([
    ['gda', {}, [0, 0.05, 0.1]],
    ['gda', { dualFirst: true }, [0.05, 0.1, 0.15]],
    ['mdmm', {}, [1, 1.05, 1.1]],
    ['augmented', { every: 2 }, [1, 1, 2]],
    ['augmented', { every: 1 }, [1, 2, 3]],
    ['pi', { proportional: 2 }, [0, 0.15, 0.2]],
  ] as const)('%s %o: a bound broken by a half', (formulation, options, weights) => {
    expectNear(weightsOver(run({ formulation, ...options }), [1, 1, 1]), weights, 1e-12, 0);
  });
  it('PI answers to what changed, and no weight is below 0 or above 10,000', () => {
    expectNear(weightsOver(run({ formulation: 'pi', proportional: 2 }), [1, 0.7, 0.7]), [0, 0.15, 0.11], 1e-12, 0);
    expect(weightsOver(run({ formulation: 'mdmm' }), [0.1, 0.1])).toEqual([0, 0]);
    expect(weightsOver(run({ formulation: 'mdmm' }), [1e5])).toEqual([1e4]);
  });
  it('bounds of their own by place', () => {
    const each = run({ formulation: 'mdmm', damping: 1, bounds: 'each', bound1: 9, bound2: 0.25 });
    expect(weightsOver(each, [1])).toEqual([0.75]);
  });
});

describe('the bandit', () => {
  const bandit = methods.get('bandit');
  if (bandit.needs !== 'none') throw new Error('it needs nothing');
  const options = { ...defaultsOf(bandit.fields), stepSize: 0.1, explore: 0.2 };
  const info = { step: 0, epoch: 0, tasks: ['a', 'b'], allTasks: ['a', 'b'] };
  const start = { logits: { a: 0, b: Math.log(3) }, drawn: '', chance: 1, gains: [] as number[], turns: 0 };
  const turn = (uniform: number) =>
    bandit.schedule?.(
      info,
      start,
      options,
      scripted(() => uniform),
    );
  it('draws by the softmax of its logits, a fifth of it equally', () => {
    // .8 * (1/4, 3/4) + .1
    expect(turn(0.29)).toMatchObject({ active: ['a'], state: { drawn: 'a', chance: expect.closeTo(0.3, 12) } });
    expect(turn(0.31)).toMatchObject({ active: ['b'], state: { drawn: 'b', chance: expect.closeTo(0.7, 12) } });
    expect(turn(1)).toMatchObject({ active: ['b'], state: { chance: expect.closeTo(0.7, 12) } });
  });
  it('shows the chance of each task, of whoever steps', () => {
    const chanceOf = (tasks: string[]) =>
      bandit.weigh({ ...info, tasks }, start, options, createRng(1)).diagnostics?.chance ?? [];
    expectNear(chanceOf(['a', 'b']), [0.3, 0.7], 1e-12, 0);
    expectNear(chanceOf(['b']), [0.7], 1e-12, 0);
    expect(bandit.weigh({ ...info, tasks: ['b'] }, start, options, createRng(1)).weights).toEqual([1]);
  });
  interface State {
    readonly logits: Readonly<Record<string, number>>;
    readonly gains: readonly number[];
    readonly turns: number;
  }
  /** After drawing `a` with chance .5, whose loss went from `from` to `to`. */
  const afterTurn = (state: object, from: number, to: number): State =>
    bandit.lossAfterStep?.({ ...info, tasks: ['a'], losses: [from] }, [to], state, options) as State;
  const drawn = { ...start, logits: { a: 0, b: 0 }, drawn: 'a', chance: 0.5 };
  it('raises a task whose gain is high among those seen, and mixes a share of the others in', () => {
    const first = afterTurn(drawn, 1, 0.9);
    expect(first).toMatchObject({ turns: 1, gains: [expect.closeTo(0.1, 12)] });
    expect(first.logits.a).toBeCloseTo(first.logits.b as number, 12);
    const third = afterTurn({ ...drawn, gains: [0.1, 0.3], turns: 2 }, -2, -3);
    // The gain .5 is beyond the 80th percentile of three, .3: reward 1, step .1 / .5; a quarter is mixed.
    const [a, b] = [1, Math.exp(-0.2)];
    expect(third.turns).toBe(3);
    expect(third.logits.a).toBeCloseTo(Math.log(0.75 * a + 0.25 * b), 9);
    expect(third.logits.b).toBeCloseTo(Math.log(0.75 * b + 0.25 * a), 9);
  });
  it('gains are sorted as they are seen, and one between the percentiles counts in proportion', () => {
    // Sorted: .1, .2, .3, .5, .7, with .1 and .5 at the percentiles.
    const next = afterTurn({ ...drawn, gains: [0.7, 0.1, 0.5, 0.2], turns: 4 }, 2, 1.4);
    expect(next.gains.at(-1)).toBeCloseTo(0.3, 12);
    // Reward 2 * (.3 - .1) / .4 - 1 = 0: only the mixing is left, of equal logits.
    expect(next.logits.a).toBeCloseTo(next.logits.b as number, 9);
    const higher = afterTurn({ ...drawn, gains: [0.7, 0.1, 0.5, 0.2], turns: 4 }, 2, 1.2);
    // .4 between the same two: reward .5, a step of .1 * .5 / .5; a sixth is mixed.
    const b = Math.exp(-0.1);
    expect(higher.logits.a).toBeCloseTo(Math.log((5 / 6) * 1 + (1 / 6) * b), 9);
  });
  it('mixes the share of the others evenly among three', () => {
    const three = { ...info, tasks: ['a'], allTasks: ['a', 'b', 'c'], losses: [1] };
    const state = { ...drawn, logits: { a: 1, b: 0, c: 0 }, turns: 2 };
    const next = bandit.lossAfterStep?.(three, [0.9], state, options) as State;
    const b = Math.exp(-1);
    // A quarter is mixed: an eighth of each other one.
    expect(next.logits.a).toBeCloseTo(Math.log(0.75 + (0.25 / 2) * (2 * b)), 9);
    expect(next.logits.b).toBeCloseTo(Math.log(0.75 * b + (0.25 / 2) * (1 + b)), 9);
  });
  it('lowers one whose gain is low', () => {
    const next = afterTurn({ ...drawn, gains: [0.1, 0.3, 0.5, 0.7], turns: 4 }, 1, 1.5);
    expect(next.logits.a).toBeLessThan(next.logits.b as number);
  });
  it('a loss of 0, or one that was not measured, tells nothing', () => {
    expect(afterTurn(drawn, 0, 1)).toBe(drawn);
    expect(bandit.lossAfterStep?.({ ...info, tasks: ['b'], losses: [1] }, [0.5], drawn, options)).toBe(drawn);
    expect(bandit.lossAfterStep?.({ ...info, tasks: ['a'], losses: [1] }, [], drawn, options)).toBe(drawn);
  });
  it('remembers the last 200 gains, and alone it has nothing to mix', () => {
    const gains = Array.from({ length: 200 }, (_, i) => i);
    const next = afterTurn({ ...drawn, gains, turns: 200 }, 1, 0.5);
    expect(next.gains.length).toBe(200);
    expect(next.gains[0]).toBe(1);
    expect(next.gains.at(-1)).toBe(0.5);
    expect(afterTurn({ ...drawn, logits: { a: 3 } }, 1, 0.5).logits.a).toBeCloseTo(0, 9);
  });
});

it('backward passes of a step of three tasks', () => {
  const three = Object.fromEntries(
    methods.all.map((spec) => [spec.id, spec.backwardPasses(3, defaultsOf(spec.fields))]),
  );
  const ONE = ['weighted-sum', 'alternating', 'rlw', 'dwa', 'uncertainty', 'imtl-l', 'gls', 'scale-invariant', 'famo'];
  for (const id of [...ONE, 'stch', 'lagrange', 'bandit']) expect(three[id], id).toBe(1);
  expect(three).toMatchObject({ gradnorm: 4, modo: 9, sdmgrad: 9, 'auto-lambda': 6 });
  const others = methods.ids.filter(
    (id) => ![...ONE, 'stch', 'lagrange', 'bandit', 'gradnorm', 'modo', 'sdmgrad', 'auto-lambda'].includes(id),
  );
  for (const id of others) expect(three[id], id).toBe(3);
  for (const id of ['mgda', 'imtl-g', 'aligned-mtl']) {
    const spec = methods.get(id);
    const options = { ...defaultsOf(spec.fields), gradients: 'representation' };
    expect(spec.backwardPasses(3, options)).toBe(1);
    expect(spec.needs === 'gramian' && spec.gradientsAt?.(options)).toBe('representation');
    expect(spec.needs === 'gramian' && spec.gradientsAt?.(defaultsOf(spec.fields))).toBe('shared');
  }
});
