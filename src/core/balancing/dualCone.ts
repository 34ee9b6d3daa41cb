/**
 * Projection onto the dual cone {d : g_t . d >= 0 for every t} of directions that raise no loss, in weights:
 * the projection of sum u_t g_t is sum v_t g_t where v minimises v^T K v over v >= u (Quinton & Rey 2024, proposition 1).
 * In unit gradients, v_t = u_t + y_t / |g_t|: min 1/2 y^T C y + y^T b, y >= 0, with b_t the projection of sum u g on g_t.
 */
import { type Cosines, times, type Vector } from '../math/gramian.ts';
import { nonNegativeMinimum } from '../math/simplex.ts';

/** Weights v >= u of the projection [T]. */
export function projectOnDualCone({ norms, cosines }: Cosines, weights: Vector): number[] {
  const lengths = weights.map((weight, t) => weight * (norms[t] as number));
  const longest = Math.max(...lengths.map(Math.abs));
  if (!(longest > 0)) return [...weights];
  const against = times(
    cosines,
    lengths.map((length) => length / longest),
  ).map((value) => -value);
  const y = nonNegativeMinimum(cosines, against);
  return weights.map((weight, t) => {
    const norm = norms[t] as number;
    return norm > 0 ? weight + ((y[t] as number) * longest) / norm : weight;
  });
}
