/** What every balancing method must keep, looped over the registry: a new method is held to it without a new line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { methods } from '../../../src/core/balancing/index.ts';
import type { BalancingSpec, GramianStats } from '../../../src/core/balancing/method.ts';
import { checkOptions, defaultsOf, type Options } from '../../../src/core/fields.ts';
import { matrixOps, numbers, readMatrix, tensor } from '../../../src/core/lab/arrayOps.ts';
import { combine, gramianOf, type Matrix, type Vector } from '../../../src/core/math/gramian.ts';
import { createRng } from '../../../src/core/math/rng.ts';
import { methods as words } from '../../../src/ui/parts/i18n/en/methods.ts';
import { statsOf, taskNames } from '../../support/methodRuns.ts';

fc.configureGlobal({ seed: 20261124 });

interface Step {
  /** Over the shared parameters. */
  readonly direction: Vector;
  /** Absent for methods that give a direction only. */
  readonly weights?: Vector;
  readonly headWeights?: Vector;
  readonly state: unknown;
}

/** One step of any kind of method over a jacobian [T, P]. */
function stepOf(spec: BalancingSpec, jacobian: Matrix, stats: GramianStats, state: unknown, options: Options): Step {
  const rng = createRng(3, stats.step);
  if (spec.needs === 'jacobian') {
    const given = tensor(jacobian.flat(), [jacobian.length, jacobian[0]?.length ?? 0]);
    const step = spec.direction(matrixOps, given, stats, state, options, rng, readMatrix);
    return { ...step, direction: numbers(step.direction) };
  }
  const step = spec.weigh(stats, state, options, rng);
  return { ...step, direction: combine(step.weights, jacobian) };
}

function firstStep(spec: BalancingSpec, jacobian: Matrix, losses: Vector): Step {
  const options = defaultsOf(spec.fields);
  const stats = statsOf(losses, gramianOf(jacobian));
  return stepOf(spec, jacobian, stats, spec.init(taskNames(losses.length), options), options);
}

const finite = (values: Vector): boolean => values.every(Number.isFinite);

/** T gradients of P entries with sizes from 1e-6 to 1e6 a row, some rows zero, repeated or opposite. */
const jacobians = fc
  .record({
    T: fc.integer({ min: 1, max: 8 }),
    P: fc.integer({ min: 1, max: 6 }),
    seed: fc.integer({ min: 0, max: 1e6 }),
    kinds: fc.array(fc.constantFrom('plain', 'plain', 'plain', 'zero', 'same', 'opposite'), {
      minLength: 8,
      maxLength: 8,
    }),
  })
  .map(({ T, P, seed, kinds }) => {
    const rng = createRng(seed);
    const rows: number[][] = [];
    for (let t = 0; t < T; t += 1) {
      const size = 10 ** (12 * rng.uniform() - 6);
      const own = Array.from({ length: P }, () => size * rng.normal());
      const before = rows[t - 1] ?? own;
      const row = { plain: own, zero: own.map(() => 0), same: [...before], opposite: before.map((value) => -value) };
      rows.push(row[kinds[t] as keyof typeof row]);
    }
    return rows;
  });

/** Any options that a method's fields allow. */
const optionsOf = (spec: BalancingSpec): fc.Arbitrary<Options> =>
  fc.record(
    Object.fromEntries(
      spec.fields.map((field): [string, fc.Arbitrary<number | string | boolean>] => {
        if (field.type === 'choice') return [field.name, fc.constantFrom(...field.choices)];
        if (field.type === 'switch') return [field.name, fc.boolean()];
        if (field.type === 'task') return [field.name, fc.constantFrom('', 'task0', 'task1')];
        if (field.type === 'input') return [field.name, fc.constant(field.default)];
        const { min, max } = field;
        if (field.type === 'integer') return [field.name, fc.integer({ min, max })];
        return [field.name, fc.double({ min, max, noNaN: true })];
      }),
    ),
  );

const lossesOf = (T: number, seed: number): number[] => {
  const rng = createRng(seed, 'losses');
  return Array.from({ length: T }, () => 10 ** (6 * rng.uniform() - 4));
};

/** Gramians that no gradients made: rounding, overflow, underflow. */
const HOSTILE: readonly Matrix[] = [
  [[0]],
  [
    [0, 0],
    [0, 0],
  ],
  [
    [1, 2],
    [2, 1],
  ],
  [
    [1, -1 - 1e-9],
    [-1 - 1e-9, 1],
  ],
  [
    [0, 1],
    [1, 1],
  ],
  [
    [-1e-9, 0],
    [0, 1],
  ],
  [
    [1e300, -1e300],
    [-1e300, 1e300],
  ],
  [
    [1e-300, 0],
    [0, 1e-300],
  ],
  [
    [1e150, 1],
    [1, 1e-150],
  ],
  [
    [1, 0.5, -1],
    [0.5, 1, -0.5],
    [-1, -0.5, 1],
  ],
  Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => 1)),
  Array.from({ length: 12 }, (_, t) => Array.from({ length: 12 }, (__, s) => (t === s ? 1 : -1 / 11))),
];

