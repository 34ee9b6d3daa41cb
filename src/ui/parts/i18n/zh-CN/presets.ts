/** Simplified Chinese words: presets, and what has changed since a run began (`change.*`). */
import { commerce } from './fields/commerce.ts';
import { language } from './fields/language.ts';
import { machines } from './fields/machines.ts';
import { own } from './fields/own.ts';
import { speech } from './fields/speech.ts';
import { tables } from './fields/tables.ts';
import { vision } from './fields/vision.ts';
import { architectures } from './presets/architectures.ts';

export const presets = {
  preset: {
    group: {
      start: '从这里开始',
      comparison: '共享有帮助吗？',
      knownStructure: '答案已知之处',
      methods: '平衡各任务',
      architectures: '已发表的架构',
      vision: '图像',
      language: '语言',
      speech: '语音',
      recommendation: '推荐',
      finance: '金融',
      driving: '驾驶',
      robots: '机器人',
      tabular: '表格',
      graphs: '图',
      textbook: '教科书网络',
    },
    'hard-beside-separate': {
      label: '硬共享与分开的网络',
      summary:
        '任务 A：四个角，200 个标签。任务 B：同样的角略微旋转，16 个标签。一个有共同主干的网络，旁边是两个互不共享的网络。',
      look: '任务 B 的图：单独时它在 16 个点之间猜测，有了共享主干就借用任务 A 的四个角。',
      measured: '硬共享把任务 B 从测试点的 82.4 % 提高到 90.3 %，10 次中 10 次更好；任务 A 未显示差别（均为 95.4 %）。',
    },
    'one-network-each': {
      label: '每个任务一个网络',
      summary: '每个任务有自己的网络：任何共享都必须胜过的基线。',
      look: '任务 A 从任务 B 学不到任何东西，无论它们多相像。',
    },
    'hard-sharing': {
      label: '硬共享',
      summary: '两个任务训练同一个主干；各自只有一座小塔和一个头。',
      look: '连线的颜色：带两种颜色的层同时被两个损失拉动。',
    },
    'soft-sharing': {
      label: '软共享',
      summary: '每个任务有自己的主干，孪生层之间的弹簧使它们的参数彼此靠近。',
      look: '训练时拖动强度：为 0 时孪生层分开，无穷大时合而为一。',
    },
    'separate-hard-soft': {
      label: '分开、硬共享与软共享',
      summary: '三种方式并排。对应的层从同样的值开始，看到同样的批次。',
      look: '三者的结果多么相像：两个任务都有 200 个标签。只给任务 B 十来个（标签行数），它们就拉开了。',
      measured:
        '未显示差别：任务 A 单独 92.6 %，软共享 92.3 %，硬共享 92.1 %；任务 B 分别为测试点的 91.2 %、92.0 % 和 92.2 %。',
    },
    empty: {
      label: '空画布',
      summary: '只有平面上的点，别无他物。自己连一个网络。',
      look: '每一层一连上线，就带上它所服务的任务的颜色。',
    },
    'sharing-helps': {
      label: '共享有益',
      summary: '任务 B 有 100 个标签，任务 A 有 500 个，两者读取同样的隐藏特征。',
      look: '任务 B 的验证损失。给 B 更多标签并不会消除差距：两个任务共同需要的东西，是从两者的数据行中学到的。',
      measured:
        '硬共享使任务 B 的测试损失从 0.186 降到 0.156，10 次中 8 次更好；软共享到 0.181，未显出差异。有 300 个标签时：从 0.138 到 0.075，10 次中 10 次更好。',
    },
    'sharing-hurts': {
      label: '共享有害',
      summary: '同样的网络，任务 B 有 100 个标签，而两个任务毫无共同之处。',
      look: '任务 B 的验证损失：这就是负迁移。“拷贝”和“打乱标签”在“研究”的“对照”中。',
      measured: '硬共享使任务 B 的测试损失从 0.166 升到 0.217，10 次中 10 次更差。',
    },
    'few-labels': {
      label: '十六个标签',
      summary: '四个角有 200 个标注点，几乎相同的角有 16 个：分开、软共享与硬共享。',
      look: '“研究”中的“共享值多少”：分开的网络需要多少标签才能做到同样好。',
      measured:
        '任务 B 单独得到测试点的 82.4 %，软共享 89.2 %，硬共享 90.3 %，两者都是 10 次中 10 次更好；任务 A 每种方式都是 95.4 %，未显示差别。',
    },
    'small-and-large': {
      label: '小主干，大主干',
      summary: '两个无关的任务，分别在 6 个单元和 48 个单元的主干中，共享与分开。',
      look: '小主干，共享与分开：两个任务争夺六个单元。大主干容得下两者，却会过拟合。',
      measured:
        '6 个单元时，共享使任务 A 的测试损失翻倍，从 0.024 到 0.049，10 次中 10 次更差；任务 B 为 0.061 和 0.073，未显示差别。48 个单元时均值更高：任务 A 分开 0.116、共享 0.092，任务 B 为 0.128 和 0.165。',
    },
    'one-loud-task': {
      label: '一个嗓门大的任务',
      summary: '任务 B 的单位大 30 倍，所以它的损失大 900 倍。',
      look: '权重相等时的任务 A：几乎没有得到训练。在数据中打开“标准化目标值”，它就学起来了。',
      measured: '任务 A 的测试损失：权重相等时 0.52，不确定性加权 0.13，标准化目标值 0.01。',
    },
    'valley-moves': {
      label: '移动的谷',
      summary: '五个彼此相近的直线问题，各 15 行，用你选择的强度绑定。',
      look: '测试损失随绑定强度的变化：一道谷，随 delta 增大而移向分开的网络。',
    },
    alternating: {
      label: '轮流',
      summary: '每步一个任务，轮流进行；旁边是通常的方式，每一步都跟随两个损失。',
      look: '训练损失：一个下降时另一个等待；任务意见不一时还可能上升。',
      measured: '未显示差别：任务 A 轮流 92.2 %，一起 92.1 %；任务 B 为测试点的 91.2 % 和 92.2 %。',
    },
    uncertainty: {
      label: '不确定性加权',
      summary: '一个是或否的任务和一个数，按各自可预测的程度加权，旁边是相等的权重。',
      look: '任务权重：损失较小的任务得到较大的权重。',
      measured: '未显示差别：任务 A 为测试点的 92.6 %，权重相等时 92.2 %；任务 B 的测试损失为 0.058 和 0.063。',
    },
    'tuned-sum': {
      label: '梯度方法，还是调好的求和？',
      summary: '两个尺度相同的无关任务，在四个单元的主干中争夺位置。',
      look: '“研究”中的“方法”：是否有方法胜过在验证集上调好的加权和，以及学习率的影响大多少。',
    },
    'found-noise': {
      label: '噪声被找到了',
      summary: '两个光滑函数，一个测量噪声的标准差为 0.1，另一个为 2；不确定性加权，旁边是相等的权重。',
      look: '任务权重：它们趋向 1 / (2 σ²)，其中 σ² 是各任务损失的剩余部分。',
    },
    'related-trunk': {
      label: '同等代价的一个主干',
      summary:
        '余弦为 p 的两个权重向量的波：六个单元的一个主干，旁边是各三个单元的两个（192 与 168 个参数），还有 370 个参数的四个门控专家。',
      look: '数据面板中的“任务的余弦”旋钮：在 1、.5 和 0 处，一个主干领先多少，而专家并不领先；再看它们的门控。',
    },
    'representation-first': {
      label: '先学表示，再冻结',
      summary: '任务 A 训练共享层 600 步；然后冻结它们，只有 B 自己的层在其上学习。',
      look: 'B 的损失：先等待，然后下降到为 A 学的特征所允许的程度；A 保持不变。',
    },
    'autoencoder-first': {
      label: '先学自编码器，再冻结',
      summary:
        '不用标签，主干先用 600 步学会经过 16 个单元还原 100 个带噪声的数；然后冻结它，两个各有 40 个标签的任务读取这些单元。',
      look: '标出的那一步：从那里起还原的损失不再变，任务头的损失下降；旁边的网络只有那 40 个标签。',
    },
    ...architectures,
    'multi-mnist-hard': {
      label: '一张图里两个数字',
      summary: '两个手写数字重叠；一个卷积主干读取两者，各有一个头。',
      look: '左右两个准确率一同上升，尽管没有一个滤波器属于任何一方。',
    },
    'multi-mnist': {
      label: '两个数字，一个网络还是两个',
      summary: '两个重叠的数字各用一个卷积网络，旁边是一个共享主干。',
      look: '两个数字为共享付出了多少。没有显卡时要几分钟。',
      measured: '左边单独 74.4 %，共享 72.5 %；右边 72.4 % 和 70.3 %；3 次中 3 次都更低，但三个种子不足以排除偶然。',
    },
    'textbook-a': {
      label: '教科书网络 A',
      summary: '一层 128 个单元，用于十分类和是或否两个任务，旁边是分开的网络和绑定的孪生层。',
      look: '参数个数：共享 14,347，两个网络 27,275。',
    },
    'textbook-b': {
      label: '教科书网络 B',
      summary: '常以“软共享”之名被转抄的一段代码：照原样，以及照标题。',
      look: '照原样，一层服务两个头，这是硬共享；照标题，则是两层绑定。',
    },
    ...language.preset,
    ...speech.preset,
    ...commerce.preset,
    ...machines.preset,
    ...vision.preset,
    ...tables.preset,
    ...own.preset,
  },
  change: {
    true: '开',
    false: '关',
    scenario: '其他数据',
    data: '数据设置',
    modelAdded: '添加了 {{model}}',
    modelRemoved: '移除了 {{model}}',
    layers: '{{model}} 的层',
    layerOption: '{{model}} 中 {{subject}} 的{{option}}：{{from}} → {{to}}',
    layerWidth: '{{subject}} 的{{option}}：{{from}} → {{to}}',
    wiring: '{{model}} 的连线',
    method: '{{model}} 的平衡方法：{{from}} → {{to}}',
    methodOption: '平衡选项 {{subject}}：{{from}} → {{to}}',
    taskWeight: '{{subject}} 的权重：{{from}} → {{to}}',
    strength: '绑定强度 λ：{{from}} → {{to}}',
    tieKind: '绑定的种类：{{from}} → {{to}}',
    relations: '绑定任务之间的关系',
    ties: '{{model}} 的绑定',
    groupRate: '一组层的学习率：{{from}} → {{to}}',
    frozen: '{{model}} 的冻结层',
    groups: '{{model}} 的层分组',
    learningRate: '学习率：{{from}} → {{to}}',
    optimizer: '优化器',
    l2: 'L2：{{from}} → {{to}}',
    l1: 'L1：{{from}} → {{to}}',
    pruning: '剪枝',
    phases: '阶段',
    batchSize: '批次大小：{{from}} → {{to}}',
    seed: '种子：{{from}} → {{to}}',
    backend: '后端：{{from}} → {{to}}',
    schedule: '学习率计划',
    stop: '停止规则',
  },
} as const;
