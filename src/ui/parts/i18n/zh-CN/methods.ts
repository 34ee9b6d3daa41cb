/** Simplified Chinese words: balancing methods, one file a way of balancing; their families and what they show. */
import { descent } from './methods/descent.ts';
import { gradients } from './methods/gradients.ts';
import { turns } from './methods/turns.ts';
import { weighting } from './methods/weighting.ts';

export const methods = {
  family: {
    'loss weighting': '损失加权',
    'gradient normalisation': '梯度归一化',
    'gradient surgery': '梯度手术',
    'multi-objective': '多目标',
    constrained: '带约束',
    alternating: '交替',
    'meta-learned': '学得的平衡',
  },
  diagnostic: {
    logVariance: '对数方差',
    logScale: '对数尺度',
    lossRatio: '损失比',
    share: '份额',
    chance: '被抽中的概率',
    gradientSize: '梯度大小',
    trainingRate: '训练速率',
    multiplier: '乘子',
    violation: '超出界限',
    simplexWeight: '单纯形权重',
  },
  method: { ...weighting, ...gradients, ...descent, ...turns },
} as const;
