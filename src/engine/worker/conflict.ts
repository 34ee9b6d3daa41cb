/**
 * How task gradients relate: norms and cosines on the device, the Gramian in float64 from them. Squaring a norm ratio of
 * 1e3 in float32 would lose the small rows, so the products are made of norms and cosines instead.
 */
import {
  abs,
  concat,
  div,
  matMul,
  max,
  maximum,
  mul,
  reshape,
  sqrt,
  square,
  sum,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';

/** Gradient norms and cosines of the rows of a jacobian [T, P], flat: [T] then [T * T]. Rows are scaled before squaring. */
export function normsAndCosines(jacobian: Tensor): Tensor {
  return tidy(() => {
    // The guard keeps a row of zeros at norm 0 and cosine 0 instead of NaN.
    const largest = maximum(max(abs(jacobian), 1, true), 1e-30);
    const scaled = div(jacobian, largest);
    const length = maximum(sqrt(sum(square(scaled), 1, true)), 1e-30);
    const unit = div(scaled, length);
    return concat([reshape(mul(length, largest), [-1]), reshape(matMul(unit, unit, false, true), [-1])]);
  });
}

/** The Gramian [T][T] in float64 from `normsAndCosines`. */
export function gramianOf(values: ArrayLike<number>, rows: number): number[][] {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: rows }, (__, j) => {
      const cosine = i === j ? 1 : (values[rows + i * rows + j] as number);
      return (values[i] as number) * (values[j] as number) * cosine;
    }),
  );
}
