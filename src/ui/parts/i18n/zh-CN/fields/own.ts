/** Simplified Chinese words: data that people bring along, and the graph. */
const kinds = { two: '两类', three: '三类' } as const;
const pointsOf = (task: string) =>
  ({
    label: `任务 ${task} 的类别`,
    help: `任务 ${task} 的点有几类。只有两类时，第三类的点没有标签。`,
    choices: kinds,
  }) as const;
export const own = {
  scenario: {
    'own-table': {
      label: '你自己的表格',
      summary: '任何不超过 50 MB 的 CSV 文件：选择哪些列是输入，哪些是任务。它留在这个浏览器里。选择之前显示一个示例。',
      lesson: '你的列，你的任务：先看看一起学习是否有帮助，再去搭建。',
      tasks: { price: '价格（示例）', old: '旧（示例）' },
      classes: { no: '否', yes: '是' },
      fields: {},
    },
    'own-points': {
      label: '你画的点',
      summary: '在平面上为每个任务和类别画点，看网络如何理解它们。',
      lesson: '给一个任务许多点，给另一个很少：形状一致的地方，共享会补上缺少的边界。',
      tasks: { a: '任务 A', b: '任务 B', c: '任务 C' },
      classes: { no: '0', yes: '1' },
      fields: {
        tasks: { label: '任务', help: '有多少个任务有自己的点。' },
        a: pointsOf('A'),
        b: pointsOf('B'),
        c: pointsOf('C'),
        held: { label: '留出', help: '不参与训练的点的比例：一半验证，一半测试。为 0 时没有测试数字。' },
      },
    },
    graph: {
      label: '谁认识谁',
      summary: '生成的图：320 人分属四个圈子。某人属于哪个圈子，两个人是否认识？',
      lesson: '一个人的线索有噪声，周围人的平均没有。两个任务都需要邻居，所以一个卷积可以服务两者。',
      tasks: { circle: '第一人的圈子', link: '两人认识' },
      classes: { circle: { 0: '1', 1: '2', 2: '3', 3: '4' }, link: { no: '否', yes: '是' } },
      inputs: { x: '人', graph: '谁认识谁' },
      fields: {
        inside: {
          label: '圈内熟人',
          help: '为 1 时一个人大约认识自己圈子的十二人和其他圈子的三人。太少时邻居说明不了什么。',
        },
        hint: { label: '线索', help: '一个人多清楚地显示自己的圈子，噪声为 1。没有线索时只能靠连线。' },
      },
    },
  },
  preset: {
    'own-table': {
      label: '你自己的表格',
      summary: '以示例打开；在“数据”下选择你的 CSV 文件。',
      look: '每个任务的测试曲线，共享与单独并列。',
    },
    'own-points': {
      label: '你画的点',
      summary: '可以画点的两个任务：一个点多，一个点少。',
      look: '任务 B：共享网络让它的边界顺着 A 的边界弯曲。',
    },
    graph: {
      label: '圈子与熟人',
      summary: '图卷积：谁属于哪里，谁认识谁。各自一个网络，与共享主干并列。',
      look: '两个任务：询问同样的邻居，参数减半。',
      measured: '圈子两者都是 85.2 %；是否相识单独 67.7 %，共享 67.5 %。',
    },
    'mmoe-regression': {
      label: '任务要多相似才能共享？',
      summary: '两个回归，相关程度可调：共享底层，与每个任务一个门的专家并列。',
      look: '调低余弦时变化多么小：与论文不同，这样大小的共享底层容得下两个任务。',
      measured: '余弦为 1 时两者的 R² 都是 0.996；为 0 时共享底层 0.996，专家与门 0.994。',
    },
    'gradnorm-toy': {
      label: '同一任务，十倍音量',
      summary: '两个几乎相同的任务，其中一个单位大十倍：GradNorm 与相等权重并列。',
      look: '起初被相等权重忽视的安静任务，以及 GradNorm 找到的任务权重。',
      measured: '安静任务的 R²：相等权重 0.937，GradNorm 0.977，3 次中 3 次更好；响亮任务付出 0.004。',
    },
  },
} as const;
