/**
 * Soft sharing by low rank: penalty ||Theta||_* , the sum of the singular values of the matrix whose rows are the M twins.
 * Yang & Hospedales, "Trace norm regularised deep multi-task learning", ICLR workshop 2017: its last-axis flattening
 * (LAF). Few strong directions for all tasks are cheap, a direction of each task's own is dear; too strong a tie takes
 * the parameters to zero.
 *
 * Gradient U V^T = (Theta Theta^T)^(-1/2) Theta. With equal learning rates the step is exact: every singular value falls by
 * lr lambda, down to 0 (Cai, Candes & Shen, SIAM J. Optim. 2010, theorem 2.1). With unequal ones it solves Theta' = Theta - D lambda
 * Omega^-1 Theta', Omega = (Theta Theta^T)^(1/2) held (the variational form of Argyriou, Evgeniou & Pontil, 2008): the same
 * to first order, stable for every strength. All of it is algebra on the M x M Gramian, on the CPU in float64.
 */
import type { Matrix } from '../math/gramian.ts';
import { eigenSymmetric, solve } from '../math/linear.ts';
import { allFrozen, gramOf, mixRows } from './common.ts';
import type { TieSpec, Values } from './tie.ts';

/** Singular values under this share of the largest are rounding: float64 Gramians lose half the digits. */
const RANK = 1e-8;

/** f of the singular values: U f(sigma) U^T [M][M]. */
function ofSingular(gram: Matrix, f: (sigma: number, largest: number) => number): number[][] {
  const { values, vectors } = eigenSymmetric(gram);
  const sigmas = values.map((value) => Math.sqrt(Math.max(0, value)));
  const largest = Math.max(...sigmas);
  return gram.map((_, t) =>
    gram.map((__, s) =>
      sigmas.reduce(
        (sum, sigma, k) =>
          sum + f(sigma, largest) * ((vectors[k] as number[])[t] as number) * ((vectors[k] as number[])[s] as number),
        0,
      ),
    ),
  );
}
const trace = (matrix: Matrix): number => matrix.reduce((sum, row, t) => sum + (row[t] as number), 0);
const normOf = (twins: readonly Values[]): number => trace(ofSingular(gramOf(twins), (sigma) => sigma));
const inverse = (sigma: number, largest: number): number => (sigma > RANK * largest ? 1 / sigma : 0);

function stepMix(twins: readonly Values[], strength: number, rates: readonly number[]): number[][] {
  const gram = gramOf(twins);
  const [first] = rates;
  if (rates.every((rate) => rate === first)) {
    const threshold = (first as number) * strength;
    return ofSingular(gram, (sigma, largest) => (sigma > RANK * largest ? Math.max(0, 1 - threshold / sigma) : 0));
  }
  const free = rates.map((rate) => rate > 0);
  if (strength === Number.POSITIVE_INFINITY) {
    return rates.map((_, t) => rates.map((__, s) => (s === t && !free[t] ? 1 : 0)));
  }
  const pull = ofSingular(gram, inverse);
  const system = pull.map((row, t) =>
    row.map((value, s) => (s === t ? 1 : 0) + (rates[t] as number) * strength * value),
  );
  const columns = rates.map((_, s) =>
    solve(
      system,
      rates.map((__, t) => (t === s ? 1 : 0)),
    ),
  );
  return rates.map((_, t) => columns.map((column) => column?.[t] ?? 0));
}

export const traceNorm: TieSpec = {
  kind: 'traceNorm',
  limit: 'zero',
  penalty: (ops, twins) => ops.onHost(twins, [], (values) => Float32Array.of(normOf(values))),
  penaltyOf: normOf,
  gradientOf: (twins) => mixRows(ofSingular(gramOf(twins), inverse), twins),
  proximal(ops, twins, strength, learningRates) {
    if (strength === 0 || twins.length < 2 || allFrozen(learningRates)) return twins;
    const [{ shape }] = twins as [(typeof twins)[number]];
    const size = shape.reduce((product, n) => product * n, 1);
    const rows = ops.onHost(twins, [twins.length, size], (values) =>
      Float32Array.from(mixRows(stepMix(values, strength, learningRates), values).flat()),
    );
    return twins.map((twin, t) =>
      (learningRates[t] as number) > 0 ? ops.reshape(ops.slice(rows, [t, 0], [1, size]), shape) : twin,
    );
  },
  python: {
    name: 'lower_rank',
    source: `
def lower_rank(twins, strength, rates):
    """One proximal step of strength * trace norm of the matrix whose rows are the twins (Yang & Hospedales 2017): its singular
    values fall by rate * strength, down to 0. With unequal rates by the variational form (Argyriou et al. 2008)."""
    rows = torch.stack([twin.flatten() for twin in twins]).double()
    values, vectors = torch.linalg.eigh(rows @ rows.T)
    sigmas = values.clamp(min=0).sqrt()
    kept = sigmas > 1e-8 * sigmas.max()
    inverse = torch.where(kept, 1 / sigmas.clamp(min=1e-300), torch.zeros_like(sigmas))
    of_singular = lambda numbers: vectors @ torch.diag(numbers) @ vectors.T
    rate = torch.tensor(rates, dtype=torch.float64)
    if min(rates) == max(rates):
        mix = of_singular(torch.where(kept, (1 - rates[0] * strength * inverse).clamp(min=0), torch.zeros_like(sigmas)))
    elif math.isinf(strength):
        mix = torch.diag((rate == 0).double())
    else:
        mix = torch.linalg.inv(torch.eye(len(rates)) + torch.diag(rate * strength) @ of_singular(inverse))
    return [row.to(twin.dtype).view_as(twin) for row, twin in zip(mix @ rows, twins)]`,
    numpy: `
def lower_rank(twins, strength, rates):
    """One proximal step of strength * trace norm of the matrix whose rows are the twins (Yang & Hospedales 2017): its singular
    values fall by rate * strength, down to 0. With unequal rates by the variational form (Argyriou et al. 2008)."""
    rows, rate = np.stack([twin.ravel() for twin in twins]).astype(np.float64), np.array(rates)
    values, vectors = np.linalg.eigh(rows @ rows.T)
    sigmas = np.sqrt(np.maximum(values, 0))
    kept = sigmas > 1e-8 * sigmas.max()
    inverse = np.where(kept, 1 / np.maximum(sigmas, 1e-300), 0)
    of_singular = lambda numbers: vectors @ np.diag(numbers) @ vectors.T
    if min(rates) == max(rates):
        mix = of_singular(np.where(kept, np.maximum(1 - rates[0] * strength * inverse, 0), 0))
    elif math.isinf(strength):
        mix = np.diag((rate == 0).astype(float))
    else:
        mix = np.linalg.inv(np.eye(len(rates)) + np.diag(rate * strength) @ of_singular(inverse))
    return [row.reshape(twin.shape) for row, twin in zip(mix @ rows, twins)]`,
  },
};
