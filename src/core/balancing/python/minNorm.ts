/** The shortest vector of the convex hull of the gradients, as Python: every support is tried (core/math/simplex.ts is faster). */
export const MIN_NORM = {
  norms_and_cosines: `
def norms_and_cosines(gramian):
    """Solvers work on cosines: a gradient a thousand times shorter would drown in the products themselves."""
    norms = np.sqrt(np.maximum(np.diag(gramian), 0))
    safe = np.where(norms > 0, norms, 1)
    return norms, np.where(np.outer(norms, norms) > 0, gramian / np.outer(safe, safe), 0)`,
  cancels: `
def cancels(gramian, weights):
    """Whether the weighted gradients add up to nothing but rounding."""
    total = (np.abs(weights) * np.sqrt(np.maximum(np.diag(gramian), 0))).sum()
    return weights @ gramian @ weights <= 1e-14 * total * total`,
  supports: `
def supports(T):
    return [list(chosen) for size in range(1, T + 1) for chosen in itertools.combinations(range(T), size)]`,
  min_norm: `
def min_norm(gramian):
    """Weights on the simplex of the shortest vector in the convex hull of the gradients: tries every set of tasks, which is
    exact, and quick for a handful of them."""
    norms, cosines = norms_and_cosines(gramian)
    if (norms == 0).any():
        return np.eye(len(norms))[np.argmin(norms)]
    best, found = np.inf, None
    for chosen in supports(len(norms)):
        # min b C b with a b = 1, where b_t = w_t |g_t| and a_t = 1 / |g_t|, both up to a common factor
        a = norms.min() / norms[chosen]
        system = np.block([[cosines[np.ix_(chosen, chosen)], a[:, None]], [a[None, :], np.zeros((1, 1))]])
        b = np.linalg.lstsq(system, np.append(np.zeros(len(chosen)), 1.0), rcond=None)[0][:-1]
        weights = np.zeros(len(norms))
        weights[chosen] = b * a
        length = weights @ gramian @ weights
        if b.min() >= 0 and length < best:
            best, found = length, weights / weights.sum()
    return found`,
} as const;
