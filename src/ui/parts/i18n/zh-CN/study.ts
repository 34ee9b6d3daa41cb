/** Simplified Chinese words: studies over seeds, and what stops them. */
import { common } from './study/common.ts';
import { comparisons } from './study/comparisons.ts';
import { fairness } from './study/fairness.ts';

export const study = {
  study: { ...common, ...comparisons, ...fairness },
  issue: {
    transfer: {
      nothing: '还没有可比较的：没有一个种子同时有两个模型。',
      notFinite: '任务 {{task}} 有一个值不是数，所以算不出收益。',
      baseline:
        '任务 {{task}} 的基线误差为 {{found}}，几乎没有可改进的余地：误差低于 {{expected}} 时，相对收益只是噪声。',
    },
    match: {
      noModel: '模型 {{found}} 已不存在。',
      noWidths: '{{model}} 没有可以改变宽度的隐藏层。',
      broken: '{{model}} 在画布上有问题，所以无法计算参数个数。',
      same: '没有别的宽度能使 {{model}} 更接近：它有 {{found}} 个参数。',
    },
    study: {
      cancelled: '研究已取消。',
      tooManyTasks: '至多 {{limit}} 个任务时才能训练每个任务组合；现在打开了 {{found}} 个。请关掉一些。',
      noSuchModel: '研究提到的模型 {{found}} 在实验中不存在。',
      noSuchTask: '研究提到的任务 {{found}} 在数据中不存在。',
      noCopy: '任务 {{task}} 不能成为拷贝：没有其他任务有同类标签。',
      noUnrelated: '这份数据没有使任务变得无关的旋钮。',
      worth: {
        nothing: '没有在 {{labels}} 个标签处测量。',
        less: '用 {{found}} 个标签（测量过的最少数），基线就已经做得更好。',
        more: '用 {{found}} 个标签（测量过的最多数），基线也做不到那么好：共享值 {{times}} 倍以上的标签。',
      },
    },
  },
} as const;
