/**
 * The Gramian in float64 from norms and cosines. Squaring a norm ratio of 1e3 in float32 would lose the small rows, so
 * the products are made of norms and cosines instead of being read.
 */

/** [T][T] from the flat norms [T] and cosines [T * T] of an executor. */
export function gramianOf(values: ArrayLike<number>, rows: number): number[][] {
  const gramian: number[][] = [];
  for (let i = 0; i < rows; i += 1) {
    const line: number[] = [];
    for (let j = 0; j < rows; j += 1) {
      const cosine = i === j ? 1 : (values[rows + i * rows + j] as number);
      line.push((values[i] as number) * (values[j] as number) * cosine);
    }
    gramian.push(line);
  }
  return gramian;
}

/** Norms and cosines from the products of rows, of which the lower half is given: [T], then [T * T]. */
export function cosinesOf(products: Float64Array, count: number, out: Float32Array): void {
  const normOf = (t: number): number => Math.sqrt(products[t * count + t] as number);
  for (let t = 0; t < count; t += 1) {
    const [norm, place] = [normOf(t), count + t * count];
    out[t] = norm;
    // A norm that is no number is told as it is, and one of zero has no direction.
    out[place + t] = norm === 0 ? 0 : norm / norm;
    for (let s = 0; s < t; s += 1) {
      const other = normOf(s);
      const cosine = (products[t * count + s] as number) * (norm && other ? 1 / norm / other : 0);
      out[place + s] = cosine;
      out[count + s * count + t] = cosine;
    }
  }
}

/** In doubles, which hold the square of any float32: nothing need be scaled. Four sums run side by side. */
export function dot(x: Float32Array, y: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = x.length - (x.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += (x[i] as number) * (y[i] as number);
    b += (x[i + 1] as number) * (y[i + 1] as number);
    c += (x[i + 2] as number) * (y[i + 2] as number);
    d += (x[i + 3] as number) * (y[i + 3] as number);
  }
  for (let i = whole; i < x.length; i += 1) a += (x[i] as number) * (y[i] as number);
  return a + b + c + d;
}
