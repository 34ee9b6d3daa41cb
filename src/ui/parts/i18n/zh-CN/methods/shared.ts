/** Simplified Chinese words: options that several balancing methods have. */
export const learningRate = {
  label: '权重的速率',
  help: '方法改变自己的数的快慢。高则紧跟损失；低则对许多步取平均。',
} as const;
export const optimizer = {
  label: '权重的优化器',
  help: 'Adam 每步使每个权重移动大致相同的量；SGD 按斜率成比例移动。',
  choices: { adam: 'Adam', sgd: 'SGD' },
} as const;
export const order = {
  label: '任务的次序',
  help: '结果取决于先化解哪个冲突。随机把运气摊开；固定则精确重复。',
  choices: { random: '随机', fixed: '固定' },
} as const;
export const reduction = {
  label: '合并方式',
  help: '求和使步子随任务数增长；取平均则大小不变。用 Adam 时两者几乎没有差别。',
  choices: { sum: '求和', mean: '取平均' },
} as const;
export const bound = {
  label: '界限',
  help: '这个任务的损失必须低于它。界限越紧，主任务的代价越大；无法满足的界限会使乘子无止境地增长。',
} as const;
export const gradientForm = {
  label: '所见的梯度',
  help: '精确：每个任务对所有共享参数的梯度，每个任务一次反向传播。表示：对所有任务共享的最后一个输出的梯度，总共大约一次；此时权重来自一个上界。没有单一的共享输出时使用精确梯度。',
  choices: { exact: '精确', representation: '共享表示的' },
};
export const plain = '任务头和私有塔各自跟随自己的损失。' as const;
export const weighted = '任务头和私有塔采用与共享部分相同的权重。' as const;
