/**
 * Toy problems of two losses over two parameters, exact values and gradients, for watching methods move on a plane.
 * `valleys`: the problem of CAGrad (Liu et al., NeurIPS 2021), Nash-MTL and FAMO: above x2 = 0 two steep log valleys
 * with opposing walls, below two bowls. f1 is multiplied by `scale` (1 in CAGrad's code, .1 in Nash-MTL's and FAMO's).
 * `quadratics`: two bowls, f_i = 1/2 (x - c_i)^T A_i (x - c_i); round ones trade off along the segment between the centres.
 * `concaveFront`: f = 1 - exp(-|x -+ (1, 1)/sqrt 2|^2) (Fonseca & Fleming 1995; Lin et al., NeurIPS 2019), whose
 * trade-offs no weighted sum can reach but at their ends.
 * `constrained`: |x - (1, 1)|^2 subject to |x - (-1, 0)|^2 <= 1; optimum at (-.105573, .447214), multiplier sqrt 5 - 1.
 */
import type { Field, Options } from '../fields.ts';
import { numberOption } from '../fields.ts';
import { createRegistry } from '../registry.ts';

export type Point = readonly [number, number];
export interface ToyValue {
  /** [2] */
  readonly losses: readonly [number, number];
  /** [2, 2]: row t is the gradient of loss t. */
  readonly jacobian: readonly [Point, Point];
}
export interface ToyProblem {
  at(x: Point): ToyValue;
  /** Where the published runs start. */
  readonly starts: readonly Point[];
  /** The part of the plane worth drawing: [left, right, bottom, top]. */
  readonly window: readonly [number, number, number, number];
  /** No loss goes below: methods that take logarithms or ratios of losses see them from here. */
  readonly floor: readonly [number, number];
  /** The Pareto set as a line of parameters. */
  readonly front: readonly Point[];
}
export interface LabProblem {
  readonly id: string;
  readonly fields: readonly Field[];
  /** How it is usually run. */
  readonly usual: { readonly optimizer: 'adam' | 'sgd'; readonly rate: number; readonly steps: number };
  build(options: Options): ToyProblem;
}

const FRONT_POINTS = 81;
/** Points at shares 0..1. */
const along = (at: (share: number) => Point): Point[] =>
  Array.from({ length: FRONT_POINTS }, (_, i) => at(i / (FRONT_POINTS - 1)));

/** Below this the argument of the logarithm stands still, as in the published code. */
const LEAST = 5e-6;

interface Piece {
  readonly value: number;
  readonly slope: Point;
}

/** log(max(|a|, 5e-6)) + 6 with a = inner; the gradient passes where |a| is exactly the bound. */
function logWall(inner: number, innerSlope: Point): Piece {
  const size = Math.abs(inner);
  const factor = size >= LEAST ? Math.sign(inner) / size : 0;
  return {
    value: Math.log(Math.max(size, LEAST)) + 6,
    slope: [factor * innerSlope[0], factor * innerSlope[1]],
  };
}

/** max(tanh(u x2 / 2), 0), u = 1 above and -1 below; the gradient passes at equality. */
function gate(x2: number, u: 1 | -1): Piece {
  const t = Math.tanh(0.5 * u * x2);
  return t >= 0 ? { value: t, slope: [0, 0.5 * u * (1 - t * t)] } : { value: 0, slope: [0, 0] };
}

/** ((x1 - centre)^2 + .1 (x2 + 8)^2) / 10 - 20 */
function bowl([x1, x2]: Point, centre: number): Piece {
  const [a, b] = [x1 - centre, -x2 - 8];
  return { value: (a * a + 0.1 * b * b) / 10 - 20, slope: [a / 5, (-0.1 * b) / 5] };
}

/** scale (wall c1 + bowl c2) */
function blend(wall: Piece, above: Piece, well: Piece, below: Piece, scale: number): { value: number; slope: Point } {
  const slope = (i: 0 | 1): number =>
    scale *
    (wall.slope[i] * above.value +
      wall.value * above.slope[i] +
      well.slope[i] * below.value +
      well.value * below.slope[i]);
  return { value: scale * (wall.value * above.value + well.value * below.value), slope: [slope(0), slope(1)] };
}

const pairOfPieces = (f1: Piece, f2: Piece): ToyValue => ({
  losses: [f1.value, f2.value],
  jacobian: [f1.slope, f2.slope],
});
/** scale (bowl c2), where the wall has no share. */
const bowled = (well: Piece, below: Piece, scale: number): Piece => ({
  value: scale * well.value * below.value,
  slope: [scale * well.slope[0] * below.value, scale * (well.slope[1] * below.value + well.value * below.slope[1])],
});

/** Where the gradients of the two bowls are parallel, by bisection: the Pareto set has one x2 near -8.4 for each x1. */
function valleyFloor(problem: Pick<ToyProblem, 'at'>, x1: number): Point {
  const cross = (x2: number): number => {
    const [[a, b], [c, d]] = problem.at([x1, x2]).jacobian;
    return a * d - b * c;
  };
  let [low, high] = [-9, -8];
  const rising = cross(high) > cross(low);
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (cross(middle) > 0 === rising) high = middle;
    else low = middle;
  }
  return [x1, (low + high) / 2];
}

