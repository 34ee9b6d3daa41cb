/**
 * How two task gradients of the shared parameters stand to each other, read off their Gramian G = J J^T [T, T]
 * (row-major). Yu et al., 'Gradient Surgery for Multi-Task Learning', NeurIPS 2020, definitions 1 and 2.
 */
const entry = (gramian: Float64Array, tasks: number, i: number, j: number): number => gramian[i * tasks + j] as number;

/** Cosine of the angle between the gradients of tasks i and j, -1..1; a conflict where it is negative. `undefined` for a zero gradient. */
export function cosine(gramian: Float64Array, tasks: number, i: number, j: number): number | undefined {
  const scale = Math.sqrt(entry(gramian, tasks, i, i)) * Math.sqrt(entry(gramian, tasks, j, j));
  // Rounding can carry parallel gradients past 1.
  return scale > 0 ? Math.max(-1, Math.min(1, entry(gramian, tasks, i, j) / scale)) : undefined;
}

/** 2 |a| |b| / (|a|^2 + |b|^2): 1 for equally long gradients, towards 0 where one drowns the other. `undefined` if both are zero. */
export function magnitudeSimilarity(gramian: Float64Array, tasks: number, i: number, j: number): number | undefined {
  const a = entry(gramian, tasks, i, i);
  const b = entry(gramian, tasks, j, j);
  return a + b > 0 ? (2 * Math.sqrt(a) * Math.sqrt(b)) / (a + b) : undefined;
}

/** The share of task pairs in conflict; pairs with a zero gradient do not count. `undefined` without any pair. */
export function conflictShare(gramian: Float64Array, tasks: number): number | undefined {
  let pairs = 0;
  let conflicts = 0;
  for (let i = 0; i < tasks; i += 1) {
    for (let j = i + 1; j < tasks; j += 1) {
      const value = cosine(gramian, tasks, i, j);
      if (value === undefined) continue;
      pairs += 1;
      if (value < 0) conflicts += 1;
    }
  }
  return pairs > 0 ? conflicts / pairs : undefined;
}
