/** Simplified Chinese words: balancing methods: common descent directions. Formulas in plain characters: L loss, g gradient, w weight, T number of tasks. */
import { gradientForm, plain, weighted } from './shared.ts';

export const descent = {
  mgda: {
    label: 'MGDA',
    summary:
      '取各梯度混合中最短的一个：它降低每个损失，没有这样的方向时为零。偏向梯度小的任务，并停在遇到的第一个这样的点。',
    formula: 'min ‖Σ wₜ gₜ‖²,  w ≥ 0, Σ wₜ = 1',
    heads: weighted,
    fields: {
      gradients: gradientForm,
      normalise: {
        label: '梯度除以',
        help: '不除时，由梯度最小的任务决定。除以长度或损失可以抹平单位。',
        choices: { none: '不除', l2: '长度', loss: '损失', 'loss+': '损失 × 长度' },
      },
      combine: {
        label: '然后混合',
        help: '混合原始梯度会把它们的单位留在步子里；混合除过的梯度则去掉单位。',
        choices: { raw: '原始梯度', normalised: '除过的梯度' },
      },
    },
  },
  cagrad: {
    label: 'CAGrad',
    summary: '停留在平均梯度附近，但偏向收益最小的任务。介于普通平均与 MGDA 之间。',
    formula: 'max minₜ gₜ · d,  ‖d − g₀‖ ≤ c ‖g₀‖',
    heads: plain,
    fields: {
      c: {
        label: '半径 c',
        help: '0 即平均梯度。值越大，越可以偏离它去帮助处境最差的任务；很大时表现如 MGDA。',
      },
      rescale: {
        label: '步子除以',
        help: '偏向会使步子变长；这里把它缩回来。用 Adam 时几乎无关紧要。',
        choices: { '1+c^2': '1 + c²', '1+c': '1 + c', none: '不除' },
      },
    },
  },
  stch: {
    label: '平滑切比雪夫',
    summary: '跟随损失的软化最大值，所以主要跟随最差的任务。能到达加权和到不了的折中。',
    formula: 'min μ log Σ exp( Lₜ / (T μ) )',
    heads: weighted,
    fields: {
      mu: {
        label: '软化程度 μ',
        help: '值小时只跟随最差的任务；值大时一视同仁。',
      },
      losses: {
        label: '损失',
        help: '“原始”直接比较损失。“相对”比较其对数与预热之后的水平，从而去掉单位。',
        choices: { raw: '原始', relative: '相对于预热之后' },
      },
      warmupEpochs: {
        label: '预热轮数',
        help: '先用对数损失训练；之后的一轮确定每个损失与什么比较。',
      },
    },
  },
  moco: {
    label: 'MoCo',
    summary: '在选择权重之前，先对每个任务的梯度按步取平均，使一个嘈杂的批次不能决定一切。',
    formula: 'yₜ ← yₜ − β(yₜ − gₜ),  λ ← softmax(λ − γ Y Yᵀ λ)',
    heads: plain,
    fields: {
      beta: {
        label: '平均速率 β',
        help: '每一步的梯度有多少进入平均。随训练逐渐减弱。',
      },
      gamma: {
        label: '权重的速率 γ',
        help: '权重跟随平均梯度的快慢。随训练逐渐减弱。',
      },
      rho: {
        label: '拉向相等 ρ',
        help: '防止权重集中到一个任务上。',
      },
    },
  },
  sdmgrad: {
    label: 'SDMGrad',
    summary: '类似 MGDA，为嘈杂的批次而设计，并偏向平均梯度。每步用三个批次，代价是三倍。',
    formula: 'min ½ ‖g_w + λ g₀‖²,  d = (g_w + λ g₀)/(1 + λ)',
    heads: plain,
    fields: {
      lambda: {
        label: '偏向平均 λ',
        help: '0 即带噪声的 MGDA；值大时接近平均梯度。',
      },
      innerRate: {
        label: '内层速率',
        help: '搜索权重的步长。值大时会在单个任务之间跳动，而不稳定下来。',
      },
      innerSteps: {
        label: '内层步数',
        help: '每个训练步中搜索权重多久。',
      },
    },
  },
  modo: {
    label: 'MoDo',
    summary: '每一步把权重稍微移向 MGDA 的权重，并用两个独立的批次来判断，以免被噪声误导。每步三个批次。',
    formula: 'λ ← Proj(λ − γ(G₁G₂ᵀλ + ρλ))',
    heads: plain,
    fields: {
      gamma: {
        label: '权重的速率 γ',
        help: '值小时接近相等的权重；值大时追随 MGDA 及其噪声。',
      },
      rho: { label: '拉向相等 ρ', help: '防止权重集中到一个任务上。' },
    },
  },
} as const;