function valleys(scale: number): ToyProblem {
  const at: ToyProblem['at'] = (x) => {
    const [x1, x2] = x;
    // Below x2 = 0 the walls count nothing, above it the bowls; at 0 the gradients of both pass.
    if (x2 < 0) {
      const below = gate(x2, -1);
      return pairOfPieces(bowled(bowl(x, 7), below, scale), bowled(bowl(x, -7), below, 1));
    }
    const t = Math.tanh(-x2);
    const bend = 1 - t * t;
    // d tanh(-x2) / d x2 = -(1 - tanh^2)
    const first = logWall(0.5 * (-x1 - 7) - t, [-0.5, bend]);
    const second = logWall(0.5 * (-x1 + 3) + t + 2, [-0.5, -bend]);
    const [above, below] = [gate(x2, 1), gate(x2, -1)];
    const f1 = blend(first, above, bowl(x, 7), below, scale);
    const f2 = blend(second, above, bowl(x, -7), below, 1);
    return pairOfPieces(f1, f2);
  };
  return {
    at,
    starts: [
      [-8.5, 7.5],
      [0, 0],
      [9, 9],
      [-7.5, -0.5],
      [9, -1],
    ],
    window: [-11, 11, -11, 11],
    // As in FAMO's own script.
    floor: [-21 * scale, -21],
    front: along((share) => valleyFloor({ at }, 14 * share - 7)),
  };
}

/** Symmetric [a, b; b, c]. */
type Symmetric = readonly [number, number, number];
/** Eigenvalues `stretch` along the angle and 1 across it. */
function ellipse(stretch: number, angle: number): Symmetric {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [stretch * c * c + s * s, (stretch - 1) * c * s, stretch * s * s + c * c];
}
const apply = ([a, b, c]: Symmetric, [x, y]: Point): Point => [a * x + b * y, b * x + c * y];

function quadratics(stretch: number, scale: number): ToyProblem {
  const centres: readonly [Point, Point] = [
    [1, -0.5],
    [-1, 0.5],
  ];
  const shapes = [ellipse(stretch, 0.4), ellipse(stretch, 1.9)].map((shape, t) =>
    t === 0 ? (shape.map((value) => scale * value) as unknown as Symmetric) : shape,
  ) as [Symmetric, Symmetric];
  const one = (t: 0 | 1, [x1, x2]: Point): Piece => {
    const away: Point = [x1 - centres[t][0], x2 - centres[t][1]];
    const slope = apply(shapes[t], away);
    return { value: 0.5 * (away[0] * slope[0] + away[1] * slope[1]), slope };
  };
  return {
    at(x) {
      const [f1, f2] = [one(0, x), one(1, x)];
      return pairOfPieces(f1, f2);
    },
    starts: [
      [-2, 2],
      [2, 2],
      [0.4, -2.2],
    ],
    window: [-3, 3, -3, 3],
    floor: [0, 0],
    // (w A1 + (1 - w) A2) x = w A1 c1 + (1 - w) A2 c2
    front: along((w) => {
      const [A, B] = shapes;
      const [a, b, c] = [0, 1, 2].map((i) => w * (A[i] as number) + (1 - w) * (B[i] as number)) as [
        number,
        number,
        number,
      ];
      const [p, q] = [apply(A, centres[0]), apply(B, centres[1])];
      const [u, v] = [w * p[0] + (1 - w) * q[0], w * p[1] + (1 - w) * q[1]];
      const det = a * c - b * b;
      return [(c * u - b * v) / det, (a * v - b * u) / det];
    }),
  };
}

function concaveFront(): ToyProblem {
  const shift = Math.SQRT1_2;
  const one = ([x1, x2]: Point, sign: 1 | -1): Piece => {
    const [u, v] = [x1 - sign * shift, x2 - sign * shift];
    const hill = Math.exp(-(u * u + v * v));
    return { value: 1 - hill, slope: [2 * u * hill, 2 * v * hill] };
  };
  return {
    at(x) {
      const [f1, f2] = [one(x, 1), one(x, -1)];
      return pairOfPieces(f1, f2);
    },
    starts: [
      [-0.5, 0.6],
      [0.1, -0.3],
      [0.6, 0.5],
    ],
    window: [-1.5, 1.5, -1.5, 1.5],
    floor: [0, 0],
    front: along((share) => [shift * (2 * share - 1), shift * (2 * share - 1)]),
  };
}

function constrained(): ToyProblem {
  const one = ([x1, x2]: Point, [c1, c2]: Point): Piece => {
    const [u, v] = [x1 - c1, x2 - c2];
    return { value: u * u + v * v, slope: [2 * u, 2 * v] };
  };
  return {
    at(x) {
      const [f1, f2] = [one(x, [1, 1]), one(x, [-1, 0])];
      return pairOfPieces(f1, f2);
    },
    starts: [[0, 0]],
    window: [-2.2, 2.2, -2, 2.4],
    floor: [0, 0],
    front: along((share) => [2 * share - 1, share]),
  };
}

const SCALE: Field = { name: 'scale', type: 'number', default: 0.1, min: 0.01, max: 10, scale: 'log' };
export const labProblems = createRegistry<LabProblem>('lab problem', (problem) => problem.id, [
  {
    id: 'valleys',
    fields: [SCALE],
    usual: { optimizer: 'adam', rate: 0.001, steps: 35_000 },
    build: (options) => valleys(numberOption(options, 'scale')),
  },
  {
    id: 'quadratics',
    fields: [
      { name: 'stretch', type: 'number', default: 3, min: 1, max: 20, scale: 'log' },
      { ...SCALE, default: 1 },
    ],
    usual: { optimizer: 'sgd', rate: 0.02, steps: 600 },
    build: (options) => quadratics(numberOption(options, 'stretch'), numberOption(options, 'scale')),
  },
  { id: 'concave', fields: [], usual: { optimizer: 'sgd', rate: 0.05, steps: 1500 }, build: concaveFront },
  { id: 'constrained', fields: [], usual: { optimizer: 'sgd', rate: 0.05, steps: 300 }, build: constrained },
]);
