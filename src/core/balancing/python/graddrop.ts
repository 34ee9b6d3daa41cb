/** GradDrop as a Python class. */
import type { MethodCode } from '../../code.ts';
import { numberOption } from '../../fields.ts';

export const graddropPython: MethodCode = {
  name: 'GradDrop',
  random: true,
  uniforms: true,
  source: `
class GradDrop:
    """Gradient sign dropout (Chen et al., NeurIPS 2020, Algorithm 1): one sign is drawn for every shared number, and only the
    gradients of that sign are kept; a share \`leak\` of the others stays."""

    def __init__(self, tasks, leak=0.0):
        self.leak = leak

    def direction(self, step):
        """What the shared parameters follow [P], and the weights of heads and towers, from step.jacobian [T, P]."""
        G = step.jacobian
        chance = 0.5 * (1 + G.sum(0) / np.maximum(np.abs(G).sum(0), 1e-30))  # of a positive sign
        kept = (chance > step.uniforms) & (G > 0) | (step.uniforms > chance) & (G < 0)
        return (np.where(kept, 1.0, self.leak) * G).sum(0), [1.0] * len(G)`,
  arguments: (options) => ({ leak: numberOption(options, 'leak') }),
};
