/** Simplified Chinese words: the glossary, short and exact. A term opens here from wherever it stands. */
export const glossary = {
  task: {
    name: '任务',
    text: '要从数据中预测的一件事。每个任务有自己的标签、损失、字母和颜色。',
  },
  head: {
    name: '任务头',
    text: '一个任务的最后一层。它把特征变成任务的回答，任务的损失从这里开始。',
  },
  trunk: { name: '主干', text: '所有任务都经过的层。它们的特征必须服务于所有任务。' },
  tower: { name: '塔', text: '只有一个任务经过的层。' },
  hard: {
    name: '硬共享',
    text: '几个任务使用同样的参数。每一步，所有任务都在拉这些参数。',
  },
  soft: {
    name: '软共享',
    text: '每个任务有自己的参数，由绑定使它们彼此靠近。',
  },
  twins: { name: '孪生层', text: '不同塔中形状相同、由绑定拉在一起的层。' },
  parameters: { name: '参数', text: '训练所改变的数：各层的权重矩阵和偏置。' },
  taskWeight: {
    name: '任务权重',
    text: '损失相加之前，乘在一个任务的损失上的数。',
  },
  balancing: {
    name: '平衡方法',
    text: '把各任务的损失和梯度变成共享参数的一次更新的规则。',
  },
  gradient: {
    name: '梯度',
    text: '损失增长最快的方向。训练朝反方向走。',
  },
  conflict: {
    name: '冲突',
    text: '两个任务的梯度方向相对：降低一个损失就会抬高另一个。',
  },
  negativeTransfer: { name: '负迁移', text: '一个任务与其他任务一起训练时比单独训练更差。' },
  feature: {
    name: '特征',
    text: '一层由输入算出、供后面的层使用的数。训练出的特征表达任务需要知道的东西。',
  },
  loss: {
    name: '损失',
    text: '用一个数表示任务的回答错得多厉害：0 为完美。训练使它变小。不同种类的损失不能比大小。',
  },
  metric: {
    name: '指标',
    text: '用人们看得懂的尺度（例如准确率）表示任务回答得多好。它只用于报告，从不用于训练。',
  },
  partlyShared: {
    name: '部分共享',
    text: '有几个任务到达，但不是所有任务。',
  },
  tie: {
    name: '绑定',
    text: '孪生层之间的弹簧：把每一层拉向全体的均值，强度 λ 越大拉得越紧。为 0 时各自自由，无穷大时相等。',
  },
  sharedUpdate: {
    name: '合并更新',
    text: '共享参数实际走的一步，取代各任务单独会走的步。',
  },
  cosine: {
    name: '梯度余弦',
    text: '两个任务的梯度在方向上有多一致：1 为相同，0 为毫不相干，−1 为相反。低于 0 即为冲突。',
  },
  dominance: {
    name: '主导任务',
    text: '梯度比其他任务长得多的任务，共享层几乎只为它学习。',
  },
  pareto: {
    name: '帕累托最优',
    text: '参数无论怎样改变，都不能让一个任务变好而不让另一个变差。这样的点很多，由权重在其中选择。',
  },
  transfer: {
    name: '迁移',
    text: '一个任务学到的东西帮助另一个任务，尤其是标签少的任务。',
  },
  relatedness: {
    name: '相关性',
    text: '两个任务能在多大程度上由同样的特征来回答。越相关，共享越有帮助。',
  },
  auxiliary: {
    name: '辅助任务',
    text: '只因其特征有助于另一个任务才训练的任务。',
  },
  stopGradient: {
    name: '停止梯度',
    text: '前向时让数值通过，反向时挡住梯度：它后面的任务使用特征，却不塑造特征。',
  },
  baseline: {
    name: '单任务基线',
    text: '每个任务一个网络，单独训练。它表明共享到底有没有帮助。',
  },
  learningRate: { name: '学习率', text: '每一步逆着梯度走多远。' },
  overfitting: {
    name: '过拟合',
    text: '训练损失还在下降，验证损失却在上升：模型在死记训练行。',
  },
  step: { name: '步', text: '由一个批次的行对参数做的一次更新。' },
  epoch: { name: '轮', text: '把每个训练行看过一遍所需的步数。' },
  validation: {
    name: '验证行',
    text: '训练从不看到的行，用来选择设置。测试行只用于报告。',
  },
} as const;
