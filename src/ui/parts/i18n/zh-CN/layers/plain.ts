/** Simplified Chinese words: layers, what a single network is made of. */
import { activation, start } from './shared.ts';

const padding = {
  label: '填充',
  help: 'same 在边缘补零，使输出大小不变；valid 只用完整的窗口，输出变小。',
  choices: { same: 'same', valid: 'valid' },
} as const;
const filters = {
  label: '滤波器',
  help: '这一层能寻找多少种图案。越多越能发现细节，也更费时间，更容易过拟合。',
} as const;
const size = {
  label: '窗口',
  help: '每个滤波器沿一个轴能看多远。窗口越大，能捕捉的图案越大。',
} as const;
const stride = {
  label: '步幅',
  help: '窗口每次移动多远。取 2 时输出减半：省时间，但损失细节。',
} as const;
const uses = {
  label: '使用次数',
  help: '同一组参数用于多少个输入，每个都有一进一出。它们共同训练这一层。',
} as const;

export const plain = {
  input: {
    label: '输入',
    help: '数据由此进入。连到同一输入的一切都从同样的数开始；这里不学习任何东西。',
    fields: { input: { label: '输入', help: '使用数据的哪一个输入。' } },
  },
  dense: {
    label: '全连接',
    help: '每个单元给收到的所有数加权，并学习这些权重。几个任务都到达它时，它们的梯度在此相加，可能互助，也可能互斗。',
    fields: {
      units: {
        label: '单元数',
        help: '它能形成多少个特征。共享层需要容得下每个任务的要求；太多则会对小数据过拟合。',
      },
      activation,
      uses,
      start,
    },
  },
  conv2d: {
    label: '二维卷积',
    help: '学习小图案，并在图片的每个位置寻找它们。参数比全连接少得多，所以从较少的样本就能学会。',
    fields: { filters, size, stride, padding, activation, uses },
  },
  conv1d: {
    label: '一维卷积',
    help: '学习短图案，并沿整个序列寻找它们，例如文本中的短语。',
    fields: { filters, size, stride, padding, activation, uses },
  },
  maxPool: {
    label: '最大池化',
    help: '保留每个窗口中最强的回答。后面的层不再那么在意确切的位置；只有胜者得到梯度。',
    fields: {
      size: { label: '窗口', help: '从边长为此的方块中保留最大的数。' },
      stride,
    },
  },
  upsample: {
    label: '上采样',
    help: '重复像素使图片变大，供答案本身就是图片的任务使用。各份拷贝的梯度相加。',
    fields: { factor: { label: '倍数', help: '每条边变为多少倍。' } },
  },
  flatten: {
    label: '展平',
    help: '把图片或序列排成一行，使全连接层和任务头能读取。它本身不学习。',
    fields: {},
  },
  globalAveragePool: {
    label: '全局平均',
    help: '对每个通道的所有位置取平均。忘掉东西在哪里，从而减少参数和过拟合。',
    fields: {
      divide: {
        label: '总和除以',
        help: '除以位置数得到平均值，文本越长它越淡。除以有内容位置数的平方根，则长短文本一样大。',
        choices: { count: '位置数', root: '有内容位置数的平方根' },
      },
    },
  },
  dropout: {
    label: 'Dropout',
    help: '每个训练步随机静默一些单元，使任何单元都不能只依赖另一个。学得慢些，过拟合少些；测量时关闭。',
    fields: { rate: { label: '比率', help: '每一步静默的单元所占的比例。0 表示关闭。' } },
  },
  embedding: {
    label: '嵌入',
    help: '为每个词学习空间中的一个点。对各任务作用相似的词会靠到一起；只有批次中的词移动。',
    fields: {
      dimension: {
        label: '维数',
        help: '每个词用多少个数。越多越能区分细微差别，也需要更多文本。',
      },
      spread: {
        label: '初始散布',
        help: '词在开始时相距多远。小则由数据决定；词很少时，取 1 左右学得更快。',
      },
      maskZero: {
        label: '零不是词',
        help: '数字 0 用来补足短文本。打开时它给出零且不学习，文本的长度就不会被当成一个词。',
      },
      uses,
    },
  },
  concatenate: {
    label: '拼接',
    help: '把各个输入并排放在一起，供后面的层全部使用。每个输入保留自己的梯度。',
    fields: {},
  },
  add: {
    label: '相加',
    help: '把输入求和。同样的梯度沿每条线传回，为深模型提供一条捷径（跳跃连接）。',
    fields: {},
  },
  multiply: {
    label: '相乘',
    help: '把输入相乘：一道门。一个输入决定另一个通过多少，前向与反向都是如此。',
    fields: {},
  },
  batchNorm: {
    label: '批归一化',
    help: '把每个通道在批次上调整为均值 0、标准差 1，再用学到的数缩放和平移。被几个任务共享时，每个任务都用全体的统计量归一化，数据不同的任务可能因此受损。',
    fields: {
      momentum: {
        label: '动量',
        help: '测量时所用的滑动统计量，跟随批次统计量的快慢。',
      },
    },
  },
  layerNorm: {
    label: '层归一化',
    help: '把每个样本的特征调整为均值 0、标准差 1，再用学到的数缩放和平移：学得更稳，任务的批次互不干扰。',
    fields: {},
  },
  selfAttention: {
    label: '自注意力',
    help: '序列的每个位置询问所有位置什么对它重要。矩阵显示谁在看谁，对注意力头和样本取平均。',
    fields: {
      heads: { label: '注意力头', help: '每个位置一次能问多少个问题。必须整除通道数。' },
    },
  },
  gru: {
    label: 'GRU',
    help: '逐步读取序列并保持记忆；最后把记住的内容传下去。长序列上很慢。',
    fields: { units: { label: '单元数', help: '记忆的大小。越大记得越多，也越早过拟合。' } },
  },
  graphConv: {
    label: '图卷积',
    help: '每个位置先对自己和图中的邻居取平均，再经过所有位置共享的全连接层。',
    fields: {
      units: { label: '单元数', help: '每个位置输出的特征数。' },
      graph: {
        label: '图',
        help: '谁是谁的邻居：序列中的下一个，首尾也相接，全部互连，或由连到第二个端口的矩阵给出。',
        choices: { chain: '链', ring: '环', all: '全部互连', wired: '连线给出' },
      },
      activation,
    },
  },
} as const;
