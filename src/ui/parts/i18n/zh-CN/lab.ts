/** Simplified Chinese words of the lab. */
export const lab = {
  title: '实验室：两个参数，两个损失',
  open: '实验室',
  openHelp: '看平衡方法在两个参数的两个损失上行走，用的代码与训练时相同。',
  task: '任务 {{letter}}',
  try: {
    label: '示例',
    help: '打开一幅现成的图，附一句话说明看什么。',
    own: '自己的',
    ownLook: '你自己的图。它的地址就是链接：从地址栏复制即可。',
    through: {
      label: '卡在谷中，还是穿过去',
      look: '从起点 1 和 3 出发，直接求和（1）卡在梯度相冲突的谷壁上。MGDA（2）和 PCGrad（3）停在遇到的第一个折中处；CAGrad（4）继续走向最低的和；Nash-MTL（5）和 FAMO（6）停在帕累托集的中部。',
    },
    ten: {
      label: '十种方法，五个起点',
      look: '五十个行走者，各走 35,000 步。大多到达帕累托集；方法之间的差别在于停在它的哪里。带衰减的 FAMO（10）被卡住，而不带衰减的（9）穿了过去。',
    },
    scale: {
      label: '谁在乎尺度？',
      look: '移动损失 A 的尺度。直接求和（1）的终点沿帕累托集滑动；Nash-MTL（2）的终点不动，因为损失乘以常数时它不变。',
    },
    decay: {
      label: '一个小数决定一切',
      look: '两次 FAMO：不带衰减（1），以及带论文和多数库所用的衰减（2）；后者从起点 1 和 3 出发会粘在谷中。',
    },
    contact: {
      label: '初次接触',
      look: '直接求和（1）从每个起点都到达同一点。MGDA（2）和 UPGrad（3）停在首次碰到帕累托集的地方：终点取决于起点。',
    },
    sweep: {
      label: '权重能覆盖凸前沿',
      look: '五个加权和，w 从 .1 到 .9。在凸前沿上，每个权重都有自己的折中点：扫一遍就覆盖了前沿。',
    },
    ends: {
      label: '权重只能到达两端',
      look: '在凹前沿上，每个加权和（1 至 3）无论权重如何都跑到一端。MGDA（4）停在与前沿相遇处；平滑切比雪夫（5）走到中间。',
    },
    swing: {
      label: '摆动的乘子',
      look: '在凹前沿上，要求损失 B 低于 .5（点线），同时降低损失 A。用普通上升（1）时乘子永远摆动；用阻尼（2）和增广形式（3）时它稳定下来，停在加权和无法到达的点。',
    },
    constrained: {
      label: '界限及其价格',
      look: '走向 (1, 1) 的路不得离开点线圆。移动乘子的四种方式都停在 (-.106, .447)，乘子为 1.236，即界限的价格；普通上升（1）超调最多。',
    },
  },
  problem: {
    title: '问题',
    valleys: {
      label: '山谷与碗',
      help: 'CAGrad、Nash-MTL 和 FAMO 的玩具问题：上方是两条陡谷，谷壁相对；下方是两只碗。',
    },
    quadratics: {
      label: '两只凸碗',
      help: '两个椭圆。每一种折中都能由某个加权和到达。',
    },
    concave: {
      label: '凹前沿',
      help: '前沿向内弯：最低的加权和总在它的某一端（Fonseca 与 Fleming）。',
    },
    constrained: {
      label: '不得离开的圆',
      help: '到 (1, 1) 和 (-1, 0) 的距离平方。拉格朗日乘子使第二个不超过界限。',
    },
    fields: {
      scale: {
        label: '损失 A 的尺度',
        help: '乘在损失 A 上。不在乎尺度的方法走同样的路。',
      },
      stretch: {
        label: '拉伸',
        help: '碗的长度是宽度的多少倍。圆碗的折中点在一条直线上。',
      },
    },
  },
  rate: { label: '学习率', help: '逆着梯度走的步长；用 Adam 时为每一步的长度。' },
  optimizer: {
    label: '优化器',
    help: 'Adam 的步子长度几乎恒定，与方向的大小无关；SGD 跟随方向的大小。',
  },
  steps: { label: '步数', help: '每种方法从每个起点走多少步。' },
  methods: {
    title: '方法',
    add: '添加方法',
    options: '{{method}} 的选项',
    optionsHelp: '改变这个方法如何权衡两个损失；所有行走者重新开始。',
    remove: '移除 {{method}}',
    share: '损失 B 的权重 w',
    shareHelp: '两个损失分别乘以 1 - w 和 w，再乘以 2。',
  },
  start: {
    name: '起点 {{n}}，位于 {{x1}}, {{x2}}',
    help: '拖动，或用方向键移动；Delete 键移除。随步数的曲线属于实心的那个。在平面上双击可添加起点。',
    count_one: '{{count}} 个起点',
    count_other: '{{count}} 个起点',
    reset: '常用起点',
    resetHelp: '把起点放回已发表的运行所用的位置。',
  },
  plane: {
    name: '{{problem}}：各方法在两个参数的平面上的路径，以及两个损失的等高线',
  },
  objective: {
    title: '损失 A 对损失 B，以及帕累托前沿',
    name: '在两个损失的空间中的路径、可到达的区域和帕累托前沿',
    a: '损失 A',
    b: '损失 B',
  },
  chart: {
    label: '下方的图',
    share: { label: '权重', name: '任务 A 在权重中的份额随步数的变化，从起点 {{n}} 出发' },
    losses: { label: '损失', name: '损失 A（实线）和 B（虚线）随步数的变化，从起点 {{n}} 出发' },
    cosine: { label: '余弦', name: '两个梯度的余弦随步数的变化，从起点 {{n}} 出发' },
    multiplier: { label: '乘子', name: '损失 B 的拉格朗日乘子随步数的变化，从起点 {{n}} 出发' },
  },
  ends: {
    label: '数值',
    name: '各方法的位置',
    method: '方法',
    start: '起点',
    cosine: '余弦',
    noSolution: '没有共同的下降方向',
  },
  run: {
    title: '行走',
    play: '播放',
    playHelp: '让各方法行走（空格键）。',
    pause: '暂停',
    pauseHelp: '停在原处（空格键）。',
    step: '走一步',
    stepHelp: '再走一步；离起点远时，走到下一个画出的点。',
    reset: '回到起点',
    resetHelp: '回到第 0 步。',
    speed: '每秒步数',
    speedHelp: '画面移动的快慢。行走本身会尽快提前算好。',
    timeline: '显示的步',
    at: '第 {{step}} 步，共 {{steps}} 步',
    computing: '正在计算，{{percent}} %',
    computed: '{{seconds}} 秒内算完 {{steps}} 步',
  },
} as const;
