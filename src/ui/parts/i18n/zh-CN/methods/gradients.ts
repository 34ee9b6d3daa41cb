/** Simplified Chinese words: balancing methods: mending and projecting gradients. Formulas in plain characters: L loss, g gradient, w weight, T number of tasks. */
import { gradientForm, order, plain, reduction, weighted } from './shared.ts';

export const gradients = {
  'imtl-g': {
    label: 'IMTL-G',
    summary: '寻找使所有任务进展相同的方向，无论梯度有多长。任务有三个或更多时，权重可能为负。',
    formula: 'd · gₜ/‖gₜ‖ 对所有 t 相等，Σ wₜ = 1',
    heads: plain,
    fields: { gradients: gradientForm },
  },
  'aligned-mtl': {
    label: 'Aligned-MTL',
    summary: '尽量少地弯折各任务的梯度，使它们互相垂直且长度相同，再取平均：没有冲突，也没有主导。',
    formula: 'w = σ V Λ^(−½) Vᵀ 1 / T',
    heads: plain,
    fields: {
      scale: {
        label: '共同长度',
        help: '取最小时每一部分都稳定，但梯度几乎相消时步子很短；其他取法步子更大。',
        choices: { min: '最小', median: '中位数', rmse: '均方根' },
      },
      gradients: gradientForm,
      rankTolerance: {
        label: '保留的最小部分',
        help: '小于最大者这个比例的梯度部分，被当作舍入噪声而略去。',
      },
    },
  },
  pcgrad: {
    label: 'PCGrad',
    summary: '两个任务的梯度冲突时，从每个梯度中去掉与另一个相反的部分，再相加。一致时什么也不做。',
    formula: '若 v · gⱼ < 0:  v ← v − (v · gⱼ / ‖gⱼ‖²) gⱼ',
    heads: plain,
    fields: { order, reduction },
  },
  gradvac: {
    label: 'GradVac',
    summary: '记住两个任务的梯度通常有多相似；低于此值时，即使还没有冲突，也把它们弯回去。',
    formula: '若 cos(v, gⱼ) < φ̂ᵢⱼ:  转动 v 直到 cos = φ̂ᵢⱼ',
    heads: plain,
    fields: {
      beta: {
        label: '记忆速率 β',
        help: '通常的相似度跟随当前相似度的快慢。越高忘得越快。',
      },
      order,
    },
  },
  graddrop: {
    label: 'GradDrop',
    summary: '在每个共享参数上，各任务对符号投票，按票数抽取一个符号，只保留这个符号的梯度。',
    formula: 'P(+) = ½ (1 + Σ gₜ / Σ |gₜ|)',
    heads: plain,
    fields: {
      leak: {
        label: '泄漏',
        help: '落选的梯度仍有多少通过。1 表示关闭此方法。',
      },
    },
  },
  upgrad: {
    label: 'UPGrad',
    summary: '把每个任务的梯度投影到不抬高任何损失的方向上，再取平均。足够小的一步绝不会伤害任何任务。',
    formula: 'd = 1/T Σ π(gₜ),  π 投影到 { d : gₛ · d ≥ 0 对所有 s }',
    heads: plain,
    fields: {},
  },
  dualproj: {
    label: 'DualProj',
    summary: '取平均梯度，并恰好移动到不抬高任何任务的损失为止。大梯度仍然决定它的指向。',
    formula: 'd = π(mean gₜ),  π 投影到 { d : gₛ · d ≥ 0 对所有 s }',
    heads: plain,
    fields: {},
  },
  config: {
    label: 'ConFIG',
    summary: '取与每个任务的梯度夹角相同的方向；梯度一致时步子更大。',
    formula: 'u = normalise(U⁺ 1),  d = (Σ gₜ · u) u',
    heads: plain,
    fields: {},
  },
  'nash-mtl': {
    label: 'Nash-MTL',
    summary: '各任务就方向讨价还价：每个任务的收益按比例计算。损失乘以常数时，什么也不变。',
    formula: 'K α = 1/α,  d = Σ αₜ gₜ',
    heads: weighted,
    fields: {
      maxNorm: {
        label: '最长步',
        help: '方向被截到这个长度。不截时它的长度总是 √T，每一步都一样长；0 表示不截。',
      },
      every: {
        label: '每 … 步讨价还价一次',
        help: '其间沿用旧权重：更省，但对变化的反应更慢。',
      },
    },
  },
  fairgrad: {
    label: 'FairGrad',
    summary: '任务间公平的旋钮：从所有人的总和，经过纳什谈判，到只关心收益最小的任务。',
    formula: 'K w = w^(−1/α)',
    heads: weighted,
    fields: {
      alpha: {
        label: '公平度 α',
        help: '值小时追求收益之和；1 即不截断的 Nash-MTL；值大时帮助收益最小的任务。',
      },
    },
  },
} as const;
