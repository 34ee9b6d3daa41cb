/**
 * The plane in which points spread most: the two leading principal axes of [rows, width], by orthogonal iteration on the
 * covariance (Golub & Van Loan, 'Matrix Computations', section 8.2.4). Started from the axes of a moment before, it needs
 * few rounds and the picture neither flips nor spins while a network trains: signs and order follow the earlier axes.
 */
export interface PrincipalPlane {
  /** [width] */
  readonly centre: Float64Array;
  /** Two orthonormal axes [width]; zeros where the points do not spread. */
  readonly axes: readonly [Float64Array, Float64Array];
  /** Share of the variance along each axis, 0..1. */
  readonly shares: readonly [number, number];
}

const ROUNDS = 60;
const SMALL = 1e-12;

function covariance(values: ArrayLike<number>, width: number, centre: Float64Array): Float64Array {
  const rows = values.length / width;
  const sums = new Float64Array(width * width);
  const row = new Float64Array(width);
  for (let r = 0; r < rows; r += 1) {
    for (let i = 0; i < width; i += 1) row[i] = (values[r * width + i] as number) - (centre[i] as number);
    for (let i = 0; i < width; i += 1) {
      for (let j = 0; j <= i; j += 1) {
        sums[i * width + j] = (sums[i * width + j] as number) + (row[i] as number) * (row[j] as number);
      }
    }
  }
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const value = (sums[i * width + j] as number) / Math.max(1, rows);
      sums[i * width + j] = value;
      sums[j * width + i] = value;
    }
  }
  return sums;
}
const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

/** Into unit length, made orthogonal to `other`; all zeros where nothing is left. */
function normed(axis: Float64Array, other?: Float64Array): Float64Array {
  const along = other ? dot(axis, other) : 0;
  const rest = axis.map((value, i) => value - along * (other?.[i] ?? 0));
  const length = Math.sqrt(dot(rest, rest));
  return length > SMALL ? rest.map((value) => value / length) : rest.fill(0);
}

/** @param values [rows, width] @param before the plane of a moment ago, of the same width */
export function principalPlane(values: ArrayLike<number>, width: number, before?: PrincipalPlane): PrincipalPlane {
  const rows = values.length / width;
  const centre = new Float64Array(width);
  for (let at = 0; at < values.length; at += 1) {
    centre[at % width] = (centre[at % width] as number) + (values[at] as number) / Math.max(1, rows);
  }
  const matrix = covariance(values, width, centre);
  const times = (axis: Float64Array): Float64Array =>
    Float64Array.from({ length: width }, (_, i) => dot(matrix.subarray(i * width, (i + 1) * width), axis));
  const held = before?.centre.length === width ? before : undefined;
  // Any fixed start does that is orthogonal to no axis by accident.
  const start = (turn: number): Float64Array =>
    Float64Array.from({ length: width }, (_, i) => Math.cos(1 + turn + i * (turn + 0.7)));
  let first = held && dot(held.axes[0], held.axes[0]) > 0.5 ? held.axes[0] : normed(start(0));
  let second = held && dot(held.axes[1], held.axes[1]) > 0.5 ? held.axes[1] : normed(start(1), first);
  for (let round = 0; round < ROUNDS; round += 1) {
    first = normed(times(first));
    second = normed(times(second), first);
  }
  const signed = (axis: Float64Array, old: Float64Array | undefined): Float64Array =>
    old && dot(axis, old) < 0 ? axis.map((value) => -value) : axis;
  const axes = [signed(first, held?.axes[0]), signed(second, held?.axes[1])] as const;
  const total = Array.from({ length: width }, (_, i) => matrix[i * width + i] as number).reduce((a, b) => a + b, 0);
  const share = (axis: Float64Array): number => (total > SMALL ? dot(axis, times(axis)) / total : 0);
  return { centre, axes, shares: [share(axes[0]), share(axes[1])] };
}

/** Coordinates [rows, 2] of points [rows, width] in the plane. */
export function project(values: ArrayLike<number>, width: number, { centre, axes }: PrincipalPlane): Float64Array {
  const rows = values.length / width;
  const out = new Float64Array(rows * 2);
  for (let r = 0; r < rows; r += 1) {
    for (let i = 0; i < width; i += 1) {
      const value = (values[r * width + i] as number) - (centre[i] as number);
      out[2 * r] = (out[2 * r] as number) + value * (axes[0][i] as number);
      out[2 * r + 1] = (out[2 * r + 1] as number) + value * (axes[1][i] as number);
    }
  }
  return out;
}
