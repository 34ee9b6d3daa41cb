/** English words: balancing methods, one file a way of balancing; their families and what they show. */
import { descent } from './methods/descent.ts';
import { gradients } from './methods/gradients.ts';
import { turns } from './methods/turns.ts';
import { weighting } from './methods/weighting.ts';

export const methods = {
  family: {
    'loss weighting': 'Loss weighting',
    'gradient normalisation': 'Gradient normalisation',
    'gradient surgery': 'Gradient surgery',
    'multi-objective': 'Multi-objective',
    constrained: 'Constrained',
    alternating: 'Alternating',
    'meta-learned': 'Learned balancing',
  },
  diagnostic: {
    logVariance: 'log-variance',
    logScale: 'log-scale',
    lossRatio: 'loss ratio of the last epochs',
    share: 'share',
    chance: 'chance of being drawn',
    gradientSize: 'weighted gradient norm',
    trainingRate: 'relative training rate',
    multiplier: 'multiplier',
    violation: 'distance above the bound',
    simplexWeight: 'simplex weight',
  },
  method: { ...weighting, ...gradients, ...descent, ...turns },
} as const;
