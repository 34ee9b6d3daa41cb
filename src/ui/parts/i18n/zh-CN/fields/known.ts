/** Simplified Chinese words: scenarios and presets whose answer is known from a paper. */
const lines = {
  t1: '任务 1',
  t2: '任务 2',
  t3: '任务 3',
  t4: '任务 4',
  t5: '任务 5',
  t6: '任务 6',
  t7: '任务 7',
  t8: '任务 8',
} as const;
export const known = {
  scenario: {
    'mmoe-regression': {
      label: '相关性旋钮',
      summary: '由 100 个输入预测两个数，它们来自两个方向，方向之间的余弦是一个旋钮：这是 MMoE 论文的数据。',
      lesson:
        '论文中任务越不相像，共享底层的代价越大。这里它容得下两者：10 个种子上，余弦从 1 到 0 它没有损失，门和专家也没有收益。',
      tasks: { a: '任务 A', b: '任务 B' },
      fields: {
        correlation: {
          label: '任务的余弦',
          help: '为 1 时两个任务读取输入的同一方向，为 0 时读取两个毫无共同之处的方向。',
        },
        pattern: {
          label: '波的取法',
          help: '论文没有说明：可以用通常理解的慢波，也可以用两个快波；用快波时标签更快分道扬镳。',
          choices: { paper: '慢', fast: '快' },
        },
        inputs: { label: '输入', help: '一行有多少个数。输入很多而方向很少时，更难找到方向。' },
        waves: { label: '波', help: '加在直线上的正弦波。波越多，需要的单元和行越多。' },
        noise: { label: '噪声', help: '加在训练和验证的目标值上。测试的目标值保持精确。' },
      },
    },
    'gradnorm-toy': {
      label: '同样的任务，不同的单位',
      summary: '几乎同一个任务的若干份拷贝，每份用自己的单位：GradNorm 论文的玩具问题。',
      lesson: '权重相等时，单位最大的任务获胜。平衡方法就是为了听见其他任务而设计的。',
      tasks: lines,
      fields: {
        tasks: { label: '任务', help: '多少份拷贝，单位从 1 一直到最大。' },
        scale: {
          label: '最后一个任务的单位',
          help: '它的目标值大这么多倍，损失就按平方增长，盖过其他任务。',
        },
      },
    },
    'two-noises': {
      label: '一个干净的任务，一个嘈杂的任务',
      summary: '平面上两个光滑曲面，一个测得准，一个测得不准：不确定性加权就是为此而生。',
      lesson: '一个任务的最佳权重是两倍噪声平方的倒数。不确定性加权仅凭损失就能找到它。',
      tasks: { a: '干净任务', b: '嘈杂任务' },
      fields: {
        noiseA: {
          label: '干净任务的噪声',
          help: '训练目标值中误差的标准差，以目标值自身的标准差为单位。',
        },
        noiseB: {
          label: '嘈杂任务的噪声',
          help: '训练目标值中误差的标准差。测试目标值保持精确。',
        },
      },
    },
  },
} as const;
