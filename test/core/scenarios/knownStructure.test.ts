import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import { defaultsOf, type Options } from '../../../src/core/fields.ts';
import { linearProblem, softLinear } from '../../../src/core/math/softLinear.ts';
import { linearTasks } from '../../../src/core/scenarios/linearTasks.ts';
import type { Dataset, ScenarioSpec, Split } from '../../../src/core/scenarios/scenario.ts';
import { teachers } from '../../../src/core/scenarios/teachers.ts';
import { textbook100 } from '../../../src/core/scenarios/textbook100.ts';
import { diskAssets } from '../../support/assets.ts';

const load = (scenario: ScenarioSpec, options: Options, seed: number, train = 500): Promise<Dataset> =>
  scenario.load({ ...defaultsOf(scenario.fields), ...options }, { train, validation: 50, test: 400 }, seed, diskAssets);
const labels = (split: Split, task: string): Float32Array => split.labels[taskId(task)] as Float32Array;
const mean = (list: readonly number[]): number => list.reduce((sum, v) => sum + v, 0) / list.length;
function correlation(a: Float32Array, b: Float32Array): number {
  const [ma, mb] = [mean([...a]), mean([...b])];
  const dot = (f: (i: number) => number) => mean([...a].map((_, i) => f(i)));
  const [ca, cb] = [(i: number) => (a[i] as number) - ma, (i: number) => (b[i] as number) - mb];
  return dot((i) => ca(i) * cb(i)) / Math.sqrt(dot((i) => ca(i) ** 2) * dot((i) => cb(i) ** 2));
}

/** Task `task` of a split as a least-squares problem over 10 inputs, on the rows that carry its label. */
function problemOf(split: Split, task: string) {
  const own = labels(split, task);
  const x = split.inputs.x as Float32Array;
  const rows = [...own.keys()].filter((row) => !Number.isNaN(own[row]));
  return linearProblem(
    rows.map((row) => x.subarray(row * 10, (row + 1) * 10)),
    rows.map((row) => own[row] as number),
  );
}
const weightsOf = (split: Split, task: string): number[] => softLinear([problemOf(split, task)], 0)?.[0] as number[];
const IDS = ['t1', 't2', 't3', 't4', 't5'];

describe('linear tasks', () => {
  it('gives every training row to one task in turn, and every test row to all', async () => {
    const { train, test } = await load(linearTasks, {}, 1, 75);
    IDS.forEach((id, task) => {
      const labelled = [...labels(train, id).keys()].filter((row) => !Number.isNaN(labels(train, id)[row]));
      expect(labelled).toEqual(Array.from({ length: 15 }, (_, i) => 5 * i + task));
      expect(labels(test, id).some(Number.isNaN)).toBe(false);
    });
  });
  it('has test targets that lie exactly on a line, and training targets with noise of its size', async () => {
    const { train, test } = await load(linearTasks, {}, 2, 5000);
    const w = weightsOf(test, 't2');
    const residuals = (split: Split): number[] =>
      [...labels(split, 't2')].flatMap((y, row) => {
        const x = (split.inputs.x as Float32Array).subarray(row * 10, (row + 1) * 10);
        return Number.isNaN(y) ? [] : [y - x.reduce((sum, value, i) => sum + value * (w[i] as number), 0)];
      });
    expect(Math.max(...residuals(test).map(Math.abs))).toBeLessThan(1e-5);
    expect(Math.sqrt(mean(residuals(train).map((r) => r * r)))).toBeCloseTo(0.5, 1);
  });
  it('is one problem at delta 0, and problems at squared distance 2 delta^2 otherwise', async () => {
    const same = (await load(linearTasks, { delta: 0 }, 3)).test;
    weightsOf(same, 't1').forEach((value, i) => {
      expect(value).toBeCloseTo(weightsOf(same, 't5')[i] as number, 5);
    });
    const distances: number[] = [];
    for (let seed = 0; seed < 60; seed += 1) {
      const { test } = await load(linearTasks, { delta: 1.5 }, seed, 10);
      const [a, b] = [weightsOf(test, 't1'), weightsOf(test, 't2')];
      distances.push(a.reduce((sum, v, i) => sum + (v - (b[i] as number)) ** 2, 0));
    }
    // Mean 4.5, standard deviation 4.5 * sqrt(2 / 10), over 60 draws: .26.
    expect(Math.abs(mean(distances) - 4.5)).toBeLessThan(3 * 0.26);
  });
  it('has the excess risk that theory says: noise^2 d / (n - d - 1) alone and shared', async () => {
    const risks = { alone: [] as number[], shared: [] as number[] };
    for (let seed = 0; seed < 100; seed += 1) {
      const { train, test } = await load(linearTasks, { delta: 0 }, seed, 100);
      const truth = weightsOf(test, 't1');
      const problems = IDS.map((id) => problemOf(train, id));
      const risk = (found: number[][] | undefined): number =>
        mean((found ?? []).map((w) => w.reduce((sum, v, i) => sum + (v - (truth[i] as number)) ** 2, 0)));
      risks.alone.push(risk(softLinear(problems, 0)));
      risks.shared.push(risk(softLinear(problems, 'infinite')));
    }
    // Relative standard errors of 100 draws are about .02 and .05: three of them.
    expect(Math.abs(mean(risks.alone) / ((0.25 * 10) / (20 - 11)) - 1)).toBeLessThan(0.07);
    expect(Math.abs(mean(risks.shared) / ((0.25 * 10) / (100 - 11)) - 1)).toBeLessThan(0.15);
  });
});

