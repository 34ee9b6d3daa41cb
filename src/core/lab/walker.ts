/**
 * A walker: one balancing method moving two parameters of a toy problem, with the very code that weighs tasks in
 * training (core/balancing), float64. Differences to a training run: gradients are exact and without noise, so methods
 * that want several batches get the same one; an 'epoch' (DWA) is 25 steps, as in nash-mtl's windows; methods see losses
 * from the problem's floor, because several take logarithms.
 */
import { methods } from '../balancing/index.ts';
import type { BalancingSpec, GramianStats, MethodState, Weighing } from '../balancing/method.ts';
import { type Options, withDefaults } from '../fields.ts';
import { createRng } from '../math/rng.ts';
import { matrixOps, numbers, readMatrix, tensor } from './arrayOps.ts';
import type { Point, ToyProblem } from './problems.ts';

export interface Contender {
  readonly method: string;
  /** As far as they differ from the method's defaults. */
  readonly options: Options;
  /** Task B's share w: losses are multiplied by 2 (1 - w) and 2 w before the method sees them. Absent: .5. */
  readonly share?: number;
}
export interface WalkSettings {
  readonly problem: ToyProblem;
  readonly optimizer: 'adam' | 'sgd';
  readonly rate: number;
  readonly seed: number;
}
export interface Walker {
  readonly x: Point;
  /** Losses at x. */
  readonly losses: readonly [number, number];
  /** Of the last step; NaN before it and for methods that only give a direction. */
  readonly weights: readonly [number, number];
  /** Of the losses at x; 0 where one gradient is zero. */
  readonly cosine: number;
  /** Of the constrained task, where the method has one. */
  readonly multiplier: number;
  /** The last step had no direction that lowers both losses. */
  readonly noSolution: boolean;
  step(): void;
}

export const LAB_TASKS: readonly string[] = ['a', 'b'];
const EPOCH = 25;
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;
/** Beyond this a walker has left every picture and stands still. */
const FAR = 1e6;

interface Outcome {
  readonly direction: Point;
  readonly weights: readonly [number, number];
  readonly noSolution: boolean;
  readonly multiplier: number;
  readonly state: MethodState;
}

const NO_WEIGHTS = [Number.NaN, Number.NaN] as const;

