/** The ground that walkers walk on: both losses over a grid of the plane, contour lines at levels that share it out evenly. */
import { withDefaults } from '../fields.ts';
import { contours, type Polyline } from '../math/contour.ts';
import { labProblems, type Point } from './problems.ts';
import type { LabSetup } from './setup.ts';

export interface LossGround {
  /** [n, n], row 0 on top. */
  readonly values: Float32Array;
  /** Lines in grid units, from the lowest level on. */
  readonly lines: readonly (readonly Polyline[])[];
}
export interface Ground {
  readonly n: number;
  readonly window: readonly [number, number, number, number];
  readonly losses: readonly [LossGround, LossGround];
  /** The Pareto set, and its losses. */
  readonly front: readonly Point[];
  readonly frontLosses: readonly Point[];
}

const LEVELS = 9;

function groundOf(values: Float32Array, n: number): LossGround {
  const sorted = Float32Array.from(values).sort();
  const levels = Array.from(
    { length: LEVELS },
    (_, i) => sorted[Math.round(((i + 1) / (LEVELS + 1)) ** 1.4 * (sorted.length - 1))] as number,
  );
  return { values, lines: levels.map((level) => contours(values, n, n, level)) };
}

export function groundOfProblem({ problem, options }: Pick<LabSetup, 'problem' | 'options'>, n: number): Ground {
  const { fields, build } = labProblems.get(problem);
  const { at, window, front } = build(withDefaults(fields, options));
  const [left, right, bottom, top] = window;
  const [first, second] = [new Float32Array(n * n), new Float32Array(n * n)];
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column < n; column += 1) {
      const x: Point = [left + ((right - left) * column) / (n - 1), top - ((top - bottom) * row) / (n - 1)];
      const { losses } = at(x);
      first[row * n + column] = losses[0];
      second[row * n + column] = losses[1];
    }
  }
  return {
    n,
    window,
    losses: [groundOf(first, n), groundOf(second, n)],
    front,
    frontLosses: front.map((point) => at(point).losses),
  };
}
