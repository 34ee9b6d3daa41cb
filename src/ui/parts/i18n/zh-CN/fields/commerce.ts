/** Simplified Chinese words: scenarios and presets of recommendation and finance. */
export const commerce = {
  scenario: {
    recommendation: {
      label: '推荐',
      summary:
        '展示给用户的物品：是否点击、点击后是否购买、评分多少。只有点击过的才知道购买和评分。数据是生成的，因为公开的评分不得再分发。',
      drag: {
        to: '一拖即见：把购买的标签拖到 1,000。5 个种子上，它的 AUC 单独降到 0.64，与众多点击一起为 0.71；少而响的标签由评分付出代价。',
        back: '一拖即见：把购买的标签拖回全部。5 个种子上，它的 AUC 单独升到 0.72，与点击一起升到 0.79。',
      },
      lesson: '点击多而购买少。点击所透露的偏好，正是预测购买所需要的。',
      tasks: { click: '点击', conversion: '购买', rating: '评分' },
      inputs: { x: '时段、设备、价格、类型', user: '用户', item: '物品' },
      classes: { no: '否', yes: '是' },
      fields: {
        noise: { label: '评分噪声', help: '评分偏离用户偏好的程度。' },
        overall: {
          label: '购买计入所有行',
          help: '开：每一行都知道是否购买，没有点击就是“否”（点击乘以购买）。关：只有点击之后才知道。',
        },
      },
    },
    credit: {
      label: '贷款',
      summary: '用 15 个数描述的申请：是否违约、是否欺诈、损失多大。数据是生成的；每 100 笔中 9 笔违约，5 笔欺诈。',
      lesson: '三个任务看的是不同的数。共享既无益也无害，而参数只有三分之一：这也是一种结果。',
      tasks: { default: '违约', fraud: '欺诈', severity: '损失大小' },
      classes: { no: '否', yes: '是' },
    },
    prices: {
      label: '价格',
      summary:
        '一只虚构股票的二十天：明天涨还是跌，今后五天波动多大，是否属于最动荡的三分之一。数据是生成的，因为行情数据不得再分发。',
      lesson: '方向如同抛硬币，没有网络学得会；波动大小却学得会，因为动荡的日子总是成串出现。',
      tasks: { direction: '明天上涨', volatility: '波动', rough: '前方动荡' },
      classes: { no: '否', yes: '是' },
      fields: {
        drift: {
          label: '动量',
          help: '今天的涨跌有多少会在明天延续。为 0 时方向不可预知；为 1 时很容易。',
        },
      },
    },
  },
  preset: {
    recommendation: {
      label: '点击、购买、评分',
      summary: '用户和物品的嵌入以及它们的乘积；每个任务一个网络，旁边是一个共享的网络。',
      look: '购买的 AUC，收益远远最大：标签少的任务挨着标签多的任务。',
      measured: '购买的 AUC 单独 0.719，共享主干 0.788，5 次中 5 次更好；点击为 0.785 和 0.796。',
    },
    credit: {
      label: '违约、欺诈、损失',
      summary: '一家银行的三个弱相关任务：每个任务一个网络，旁边是共享主干。',
      look: '差别多么小，以及参数的个数。',
      measured: '违约的 AUC 单独 0.776，共享 0.779；欺诈 0.894 和 0.892；损失的 R² 0.722 和 0.718。',
    },
    prices: {
      label: '价格的方向与波动',
      summary: '一个学不会的任务，挨着两个学得会的任务。',
      look: '方向的训练损失下降，验证损失却不降：它在死记偶然。',
    },
  },
} as const;
