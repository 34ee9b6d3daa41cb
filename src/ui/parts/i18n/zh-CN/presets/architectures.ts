/** Simplified Chinese words: presets of published architectures. */
export const architectures = {
  'low-rank-twins': {
    label: '低秩的塔',
    summary: '两座塔，要求其参数只用少数共同的方向（迹范数）。',
    look: '惩罚与两个损失一同下降：只有一个任务使用的方向逐渐消失。',
  },
  'cross-stitch': {
    label: '十字绣（cross-stitch）',
    summary: '两座塔，每层之后都带着学到的两者混合继续前进。',
    look: '每个单元上的矩阵：A 取 B 多少，B 取 A 多少。',
  },
  sluice: {
    label: 'Sluice',
    summary: '两座塔的各半之间的十字绣，每个任务从两个深度读取。',
    look: '哪些半部在混合，以及每个深度对每个任务占多少（β）。',
  },
  nddr: {
    label: 'NDDR',
    summary: '两座塔的所有通道并排，然后为每个任务混合回来。',
    look: '矩阵从接近单位矩阵开始，在任务用得上另一方的通道之处逐渐填满。',
  },
  mmoe: {
    label: 'MMoE',
    summary: '两个任务共用四个专家，每个任务一个门控，逐个样本地给专家加权。',
    look: '两个门控的条：条相同表示共享，不同表示任务分道扬镳。',
  },
  omoe: {
    label: 'OMoE',
    summary: '两个任务共用四个专家和一个门控：混合也是共享的。',
    look: '只有一组条：没有任务能自己选择。',
  },
  cgc: {
    label: 'CGC',
    summary: '每个任务除两个共享专家外还有自己的专家，它的门控只看到这些。',
    look: '每个门控多信任自己的专家（第一条），多信任共享的专家。',
  },
  ple: {
    label: 'PLE',
    summary: '两级自有专家和共享专家；第二级的共享部分由看到全部的门控供给。',
    look: '中间的门控：共享部分从每个任务的专家那里取什么。',
  },
  'dselect-k': {
    label: 'DSelect-k',
    summary: '门控最终只选定四个专家中的至多两个。',
    look: '恰好到零的条：任务已离开的专家。',
  },
  mtan: {
    label: 'MTAN',
    summary: '一个共享主干；每个任务用自己的注意力给特征加掩码。',
    look: '掩码的条：一个任务保留、另一个隐藏的通道。',
  },
  hierarchical: {
    label: '分层监督',
    summary: '容易的任务接在较低的层，困难的任务建立在它所塑造的东西上。',
    look: 'B 的损失先下降；低层是共享的，高层属于 A。',
  },
  'task-chain': {
    label: '任务链',
    summary: '任务 A 除共享特征外还得到任务 B 的回答。',
    look: '从 B 的头出发的线：A 的损失也训练 B 的头，所以它带条纹。',
  },
  branched: {
    label: '分支',
    summary: '树上的三个任务：都共享主干，A 和 B 再多共享一枝。',
    look: '条纹：主干三个字母，枝上两个，每片叶上一个。',
  },
  'learned-branching': {
    label: '学习分支',
    summary: '两级的块；每个块和每个任务抽取自己的一个父块，并学习哪一个适合它。',
    look: '选择上的条：起初相等，然后有一条填满。选了同一块的任务共享它。',
  },
  'task-attention': {
    label: '任务间注意力',
    summary: '每个任务的塔逐个样本地询问所有塔，什么能帮上忙。',
    look: '矩阵：行提问，列回答；每一行之和为 1。',
  },
  'task-graph': {
    label: '任务图',
    summary: '三座塔沿着强度可学习的连线互相发送消息。',
    look: '矩阵从一半处离开：有帮助的任务更受倾听。',
  },
  esmm: {
    label: 'ESMM',
    summary: '“购买”等于“点击”乘以“点击后购买”：两个因子，通过乘积在所有行上训练。',
    look: '从点击头到乘积的线：购买也训练点击。',
  },
  'shared-embedding': {
    label: '共享一张词表',
    summary: '各任务共享一个嵌入，别无其他；之后的层都归自己。',
    look: '唯一带条纹的层是嵌入，每个任务的梯度条都在它上面。',
  },
  'transformer-trunk': {
    label: 'Transformer 主干',
    summary: '一个由注意力和全连接层组成的块，带跳跃连接和归一化，服务于关于故事的三个问题。',
    look: '注意力矩阵：行提问，列被看；问题的最后一个词找到它的人物。',
  },
} as const;
