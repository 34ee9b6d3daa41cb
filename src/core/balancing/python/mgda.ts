/** MGDA as a Python class. */
import type { MethodCode } from '../../code.ts';
import { textOption } from '../../fields.ts';
import { MIN_NORM } from './minNorm.ts';

export const mgdaPython: MethodCode = {
  name: 'MGDA',
  helpers: MIN_NORM,
  source: `
class MGDA:
    """Multiple-gradient descent (Desideri 2012; Sener & Koltun, NeurIPS 2018): the shortest vector in the convex hull of
    the task gradients, if wanted of gradients that were made comparable first."""

    def __init__(self, tasks, normalise="none", combine="raw"):
        self.normalise, self.combine = normalise, combine

    def weigh(self, step):
        norms = np.sqrt(np.maximum(np.diag(step.gramian), 0))
        losses = np.abs(step.losses)
        sizes = {"none": np.ones_like(norms), "l2": norms, "loss": losses, "loss+": losses * norms}[self.normalise]
        sizes = np.where(sizes > 0, sizes, 1)
        weights = min_norm(step.gramian / np.outer(sizes, sizes))
        return (weights if self.combine == "raw" else weights / sizes).tolist()`,
  arguments: (options) => ({
    normalise: textOption(options, 'normalise'),
    combine: textOption(options, 'combine'),
  }),
};
