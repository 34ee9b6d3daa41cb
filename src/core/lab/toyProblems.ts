/**
 * Toy problems of two losses over two parameters, exact values and gradients, for watching methods move on a plane.
 * `valleys`: the problem of CAGrad (Liu et al., NeurIPS 2021), Nash-MTL and FAMO: above x2 = 0 two steep log valleys
 * with opposing walls, below two bowls. f1 is multiplied by `scale` (1 in CAGrad's code, .1 in Nash-MTL's and FAMO's).
 * `quadratics`: two bowls, f_i = 1/2 |x - c_i|^2; their trade-offs are the segment between the centres.
 * `concaveFront`: f = 1 - exp(-|x -+ (1, 1)/sqrt 2|^2) (Fonseca & Fleming 1995; Lin et al., NeurIPS 2019), whose
 * trade-offs no weighted sum can reach but at their ends.
 */
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
}

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
  const along = (i: 0 | 1): number =>
    scale *
    (wall.slope[i] * above.value +
      wall.value * above.slope[i] +
      well.slope[i] * below.value +
      well.value * below.slope[i]);
  return { value: scale * (wall.value * above.value + well.value * below.value), slope: [along(0), along(1)] };
}

export function valleys(scale: number): ToyProblem {
  return {
    starts: [
      [-8.5, 7.5],
      [0, 0],
      [9, 9],
      [-7.5, -0.5],
      [9, -1],
    ],
    window: [-10, 10, -10, 10],
    at(x) {
      const [x1, x2] = x;
      const t = Math.tanh(-x2);
      const bend = 1 - t * t;
      // d tanh(-x2) / d x2 = -(1 - tanh^2)
      const first = logWall(0.5 * (-x1 - 7) - t, [-0.5, bend]);
      const second = logWall(0.5 * (-x1 + 3) + t + 2, [-0.5, -bend]);
      const [above, below] = [gate(x2, 1), gate(x2, -1)];
      const f1 = blend(first, above, bowl(x, 7), below, scale);
      const f2 = blend(second, above, bowl(x, -7), below, 1);
      return { losses: [f1.value, f2.value], jacobian: [f1.slope, f2.slope] };
    },
  };
}

export function quadratics(centres: readonly [Point, Point]): ToyProblem {
  return {
    starts: [
      [-2, 2],
      [2, 2],
      [0, -2],
    ],
    window: [-3, 3, -3, 3],
    at([x1, x2]) {
      const [a, b] = centres.map(([c1, c2]): Point => [x1 - c1, x2 - c2]) as [Point, Point];
      const half = ([u, v]: Point): number => 0.5 * (u * u + v * v);
      return { losses: [half(a), half(b)], jacobian: [a, b] };
    },
  };
}

export function concaveFront(): ToyProblem {
  const shift = Math.SQRT1_2;
  const one = ([x1, x2]: Point, sign: 1 | -1): Piece => {
    const [u, v] = [x1 - sign * shift, x2 - sign * shift];
    const hill = Math.exp(-(u * u + v * v));
    return { value: 1 - hill, slope: [2 * u * hill, 2 * v * hill] };
  };
  return {
    starts: [
      [-0.5, 0.6],
      [0.1, -0.3],
      [0.6, 0.5],
    ],
    window: [-1.5, 1.5, -1.5, 1.5],
    at(x) {
      const [f1, f2] = [one(x, 1), one(x, -1)];
      return { losses: [f1.value, f2.value], jacobian: [f1.slope, f2.slope] };
    },
  };
}
