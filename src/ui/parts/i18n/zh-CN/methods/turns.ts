/** Simplified Chinese words: balancing methods: learned weights, constraints, taking turns. Formulas in plain characters: L loss, g gradient, w weight, T number of tasks. */
import { bound, weighted } from './shared.ts';

export const turns = {
  'auto-lambda': {
    label: 'Auto-λ',
    summary:
      '从验证数据中学习任务权重：任务的训练梯度指向验证损失下降的方向时，权重增加。每步两个批次；请用测试集评判结果，因为验证集已被使用。一阶近似：略去了论文中的前瞻一步。',
    formula: 'λₜ ← λₜ + η · gₜ·Σₛ gₛᵛᵃˡ',
    heads: weighted,
    fields: {
      learningRate: {
        label: '权重的速率 η',
        help: '权重跟随的快慢。值小时对批次的噪声取平均。',
      },
      primary: {
        label: '主要任务',
        help: '以谁的验证损失为准；其他任务只是帮助它。无：以所有任务为准。',
      },
    },
  },
  bandit: {
    label: '任务老虎机',
    summary: '每一步只跟随一个任务；轮到它时损失近来下降越多，就越常被抽中：练习用在能进步的地方。',
    formula: 'pₜ = (1 − ε) softmax(w)ₜ + ε/T,  wₜ ← wₜ + η r/pₜ',
    heads: weighted,
    fields: {
      stepSize: {
        label: '步长 η',
        help: '一次好或坏的结果对概率的影响有多大。',
      },
      explore: {
        label: '探索 ε',
        help: '不论学到什么，随意分给任一任务的步的比例。为 1 时均匀抽取。',
      },
      optimizerPerTask: {
        label: '每个任务自己的优化器状态',
        help: '每个任务的步各自保留动量矩，使一个任务的梯度不会缩放另一个的步子。',
      },
    },
  },
  lagrange: {
    label: '约束',
    summary: '降低一个主要损失，同时使其他损失不超过界限。每个界限有一个乘子，被突破时上升。能到达加权和到不了的折中。',
    formula: 'min L₁  满足  Lₖ ≤ εₖ',
    heads: '任务头和私有塔以乘子为权重：远低于界限的任务停止训练。',
    fields: {
      main: {
        label: '主任务',
        help: '要尽量降低的损失。其他所有任务只需不超过各自的界限。',
      },
      bounds: {
        label: '界限',
        help: '其他任务共用一个界限，或各用一个。',
        choices: { same: '共用一个', each: '各用一个' },
      },
      bound,
      bound1: { ...bound, label: '任务 1 的界限' },
      bound2: { ...bound, label: '任务 2 的界限' },
      bound3: { ...bound, label: '任务 3 的界限' },
      bound4: { ...bound, label: '任务 4 的界限' },
      bound5: { ...bound, label: '任务 5 的界限' },
      bound6: { ...bound, label: '任务 6 的界限' },
      bound7: { ...bound, label: '任务 7 的界限' },
      bound8: { ...bound, label: '任务 8 的界限' },
      formulation: {
        label: '乘子如何移动',
        help: '普通的升降容易摆动。阻尼把超出量本身加到权重上；增广形式在两次更新之间等待；PI 还对变化作出反应。',
        choices: { gda: '普通', mdmm: '阻尼', augmented: '增广', pi: 'PI 控制器' },
      },
      multiplierRate: {
        label: '乘子的速率',
        help: '被突破的界限增加权重的快慢。太快会摆动，太慢则界限长时间被突破。',
      },
      damping: {
        label: '阻尼 c',
        help: '被突破的界限在乘子上升之前立即起多大作用。阻尼越大，摆动越小。',
      },
      every: {
        label: '每 … 步更新一次',
        help: '两次更新乘子之间模型训练多久。',
      },
      proportional: {
        label: '比例部分',
        help: '乘子对超出量的变化反应多强。越强越能止住摆动。',
      },
      dualFirst: {
        label: '先更新乘子',
        help: '使用这一步的乘子，而不是上一步的。',
      },
    },
  },
  alternating: {
    label: '交替训练',
    summary: '每一步只跟随一个任务，轮流或随机。损失从不相加，所以单位没那么要紧；每一步可能抵消上一步的一点成果。',
    formula: 'θ ← θ − lr · gₜ,  t 轮流',
    heads: '轮到的任务，它的头随之更新。',
    fields: {
      order: {
        label: '轮到谁',
        help: '轮流使每个任务份额相同；随机抽取避免固定节奏，并可偏向数据多的任务。',
        choices: { 'round-robin': '轮流', sampled: '随机' },
      },
      stepsEach: {
        label: '每次步数',
        help: '一个任务连续占用多少步。太长会使共享部分忘掉其他任务。',
      },
      sampleBy: {
        label: '概率',
        help: '每个任务相同，或标签行多的任务更大。',
        choices: { equal: '相同', rows: '按标签行数' },
      },
      temperature: {
        label: '温度',
        help: '1 完全按行数；越高，概率越均匀。',
      },
      optimizerPerTask: {
        label: '每个任务的优化器记忆',
        help: '为每个任务分别保存 Adam 或动量的平均值。共用时，一个任务的步子会被其他任务的梯度缩放。',
      },
    },
  },
} as const;