describe('teachers', () => {
  it('keeps task A, its rows and its noise while the dial turns', async () => {
    const [near, far] = [await load(teachers, { relatedness: 1 }, 4), await load(teachers, { relatedness: 0 }, 4)];
    expect(far.train.inputs).toEqual(near.train.inputs);
    expect(labels(far.train, 'a')).toEqual(labels(near.train, 'a'));
    expect(labels(far.train, 'b')).not.toEqual(labels(near.train, 'b'));
  });
  it('turns continuously', async () => {
    for (const relatedness of [0, 0.4, 0.7, 0.99]) {
      const [one, next] = [
        await load(teachers, { relatedness }, 4),
        await load(teachers, { relatedness: relatedness + 0.01 }, 4),
      ];
      expect(correlation(labels(one.test, 'b'), labels(next.test, 'b'))).toBeGreaterThan(0.995);
    }
  });
  it('shares features at 1: with one hidden unit the two tasks are the same up to sign, at 0 they are strangers', async () => {
    const size = async (relatedness: number, seed: number): Promise<number> => {
      const { test } = await load(teachers, { relatedness, hidden: 1 }, seed);
      return Math.abs(correlation(labels(test, 'a'), labels(test, 'b')));
    };
    expect(await size(1, 5)).toBeCloseTo(1, 6);
    const strangers = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => size(0, seed)));
    expect(mean(strangers)).toBeLessThan(0.35);
  });
  it('standardises clean targets, adds noise to training and validation, and none to test', async () => {
    const [clean, noisy] = [await load(teachers, { noise: 0 }, 6), await load(teachers, { noise: 0.5 }, 6)];
    const values = [...labels(clean.train, 'a')];
    expect(mean(values)).toBeCloseTo(0, 5);
    expect(mean(values.map((v) => v * v))).toBeCloseTo(1, 5);
    const difference = values.map((v, i) => (labels(noisy.train, 'a')[i] as number) - v);
    expect(Math.sqrt(mean(difference.map((v) => v * v)))).toBeCloseTo(0.5, 1);
    expect(labels(noisy.validation, 'b')).not.toEqual(labels(clean.validation, 'b'));
    expect(labels(noisy.test, 'b')).toEqual(labels(clean.test, 'b'));
  });
});

describe('textbook data', () => {
  it('has ten digits about equally often, and a flag that hangs on them without being fixed by them', async () => {
    const { train } = await load(textbook100, {}, 7, 4000);
    const digits = labels(train, 'digit');
    const flags = labels(train, 'flag');
    for (let digit = 0; digit < 10; digit += 1) {
      const rows = [...digits.keys()].filter((row) => digits[row] === digit);
      expect(rows.length).toBeGreaterThan(300);
      // P(normal > -1) = .841 for odd digits, .159 for even ones.
      expect(mean(rows.map((row) => flags[row] as number))).toBeCloseTo(digit % 2 === 1 ? 0.841 : 0.159, 1);
    }
  });
});
