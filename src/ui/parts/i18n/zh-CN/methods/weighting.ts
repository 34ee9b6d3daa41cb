/** Simplified Chinese words: balancing methods: weights made from losses. Formulas in plain characters: L loss, g gradient, w weight, T number of tasks. */
import { learningRate, optimizer, reduction, weighted } from './shared.ts';

export const weighting = {
  'weighted-sum': {
    label: '加权和',
    summary: '损失乘以你设定的任务权重后相加。这是基线：调得好就很难超越。单位大的损失会占上风。',
    formula: 'd = Σ λₜ gₜ',
    heads: weighted,
    fields: { reduction },
  },
  uncertainty: {
    label: '不确定性加权',
    summary: '学习每个任务有多嘈杂，并把嘈杂的调低。能抹平单位，但很慢；趋于零的训练损失会得到越来越大的权重。',
    formula: 'min Σ ½ e^(−sₜ) Lₜ + ½ sₜ',
    heads: weighted,
    fields: {
      learningRate,
      optimizer,
      start: {
        label: '初始对数方差',
        help: '每个 sₜ 的起点。越低，起始权重越大。',
      },
    },
  },
  dwa: {
    label: '动态权重平均（DWA）',
    summary: '每轮之后，损失下降最少的任务得到更多权重。它只看损失的比值，所以无法弥补单位的差异。',
    formula: 'wₜ = T · softmaxₜ( Lₜ(e−1) / Lₜ(e−2) / τ )',
    heads: weighted,
    fields: {
      temperature: {
        label: '温度 τ',
        help: '高则权重几乎相等；低则剧烈偏向最慢的任务。',
      },
    },
  },
  rlw: {
    label: '随机加权',
    summary: '每一步抽取新的权重。如果一个巧妙的方法在这里胜不过它，那么起作用的就不是巧妙。',
    formula: 'w = softmax(z),  z ~ N(0, I)',
    heads: weighted,
    fields: {},
  },
  gls: {
    label: '几何损失',
    summary: '跟随损失的几何平均，所以损失的单位不起作用。损失必须为正。',
    formula: 'min (Π Lₜ)^(1/T)',
    heads: weighted,
    fields: {},
  },
  'scale-invariant': {
    label: '对数损失',
    summary: '跟随损失的对数：无论单位如何，任何损失减半都一样算数。接近零的损失得到巨大的权重。',
    formula: 'min Σ log Lₜ',
    heads: weighted,
    fields: {},
  },
  'imtl-l': {
    label: 'IMTL-L',
    summary: '为每个损失学习一个尺度，使它们大小相同。',
    formula: 'min Σ e^(sₜ) Lₜ − sₜ',
    heads: weighted,
    fields: { learningRate, optimizer },
  },
  famo: {
    label: 'FAMO',
    summary:
      '看刚走的一步中每个损失下降了多少，把下降最少的调高，使所有损失以相同的相对速率下降。无论多少任务，只需一次反向传播。',
    formula: 'wₜ ∝ softmax(ξ)ₜ / (Lₜ − bₜ)',
    heads: weighted,
    fields: {
      learningRate,
      gamma: {
        label: '拉向相等 γ',
        help: '把份额拉回相等。为 0 时，一个落后的任务可以一直独占一切。',
      },
      lowerBound: {
        label: '损失的最低可能值',
        help: '相对进展由此量起。如果损失可能为负，请设得低于每个损失。',
      },
    },
  },
  gradnorm: {
    label: 'GradNorm',
    summary: '训练权重，使每个任务对最后一个共享层的拉力相近；开始以来学得最少的任务拉得更多。',
    formula: 'wₜ‖gₜ‖ → mean · rₜ^α',
    heads: weighted,
    fields: {
      alpha: {
        label: '恢复力 α',
        help: '为 0 时只抹平梯度范数。值越高，越用力推动落后的任务。',
      },
      learningRate,
      optimizer,
    },
  },
  'db-mtl': {
    label: 'DB-MTL',
    summary: '双重平衡：对数抹平损失，然后把所有梯度拉长到最长者。梯度先按步取平均。',
    formula: 'd = Σ (max‖ĝ‖ / ‖ĝₜ‖) ĝₜ,  ĝ 为 log Lₜ 的梯度',
    heads: '任务头和私有塔跟随 log Lₜ。',
    fields: {
      beta: {
        label: '记忆 β',
        help: '保留多少先前的梯度。越高越平滑，反应也越晚；0 只用当前这一步。',
      },
      sigma: {
        label: '记忆的衰退 σ',
        help: '使记忆随训练缩短；0 则始终不变。',
      },
    },
  },
  'excess-mtl': {
    label: 'ExcessMTL',
    summary: '把权重给离自身最佳还很远的任务，而不是损失大的任务：嘈杂的标签无法占上风。',
    formula: 'wₜ ← wₜ exp(η Êₜ),  Êₜ = gₜᵀ H⁻¹ gₜ',
    heads: weighted,
    fields: {
      stepSize: {
        label: '步长 η',
        help: '权重移向离最佳最远的任务的快慢。太大则一个任务独占一切。',
      },
    },
  },
} as const;
