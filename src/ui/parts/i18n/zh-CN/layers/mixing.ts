/** Simplified Chinese words: layers, where towers, experts and tasks meet. */
import { activation } from './shared.ts';

const towers = {
  label: '塔',
  help: '多少个任务的塔在此相遇：每座塔一进一出。',
} as const;
const keep = {
  label: '开始时自己的份额',
  help: '开始时每座塔保留多少自己的特征；其余平分给其他塔。为 1 时从分开的网络开始。',
} as const;
const rate = {
  label: '学习率倍数',
  help: '混合系数的学习速度是这一层其余部分的多少倍。论文用普通 SGD 时取 100 到 1000；Adam 本身已重新缩放步子。',
} as const;

export const mixing = {
  crossStitch: {
    label: '十字绣（cross-stitch）',
    help: '每座塔带着所有塔的混合继续前进。卡片上的矩阵是学来的：单位矩阵表示分开的网络，各数相等表示一个共享主干。',
    fields: {
      towers,
      per: {
        label: '混合系数的单位',
        help: '整层用一组，或每个单元（通道）各用一组：共享更细，要学的也更多。',
        choices: { layer: '整层', unit: '每个单元' },
      },
      keep,
      rate,
    },
  },
  sluice: {
    label: 'Sluice',
    help: '塔的各部分之间的十字绣：每座塔的单元被切成若干子空间，使一些可以共享，另一些仍归任务自己。',
    fields: {
      towers,
      subspaces: {
        label: '子空间',
        help: '每座塔的单元切成几个相等的部分。两个：一部分可以共享，另一部分私有。',
      },
      keep,
      rate,
      apart: {
        label: '使各部分互异',
        help: '对同一座塔中内容重复的部分的惩罚（正交性），加到各任务的损失上。0：无。越大，共享部分与私有部分学到的东西越不同。',
      },
    },
  },
  nddr: {
    label: 'NDDR',
    help: '把所有塔的通道并排放在一起，为每座塔学习如何混合回同样多的通道：每个通道都能利用其他任何通道。',
    fields: { towers, keep },
  },
  layerMix: {
    label: '层混合',
    help: '对若干层的输出学习加权和：任务自己找出想从哪个深度读取。',
    fields: { rate },
  },
  gate: {
    label: '门控',
    help: '根据第一个端口所见，为每个样本给各专家加权。每个任务一个门控，就能使用不同的专家（MMoE）；所有任务一个门控，则选择也共享（OMoE）。',
    fields: {
      bias: {
        label: '偏置',
        help: '允许门控不论样本如何都偏爱某个专家。关：只由样本决定。',
      },
    },
  },
  dselectK: {
    label: 'DSelect-k 门控',
    help: '最终只选定至多 k 个专家的门控：它学习二进制编码，使其他专家的权重恰好为零。',
    fields: {
      k: {
        label: '保留的专家数（k）',
        help: '同时最多使用这么多专家。越少，任务越必须取舍。',
      },
      entropy: {
        label: '促使选定',
        help: '对犹豫不决的选择器（它们的熵）的惩罚，加到门控后面各任务的损失上。0：无。越大，每个选择器越早选定一个专家，也许选错。',
      },
    },
  },
  branchChoice: {
    label: '学习分支',
    help: '从连到它的块中选一个作为父块，并学习选哪一个。条是概率：大致相等时仍在尝试各分支；有一条满了，树就定了。',
    fields: {
      pick: {
        label: '父块的取法',
        help: '每一步重新抽取并只用抽中的；或同时用全部，按抽取结果加权，训练更平滑；或固定：取概率最大的，不抽取，可以导出。',
        choices: {
          hard: '一个，每步抽取',
          soft: '混合，每步抽取',
          fixed: '概率最大的',
        },
      },
      temperature: {
        label: '温度',
        help: '开始时抽取的权重有多均匀。高：所有分支都得知自己的机会；低：只有被抽中的得知，选择随之固化。',
      },
      cooling: {
        label: '降温步数',
        help: '经过这么多步，温度降到十分之一。0 表示不变。',
      },
      rate,
    },
  },
  attentionMask: {
    label: '注意力掩码',
    help: '让任务从共享特征中挑选通道：它查看连到第二个端口的内容，并用 0 到 1 之间的掩码乘以特征。',
    fields: {
      units: {
        label: '隐藏单元',
        help: '生成掩码的小网络的宽度。越多，掩码越精细。',
      },
    },
  },
  taskAttention: {
    label: '任务间注意力',
    help: '每座塔逐个样本地询问所有塔谁能帮上忙，并加上听到的内容。矩阵显示平均而言谁在听谁。',
    fields: {
      towers,
      units: {
        label: '查询大小',
        help: '一次询问和一次回答用多少个数。越多越能区分细微差别。',
      },
    },
  },
  taskGraph: {
    label: '任务图',
    help: '各塔沿着强度可学习的连线互相发送消息。矩阵显示每个任务（行）听其他任务（列）的程度。',
    fields: { towers, activation, rate },
  },
} as const;