export function createWalker(settings: WalkSettings, contender: Contender, start: Point): Walker {
  const { problem, optimizer, rate, seed } = settings;
  const spec: BalancingSpec = methods.get(contender.method);
  const options = withDefaults(spec.fields, contender.options);
  const rng = createRng(seed, contender.method);
  const share = contender.share ?? 0.5;
  const lambda = [2 * (1 - share), 2 * share] as const;
  const [floor1, floor2] = problem.floor;
  let state: MethodState = spec.init(LAB_TASKS, options);
  let [x1, x2]: readonly [number, number] = start;
  let here = problem.at(start);
  let [m1, m2, v1, v2] = [0, 0, 0, 0];
  let [decay1, decay2] = [1, 1];
  let n = 0;
  let last: Omit<Outcome, 'state' | 'direction'> = { weights: NO_WEIGHTS, noSolution: false, multiplier: Number.NaN };
  const sums = [0, 0];

  const stats = (): GramianStats => {
    const [[a, b], [c, d]] = here.jacobian;
    const [p, q] = lambda;
    const cross = p * q * (a * c + b * d);
    return {
      step: n,
      epoch: Math.floor(n / EPOCH),
      tasks: LAB_TASKS,
      allTasks: LAB_TASKS,
      losses: [p * (here.losses[0] - floor1), q * (here.losses[1] - floor2)],
      gramian: [
        [p * p * (a * a + b * b), cross],
        [cross, q * q * (c * c + d * d)],
      ],
    };
  };
  const combined = (weights: readonly number[]): Point => {
    const [g1, g2] = here.jacobian;
    const [w1, w2] = [lambda[0] * (weights[0] as number), lambda[1] * (weights[1] as number)];
    return [w1 * g1[0] + w2 * g2[0], w1 * g1[1] + w2 * g2[1]];
  };
  const byJacobian = (given: GramianStats, spec: Extract<BalancingSpec, { needs: 'jacobian' }>): Outcome => {
    const rows = here.jacobian.flatMap((row, t) => row.map((value) => (lambda[t] as number) * value));
    const found = spec.direction(matrixOps, tensor(rows, [2, 2]), given, state, options, rng, readMatrix);
    return {
      direction: numbers(found.direction) as unknown as Point,
      weights: (found.headWeights ?? NO_WEIGHTS) as readonly [number, number],
      noSolution: found.noSolution ?? false,
      multiplier: Number.NaN,
      state: found.state,
    };
  };
  /** One task's turn: the other's loss is not there. */
  const byTurn = (given: GramianStats): Outcome => {
    const turn = spec.schedule?.(given, state, options, rng) ?? { active: given.tasks, state };
    const weights = [turn.active.includes('a') ? 1 : 0, turn.active.includes('b') ? 1 : 0] as const;
    return { direction: combined(weights), weights, noSolution: false, multiplier: Number.NaN, state: turn.state };
  };
  const weigh = (given: GramianStats): Outcome => {
    if (spec.needs === 'jacobian') return byJacobian(given, spec);
    if (spec.schedule) return byTurn(given);
    const found: Weighing = spec.weigh(given, state, options, rng);
    return {
      direction: combined(found.weights),
      weights: found.weights as readonly [number, number],
      noSolution: found.noSolution ?? false,
      // Of the task that has a bound: the other than the main one.
      multiplier: found.diagnostics?.multiplier?.[options.main === 'b' ? 0 : 1] ?? Number.NaN,
      state: found.state,
    };
  };
  const move = ([d1, d2]: Point): void => {
    if (optimizer === 'sgd') {
      x1 -= rate * d1;
      x2 -= rate * d2;
      return;
    }
    decay1 *= BETA1;
    decay2 *= BETA2;
    m1 = BETA1 * m1 + (1 - BETA1) * d1;
    m2 = BETA1 * m2 + (1 - BETA1) * d2;
    v1 = BETA2 * v1 + (1 - BETA2) * d1 * d1;
    v2 = BETA2 * v2 + (1 - BETA2) * d2 * d2;
    const [c1, c2] = [1 - decay1, 1 - decay2];
    x1 -= (rate * (m1 / c1)) / (Math.sqrt(v1 / c2) + EPSILON);
    x2 -= (rate * (m2 / c1)) / (Math.sqrt(v2 / c2) + EPSILON);
  };
  const afterwards = (before: GramianStats): void => {
    if (spec.lossAfterStep) state = spec.lossAfterStep(before, stats().losses, state, options);
    if (!spec.epochEnd) return;
    sums[0] = (sums[0] as number) + (before.losses[0] as number);
    sums[1] = (sums[1] as number) + (before.losses[1] as number);
    if (n % EPOCH !== 0) return;
    state = spec.epochEnd({ a: (sums[0] as number) / EPOCH, b: (sums[1] as number) / EPOCH }, state, options);
    sums.fill(0);
  };

  return {
    get x() {
      return [x1, x2] as const;
    },
    get losses() {
      return here.losses;
    },
    get weights() {
      return last.weights;
    },
    get cosine() {
      const [[a, b], [c, d]] = here.jacobian;
      const size = Math.hypot(a, b) * Math.hypot(c, d);
      return size > 0 ? (a * c + b * d) / size : 0;
    },
    get multiplier() {
      return last.multiplier;
    },
    get noSolution() {
      return last.noSolution;
    },
    step() {
      if (!(Math.abs(x1) < FAR && Math.abs(x2) < FAR)) return;
      const before = stats();
      const outcome = weigh(before);
      state = outcome.state;
      last = outcome;
      move(outcome.direction);
      n += 1;
      here = problem.at([x1, x2]);
      afterwards(before);
    },
  };
}
