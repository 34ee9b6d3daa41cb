import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/math/rng.ts';
import { type LinearProblem, linearProblem, softLinear } from '../../../src/core/math/softLinear.ts';
import { numpyNormals } from '../../support/numpyRandom.ts';

/** S = identity times s, so that every answer is worked out by hand. */
const round = (s: number, first: number[]): LinearProblem => ({
  second: first.map((_, i) => first.map((__, j) => (i === j ? s : 0))),
  first,
});

describe('by hand', () => {
  const two = [round(1, [4]), round(1, [0])]; // each alone: 4 and 0
  it('is each alone at 0 and one for all at infinity', () => {
    expect(softLinear(two, 0)).toEqual([[4], [0]]);
    expect(softLinear(two, 'infinite')).toEqual([[2], [2]]);
  });
  it('shrinks each distance to the mean by 1 / (1 + lambda) for equal problems', () => {
    // (w - 4) + lambda (w - m) = 0 with m = 2: w = 2 + 2 / (1 + lambda).
    const found = softLinear(two, 3) as number[][];
    expect(found[0]?.[0]).toBeCloseTo(2.5, 12);
    expect(found[1]?.[0]).toBeCloseTo(1.5, 12);
  });
  it('lets the surer task pull harder: curvatures 3 and 1, alone at 1 and 5, meet at 2', () => {
    const unequal = [round(3, [3]), round(1, [5])];
    expect(softLinear(unequal, 'infinite')?.[0]?.[0]).toBeCloseTo(2, 12);
    expect(softLinear(unequal, 1e9)?.[0]?.[0]).toBeCloseTo(2, 6);
  });
  it('is undefined where rows are too few and nothing holds the weights', () => {
    expect(softLinear([linearProblem([[1, 0]], [1])], 0)).toBeUndefined();
  });
  it('reads moments off rows', () => {
    expect(
      linearProblem(
        [
          [1, 2],
          [3, 0],
        ],
        [1, 2],
      ),
    ).toEqual({
      second: [
        [5, 1],
        [1, 2],
      ],
      first: [3.5, 1],
    });
  });
});

function randomProblems(seed: number, tasks: number, inputs: number): LinearProblem[] {
  const rng = createRng(seed, 'test');
  return Array.from({ length: tasks }, () => {
    const rows = Array.from({ length: inputs + 5 }, () => Array.from({ length: inputs }, () => rng.normal()));
    return linearProblem(
      rows,
      rows.map(() => rng.normal()),
    );
  });
}

it('stands where the gradient is zero, for any strength', () => {
  for (const lambda of [0.01, 0.3, 4, 500]) {
    const problems = randomProblems(1, 3, 4);
    const found = softLinear(problems, lambda) as number[][];
    const centre = [0, 1, 2, 3].map((i) => found.reduce((sum, w) => sum + (w[i] as number), 0) / 3);
    problems.forEach(({ second, first }, t) => {
      const w = found[t] as number[];
      first.forEach((target, i) => {
        const fitted = (second[i] as readonly number[]).reduce((sum, s, j) => sum + s * (w[j] as number), 0);
        expect(fitted - target + lambda * ((w[i] as number) - (centre[i] as number))).toBeCloseTo(0, 9);
      });
    });
  }
});

interface Case {
  readonly delta: number;
  readonly lambda: readonly number[];
  readonly risk: readonly number[];
}
const CASES: readonly Case[] = JSON.parse(readFileSync('test/fixtures/softSharingRisk.json', 'utf8')).cases;
const SEEDS = 60;
const [TASKS, INPUTS, ROWS] = [5, 10, 15];

const chunks = <Value>(values: readonly Value[], size: number): Value[][] =>
  Array.from({ length: values.length / size }, (_, i) => values.slice(i * size, (i + 1) * size));
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

/** |w - w_t|^2, mean over tasks, for each strength. */
function risks({ delta, lambda }: Case, seed: number): number[] {
  const draw = numpyNormals(seed);
  const common = draw(INPUTS);
  const truth = chunks(draw(TASKS * INPUTS), INPUTS).map((own) =>
    own.map((v, i) => (common[i] as number) + (delta * v) / Math.sqrt(INPUTS)),
  );
  const inputs = chunks(chunks(draw(TASKS * ROWS * INPUTS), INPUTS), ROWS);
  const noise = chunks(draw(TASKS * ROWS), ROWS);
  const problems = inputs.map((rows, t) =>
    linearProblem(
      rows,
      rows.map((row, r) => dot(row, truth[t] as number[]) + 0.5 * (noise[t]?.[r] as number)),
    ),
  );
  return lambda.map((strength) => {
    const found = softLinear(problems, strength === 1e6 ? 'infinite' : strength) as number[][];
    const squared = found.map((w, t) => w.reduce((sum, v, i) => sum + (v - (truth[t]?.[i] as number)) ** 2, 0));
    return squared.reduce((sum, v) => sum + v, 0) / TASKS;
  });
}

describe('the teaching table: excess risk over the strength of the tie', () => {
  it.each(CASES)('is the reference to its last digit at delta $delta', (reference) => {
    const draws = Array.from({ length: SEEDS }, (_, seed) => risks(reference, seed));
    reference.lambda.forEach((strength, k) => {
      const mean = draws.reduce((sum, draw) => sum + (draw[k] as number), 0) / SEEDS;
      expect(Math.abs(mean - (reference.risk[k] as number)), `lambda ${strength}: ${mean}`).toBeLessThan(6e-5);
    });
  });
  it('moves the best strength from hard sharing to nearly none as tasks part', () => {
    const best = CASES.map(({ lambda, risk }) => lambda[risk.indexOf(Math.min(...risk))] as number);
    expect(best).toEqual([1e6, 3, 0.3, 0.3, 0.03]);
  });
});
