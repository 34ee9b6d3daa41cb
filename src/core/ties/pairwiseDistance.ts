/**
 * Soft sharing by pairs: penalty (1/M) sum_{s<t} c_st ||theta_s - theta_t||^2, with a relation c_st >= 0 for every two
 * tasks: a graph over tasks. Evgeniou, Micchelli & Pontil, "Learning multiple tasks with kernel methods", JMLR 2005, 3.1.2
 * (graph regularisation). The 1/M is ours: with every c_st = 1 the penalty is exactly that of the squared distance to
 * the mean, so one strength means the same in both.
 *
 * With the graph's Laplacian L the gradient is (2/M) L Theta, and the proximal step solves (I + (2 lambda/M) D L) Theta' =
 * Theta, D the twins' learning rates: an M x M solve, exact for every strength. At Infinity the twins of each connected
 * part of the graph meet at their mean weighted by 1/rate; frozen twins stay, and the others take the values that the
 * graph puts between them (harmonic).
 */
import { solve } from '../math/linear.ts';
import { allFrozen, at, mixTensors } from './common.ts';
import type { TieSpec } from './tie.ts';

type Relations = readonly (readonly number[])[];
const relation = (relations: Relations | undefined, s: number, t: number): number =>
  s === t ? 0 : (relations?.[s]?.[t] ?? 1);

/** Graph Laplacian [M][M]: row sums on the diagonal, minus the relations beside it. */
function laplacian(count: number, relations: Relations | undefined): number[][] {
  const all = Array.from({ length: count }, (_, t) => t);
  return all.map((t) =>
    all.map((s) =>
      s === t ? all.reduce((sum, other) => sum + relation(relations, t, other), 0) : -relation(relations, t, s),
    ),
  );
}

/** Twins that relations join, directly or through others. */
function parts(count: number, relations: Relations | undefined): number[][] {
  const left = new Set(Array.from({ length: count }, (_, t) => t));
  const found: number[][] = [];
  for (const start of left) {
    const part = [start];
    left.delete(start);
    for (const member of part) {
      for (const other of left) {
        if (relation(relations, member, other) <= 0) continue;
        left.delete(other);
        part.push(other);
      }
    }
    found.push(part);
  }
  return found;
}

/** [M][M]: shares of the old twins in each new one, at infinite strength. */
function meeting(rates: readonly number[], relations: Relations | undefined): number[][] {
  const count = rates.length;
  const graph = laplacian(count, relations);
  const mix = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  const set = (t: number, s: number, share: number): void => {
    (mix[t] as number[])[s] = share;
  };
  for (const part of parts(count, relations)) {
    const fixed = part.filter((t) => !((rates[t] as number) > 0));
    const free = part.filter((t) => (rates[t] as number) > 0);
    for (const t of fixed) set(t, t, 1);
    const total = free.reduce((sum, t) => sum + 1 / (rates[t] as number), 0);
    if (fixed.length === 0) for (const t of free) for (const s of free) set(t, s, 1 / (rates[s] as number) / total);
    for (const s of fixed) {
      const inner = free.map((t) => free.map((other) => at(graph[t] as number[], other)));
      const shares = solve(
        inner,
        free.map((t) => -at(graph[t] as number[], s)),
      );
      for (const [i, t] of free.entries()) set(t, s, shares?.[i] ?? 0);
    }
  }
  return mix;
}

/** The inverse of I + (2 lambda / M) D L, column by column. */
function implicit(strength: number, rates: readonly number[], relations: Relations | undefined): number[][] {
  const count = rates.length;
  const graph = laplacian(count, relations);
  const system = graph.map((row, t) =>
    row.map((value, s) => (s === t ? 1 : 0) + ((2 * strength) / count) * (rates[t] as number) * value),
  );
  const columns = rates.map((_, s) =>
    solve(
      system,
      rates.map((__, t) => (t === s ? 1 : 0)),
    ),
  );
  return rates.map((_, t) => columns.map((column) => column?.[t] ?? 0));
}

export const pairwiseDistance: TieSpec = {
  kind: 'pairwiseDistance',
  limit: 'equal',
  relates: true,
  penalty(ops, twins, about = {}) {
    const terms = twins.flatMap((a, s) =>
      twins.slice(s + 1).map((b, i) => {
        const factor = relation(about.relations, s, s + 1 + i) / twins.length;
        return ops.mul(ops.sum(ops.unary('square', ops.sub(a, b))), ops.scalar(factor));
      }),
    );
    return terms.reduce((sum, term) => ops.add(sum, term), ops.scalar(0));
  },
  penaltyOf(twins, about = {}) {
    let total = 0;
    for (const [s, a] of twins.entries()) {
      for (const [t, b] of twins.entries()) {
        if (t <= s) continue;
        let square = 0;
        for (let i = 0; i < a.length; i += 1) square += (at(a, i) - at(b, i)) ** 2;
        total += (relation(about.relations, s, t) * square) / twins.length;
      }
    }
    return total;
  },
  gradientOf(twins, about = {}) {
    const graph = laplacian(twins.length, about.relations);
    return twins.map((twin, t) =>
      Array.from({ length: twin.length }, (_, i) =>
        twins.reduce((sum, other, s) => sum + (2 / twins.length) * at(graph[t] as number[], s) * at(other, i), 0),
      ),
    );
  },
  proximal(ops, twins, strength, learningRates, about = {}) {
    if (strength === 0 || twins.length < 2 || allFrozen(learningRates)) return twins;
    const mix =
      strength === Number.POSITIVE_INFINITY
        ? meeting(learningRates, about.relations)
        : implicit(strength, learningRates, about.relations);
    const moved = mixTensors(ops, mix, twins);
    return twins.map((twin, t) => ((learningRates[t] as number) > 0 ? (moved[t] ?? twin) : twin));
  },
  python: {
    name: 'pull_by_relations',
    source: `
def pull_by_relations(twins, strength, rates, relations=None):
    """One proximal step of strength / M * sum of relation_st |twin_s - twin_t|^2 over the pairs (Evgeniou et al., JMLR 2005): solves
    (I + 2 strength / M rates L) new = old with the graph's Laplacian L; at infinity a strength so large that nothing is left apart."""
    M = len(twins)
    R = (np.ones((M, M)) if relations is None else np.array(relations)) * (1 - np.eye(M))
    factor = 2 * (1e12 / max(rates) if math.isinf(strength) else strength) / M
    mix = np.linalg.inv(np.eye(M) + factor * np.diag(rates) @ (np.diag(R.sum(1)) - R))
    return [sum(float(share) * twin for share, twin in zip(row, twins)) for row in mix]`,
    arguments: ({ relations }) => (relations ? { relations } : {}),
  },
};