describe.each(methods.all.map((spec) => [spec.id, spec] as const))('%s', (id, spec) => {
  it('has complete words, a paper and valid defaults', () => {
    const text = (words.method as Record<string, unknown>)[id] as {
      label: string;
      summary: string;
      formula: string;
      heads: string;
      fields: Record<string, { label: string; help: string; choices?: Record<string, string> }>;
    };
    for (const part of [text.label, text.summary, text.formula, text.heads]) expect(part).toMatch(/\S/);
    expect(Object.keys(text.fields).sort()).toEqual(spec.fields.map((field) => field.name).sort());
    for (const field of spec.fields) {
      const about = text.fields[field.name];
      expect(about?.help).toMatch(/\S/);
      if (field.type === 'choice') expect(Object.keys(about?.choices ?? {})).toEqual([...field.choices]);
      if (field.when) expect(spec.fields.map((other) => other.name)).toContain(field.when.field);
    }
    expect(words.family).toHaveProperty([spec.family]);
    expect(checkOptions(spec.fields, defaultsOf(spec.fields))).toEqual([]);
    expect(spec.paper.year).toBeGreaterThan(1950);
    for (const T of [1, 3]) expect(spec.backwardPasses(T, defaultsOf(spec.fields))).toBeGreaterThanOrEqual(1);
  });

  it('is finite, and gives one weight per task, on any gradients of up to eight tasks', () => {
    fc.assert(
      fc.property(jacobians, fc.integer(), (jacobian, seed) => {
        const T = jacobian.length;
        const step = firstStep(spec, jacobian, lossesOf(T, seed));
        expect(finite(step.direction)).toBe(true);
        for (const weights of [step.weights, step.headWeights]) {
          if (weights === undefined) continue;
          expect(weights).toHaveLength(T);
          expect(finite(weights)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stays finite over steps under any options that its fields allow', () => {
    fc.assert(
      fc.property(jacobians, optionsOf(spec), fc.integer(), (jacobian, options, seed) => {
        expect(checkOptions(spec.fields, options)).toEqual([]);
        const T = jacobian.length;
        let state: unknown = spec.init(taskNames(T), options);
        for (let i = 0; i < 3; i += 1) {
          // The same gradients turned over, so that memories meet something new.
          const rows = i === 1 ? jacobian.map((row) => row.map((value) => -value)) : jacobian;
          const stats = statsOf(lossesOf(T, seed + i), gramianOf(rows), i, i);
          const step = stepOf(spec, rows, stats, state, options);
          expect(finite(step.direction), `step ${i} under ${JSON.stringify(options)}`).toBe(true);
          state = spec.lossAfterStep?.(stats, lossesOf(T, seed + i + 1), step.state, options) ?? step.state;
          state = spec.epochEnd?.(Object.fromEntries(stats.tasks.map((task, t) => [task, t])), state, options) ?? state;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is finite on hostile Gramians and losses', () => {
    if (spec.needs === 'jacobian') return;
    const options = defaultsOf(spec.fields);
    for (const gramian of HOSTILE) {
      for (const loss of [0, 1, -1, 1e30, 1e-30]) {
        const stats = statsOf(
          gramian.map(() => loss),
          gramian,
        );
        const { weights, state } = spec.weigh(stats, spec.init(stats.tasks, options), options, createRng(1));
        expect(finite(weights), `${JSON.stringify(gramian)} with loss ${loss}: ${weights.join(', ')}`).toBe(true);
        const next = spec.lossAfterStep?.(stats, stats.losses, state, options) ?? state;
        expect(finite(spec.weigh(stats, next, options, createRng(1)).weights)).toBe(true);
      }
    }
  });

  it('carries on from a state that went through JSON as from its own', () => {
    const options = defaultsOf(spec.fields);
    const rng = createRng(11);
    let [own, copied] = [spec.init(taskNames(3), options), spec.init(taskNames(3), options)] as [unknown, unknown];
    for (let i = 0; i < 4; i += 1) {
      const jacobian = Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => rng.normal()));
      const stats = statsOf([1 + rng.uniform(), rng.uniform(), rng.uniform()], gramianOf(jacobian), i, i);
      const a = stepOf(spec, jacobian, stats, own, options);
      const b = stepOf(spec, jacobian, stats, copied, options);
      expect(b.direction).toEqual(a.direction);
      own = spec.lossAfterStep?.(stats, [0.5, 0.4, 0.3], a.state, options) ?? a.state;
      own = spec.epochEnd?.({ task0: 1, task1: 2, task2: 3 + i }, own, options) ?? own;
      copied = throughJson(own);
    }
  });

  it('changes nothing that it was given', () => {
    const options = Object.freeze(defaultsOf(spec.fields));
    const jacobian = deepFreeze([
      [1, -2, 0.5],
      [-1, 1, 1],
    ]);
    const stats = deepFreeze(statsOf([1, 2], gramianOf(jacobian)));
    const state = deepFreeze(spec.init(stats.tasks, options));
    const first = stepOf(spec, jacobian, stats, state, options);
    expect(stepOf(spec, jacobian, stats, state, options).direction).toEqual(first.direction);
  });

  it('keeps the numbers of a task that sits out a step', () => {
    const options = defaultsOf(spec.fields);
    const jacobian = [
      [1, 0.2],
      [-0.5, 1],
      [0.3, 0.3],
    ];
    const all = statsOf([1, 2, 3], gramianOf(jacobian));
    const first = stepOf(spec, jacobian, all, spec.init(all.tasks, options), options);
    const some = [jacobian[0] as Vector, jacobian[2] as Vector];
    const two = { ...statsOf([1, 3], gramianOf(some), 1), tasks: ['task0', 'task2'], allTasks: all.tasks };
    const second = stepOf(spec, some, two, first.state, options);
    expect(finite(second.direction)).toBe(true);
    expect(finite(stepOf(spec, jacobian, { ...all, step: 2 }, second.state, options).direction)).toBe(true);
  });
});

/** Every number array in a state may be a Float32Array, which comes back from a checkpoint as a plain array. */
function throughJson(state: unknown): unknown {
  if (state === undefined) return undefined;
  return JSON.parse(JSON.stringify(state, (_, value) => (value instanceof Float32Array ? [...value] : value)));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
