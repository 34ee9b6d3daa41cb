/** Simplified Chinese words: layers, where a task’s loss begins, and where a gradient ends. */
import { start } from './shared.ts';

export const ends = {
  productHead: {
    label: '乘积头',
    help: '一个是或否的任务，其概率是所连各项的乘积：“点击且购买”等于“点击”乘以“点击后购买”。它的损失训练所有因子。',
    fields: {
      task: { label: '任务', help: '其标签说明是否全部发生的任务。' },
      loss: {
        label: '损失',
        help: '错误回答如何计算。自动会选适合任务的一种。',
        choices: { auto: '自动', binaryCrossEntropy: '交叉熵（是或否）' },
      },
    },
  },
  stopGradient: {
    label: '停止梯度',
    help: '把数值传下去，但不传回梯度：它后面的任务使用这些特征而不改变它们。',
    fields: {},
  },
  head: {
    label: '任务头',
    help: '把特征变成一个任务的回答，并与标签比较。任务的损失及其梯度从这里开始。',
    fields: {
      task: { label: '任务', help: '这个头回答哪个任务。一个模型中每个任务至多一个头。' },
      loss: {
        label: '损失',
        help: '错误如何计算。自动会选适合任务的一种；换一种会改变哪些错误最要紧。',
        choices: {
          auto: '自动',
          softmaxCrossEntropy: 'softmax 交叉熵',
          binaryCrossEntropy: '二元交叉熵',
          meanSquaredError: '均方误差',
          pixelCrossEntropy: '像素交叉熵',
        },
      },
      start,
    },
  },
} as const;
