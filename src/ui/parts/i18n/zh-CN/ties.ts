/** Simplified Chinese words: ties (soft parameter sharing). */
export const ties = {
  tie: {
    squaredDistance: {
      label: '到均值的距离',
      help: '把各塔对应的层拉向它们的均值。为 0 时各塔独自学习，无穷大时合而为一：两者之间就是软共享。',
      formula: 'λ · Σₜ ‖θₜ − mean(θ)‖²',
    },
    pairwiseDistance: {
      label: '两两距离',
      help: '用各自的强度把每两座塔拉近：你认为相关的任务拉得紧，其他的松或不拉。所有关系为 1 时就是到均值的距离。',
      formula: 'λ/M · Σₛ﹤ₜ cₛₜ ‖θₛ − θₜ‖²',
    },
    cosine: {
      label: '同方向',
      help: '要求各塔的参数指向同一方向，长度不限：尺度不同的任务也能共享。',
      formula: 'λ · Σₛ﹤ₜ (1 − cos(θₛ, θₜ))',
    },
    traceNorm: {
      label: '迹范数（低秩）',
      help: '要求少数方向服务所有塔：以每座塔为一行的矩阵的奇异值之和。只有一个任务使用的方向先消失；太强的绑定会把所有参数带到零。',
      formula: 'λ · ‖(θ₁, …, θ_M)‖⁎',
    },
    featureSelection: {
      label: '联合特征选择（ℓ2,1）',
      help: '每个输入特征要么为所有任务保留，要么为所有任务舍弃：它在各塔中的权重一同缩为零。保留的特征如何加权仍由各任务决定。偏置不受影响。',
      formula: 'λ · Σᵢ ‖Wᵢ‖₂（对所有塔）',
    },
  },
} as const;
