/** Simplified Chinese words: scenarios and presets of tables. */
export const tables = {
  scenario: {
    penguins: {
      label: '企鹅',
      summary: '在帕尔默群岛测量的三个种类的 333 只企鹅：由喙和鳍推断种类、性别和体重。',
      lesson: '两百只企鹅是很少的，而一个主干服务三个任务与三个网络同样好。',
      tasks: { species: '种类', sex: '性别', mass: '体重' },
      classes: { species: { 0: '阿德利企鹅', 1: '帽带企鹅', 2: '巴布亚企鹅' }, sex: { no: '雌', yes: '雄' } },
    },
    weather: {
      label: '明天的天气',
      summary: '2012 至 2015 年西雅图或纽约连续三天的天气：明天是否下雨、最高气温、风力，以及是哪座城市。',
      lesson: '明天有一部分是无法知道的：风始终只能解释四分之一，共享与否都一样。',
      tasks: { rain: '明天下雨', tmax: '最高气温', wind: '风', city: '城市' },
      classes: { rain: { no: '无雨', yes: '有雨' }, city: { no: '西雅图', yes: '纽约' } },
    },
  },
  preset: {
    'new-task': {
      label: '来了新任务',
      summary: '只有 50 个标签的企鹅体重：读取为物种训练的主干、为物种和性别训练的主干，或它自己的主干。',
      look: '测试行上体重的 R²。它自己的损失不得改变前两个主干；专才的主干已丢掉新来者所需要的东西。',
      measured:
        '体重的 R²：在一个任务的主干上 0.72，在两个任务的主干上 0.77，10 次中 8 次更好；在自己的主干上 0.75，与两者都未显出差别。',
    },
    penguins: {
      label: '种类、性别、体重',
      summary: '一张真实的小表：每个任务一个网络，旁边是共享主干。一秒钟就训练完。',
      look: '只用三分之一的参数，差别却那么小；一只测试企鹅就是一个百分点。',
      measured: '种类单独 97.7 %，共享 98.0 %；性别 85.1 和 84.6 %；体重的 R² 0.818 和 0.815：未显出差别。',
    },
    weather: {
      label: '明日天气',
      summary: '真实表格上的四个任务，按时间划分，与预报的用法一致。',
      look: '只用四分之一的参数，差别却那么小。',
    },
  },
} as const;
