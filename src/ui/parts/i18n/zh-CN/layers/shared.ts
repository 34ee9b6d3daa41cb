/** Simplified Chinese words: options that layers of several files have. */
export const activation = {
  label: '激活函数',
  help: '求和之后的弯折。没有它（线性）时，叠起来的层只能学到单层所能学的。',
  choices: { linear: '线性', relu: 'ReLU', tanh: 'tanh', sigmoid: 'sigmoid', elu: 'ELU', softplus: 'softplus' },
} as const;
export const start = {
  label: '初始值',
  help: '第一步之前，这一层的数抽取得多分散。起点较大的网络移动其特征较少：它依赖抽到的特征，共享因此教得较少。',
  choices: {
    glorotUniform: 'Glorot：按进出路数',
    heNormal: 'He：较大，适合 ReLU',
    lecunNormal: 'LeCun：按进路数',
  },
} as const;
