/** Simplified Chinese words: layers. */
const activation = {
  label: '激活函数',
  help: '求和之后的弯折。没有它（线性）时，叠起来的层只能学到单层所能学的。',
  choices: { linear: '线性', relu: 'ReLU', tanh: 'tanh', sigmoid: 'sigmoid', elu: 'ELU', softplus: 'softplus' },
} as const;
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

const start = {
  label: '初始值',
  help: '第一步之前，这一层的数抽取得多分散。起点较大的网络移动其特征较少：它依赖抽到的特征，共享因此教得较少。',
  choices: {
    glorotUniform: 'Glorot：按进出路数',
    heNormal: 'He：较大，适合 ReLU',
    lecunNormal: 'LeCun：按进路数',
  },
} as const;
const uses = {
  label: '使用次数',
  help: '同一组参数用于多少个输入，每个都有一进一出。它们共同训练这一层。',
} as const;
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

export const layers = {
  layer: {
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
          label: '个位',
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
      fields: {},
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
      fields: { units: { label: '个位', help: '记忆的大小。越大记得越多，也越早过拟合。' } },
    },
    graphConv: {
      label: '图卷积',
      help: '每个位置先对自己和图中的邻居取平均，再经过所有位置共享的全连接层。',
      fields: {
        units: { label: '个位', help: '每个位置输出的特征数。' },
        graph: {
          label: '图',
          help: '谁是谁的邻居：序列中的下一个，首尾也相接，全部互连，或由连到第二个端口的矩阵给出。',
          choices: { chain: '链', ring: '环', all: '全部互连', wired: '连线给出' },
        },
        activation,
      },
    },
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
  },
} as const;
