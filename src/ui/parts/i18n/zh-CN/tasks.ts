/** Simplified Chinese words: tasks. */
export const tasks = {
  task: {
    binary: { label: '是或否', help: '输出一个数；大于零表示网络说“是”。' },
    multiclass: { label: '若干类之一', help: '每类输出一个数；最大者胜出。' },
    regression: {
      label: '一个数',
      help: '网络预测一个测量值，这里缩放为均值 0、散布 1。',
    },
    mask: { label: '掩码', help: '对每个像素回答是或否：哪些属于物体。' },
  },
  loss: {
    binaryCrossEntropy: {
      label: '二元交叉熵',
      help: '对自信的错误回答惩罚最重。抛硬币的代价是 0.69；0 为完美。',
    },
    softmaxCrossEntropy: {
      label: 'Softmax 交叉熵',
      help: '对正确类别的惊讶程度。在十类中乱猜的代价是 2.30；0 为完美。',
    },
    pixelCrossEntropy: {
      label: '像素交叉熵',
      help: '每个像素的二元交叉熵，对整张图取平均。大量容易的背景像素会使它变小。',
    },
    meanSquaredError: {
      label: '均方误差',
      help: '误差平方的平均。总是回答均值的代价约为 1；0 为完美。大误差影响最大。',
    },
  },
  metric: {
    accuracy: { label: '准确率', short: '准确率', help: '正确回答所占的比例。' },
    maskIou: {
      label: '掩码重叠（IoU）',
      short: 'IoU',
      help: '两个掩码共有的像素除以任一掩码拥有的像素，对图取平均。1 为完美。',
    },
    pixelAccuracy: {
      label: '像素正确率',
      short: '像素',
      help: '回答正确的像素所占的比例。仅靠背景它就会很高。',
    },
    boxIou: {
      label: '框重叠（IoU）',
      short: 'IoU',
      help: '两个框共同覆盖的面积除以任一框覆盖的面积，对图取平均。1 为完美。',
    },
    boxHits: {
      label: '重叠过半的框',
      short: 'IoU > ½',
      help: '与真实框重叠超过一半的框所占的比例。',
    },
    auc: {
      label: 'AUC',
      short: 'AUC',
      help: '随机一个“是”得分高于随机一个“否”的概率。0.5 为猜测，1 为完美；与界线划在哪里无关。',
    },
    r2: {
      label: 'R²',
      short: 'R²',
      help: '被解释的变化所占的比例。1 为完美，0 不比总答均值好，低于 0 更差。',
    },
    mae: { label: '平均绝对误差', short: 'MAE', help: '平均误差，以散布为单位。' },
    mse: {
      label: '均方误差',
      short: 'MSE',
      help: '误差平方的平均，以散布的平方为单位。',
    },
  },
} as const;
