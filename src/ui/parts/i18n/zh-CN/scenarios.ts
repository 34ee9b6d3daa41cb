/** Simplified Chinese words: scenarios. Those of the fields of use stand in `fields/`, with their presets. */
import { commerce } from './fields/commerce.ts';
import { known } from './fields/known.ts';
import { language } from './fields/language.ts';
import { machines } from './fields/machines.ts';
import { own } from './fields/own.ts';
import { speech } from './fields/speech.ts';
import { tables } from './fields/tables.ts';
import { vision } from './fields/vision.ts';

const pattern = {
  circle: '圆（是/否）',
  xor: '异或（是/否）',
  spiral: '螺旋（是/否）',
  linear: '直线（是/否）',
  rings: '环（3 类）',
  sectors: '扇形（3 类）',
  slope: '斜坡（一个数）',
  hill: '山丘（一个数）',
  waves: '波浪（一个数）',
} as const;
const digits = { 0: '0', 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6', 7: '7', 8: '8', 9: '9' } as const;

export const scenarios = {
  scenario: {
    plane: {
      label: '平面上的点',
      summary: '有两个坐标的点，每个任务一种图案。每个头学到的东西，你都能以图的形式看到。',
      drag: {
        to: '一拖即见：把任务 B 的标签拖到 16。在“分开、硬共享与软共享”的 10 个种子上，它单独降到 73 %，与 A 一起为 81 %。',
        back: '一拖即见：把任务 B 的标签拖回全部。A 的帮助（16 个标签时 8 个百分点）随之消失：B 自己的标签已够用（初始视图的 10 个种子）。',
      },
      lesson: '转动相关性旋钮：任务相像时共享有帮助，分开后就不再有。',
      tasks: { a: '任务 A', b: '任务 B', c: '任务 C' },
      classes: { no: '否', yes: '是' },
      fields: {
        tasks: { label: '任务', help: '要从同样的点中学习多少种图案。' },
        a: {
          label: '任务 A 的图案',
          help: '任务 A 要学的东西。螺旋需要的单元最多，直线一个也不需要。',
          choices: pattern,
        },
        b: {
          label: '任务 B 的图案',
          help: '自己的图案，或按相关性旋钮跟随任务 A 的图案。',
          choices: { related: '与任务 A 相关', ...pattern },
        },
        relatedness: {
          label: '相关性',
          help: '为 1 时任务 B 就是任务 A。低于 1 时它从 A 转开；低于 0.5 时还逐渐变成与 A 无关的图案，到 0 时完成。',
        },
        c: { label: '任务 C 的图案', help: '任务 C 要学的东西。', choices: pattern },
        noise: {
          label: '噪声',
          help: '点在标注之后被移动多远。噪声越大，边界越模糊，任何人所能达到的准确率也越受限。',
        },
      },
    },
    multiMnist: {
      label: 'MultiMNIST：两个数字',
      summary: '两个真实的手写数字叠在一起。一个任务读左边的数字，另一个读右边的。',
      lesson: '两个任务需要同样的笔画，却必须把数字分清：小的共享主干不得不在两者之间划分。',
      tasks: { 'digit-left': '左边数字', 'digit-right': '右边数字', sum: '和为 10 或以上' },
      classes: { ...digits, no: '小于 10', yes: '10 或以上' },
      fields: {
        sum: {
          label: '第三个任务：和为 10 或以上',
          help: '增加一个同时需要两个数字的是或否任务。',
        },
      },
    },
    textbook100: {
      label: '教科书数据：100 个数',
      summary: '每行一百个数，由 16 个隐藏因子生成，带一个十分类标签和一个是或否标签。',
      lesson: '教科书所印的双头网络，用在学得到东西的数据上。',
      tasks: { digit: '数字', flag: '标志', row: '还原这一行' },
      classes: { ...digits, no: '否', yes: '是' },
      fields: {
        noise: { label: '噪声', help: '加在 100 个数的每一个上。对许多数取平均就能找回来。' },
        whole: {
          label: '还原这一行',
          help: '增加第三个任务：还原这 100 个数（自编码器）。它的标签不花钱，主干因此能从所有行学到少量标签教不了的东西。',
        },
      },
    },
    teachers: {
      label: '教师网络：一个富任务和一个穷任务',
      summary: '由 20 个输入预测两个数。两者都来自已知的小型隐藏网络，所以共享应有什么效果也是已知的。',
      lesson: '只给任务 B 30 个标签：隐藏特征相同时，与 A 共享有帮助；不同时则有害。',
      tasks: { a: '任务 A', b: '任务 B' },
      fields: {
        relatedness: {
          label: '相关性',
          help: '为 1 时两个任务读取同样的隐藏特征；为 0 时任务 B 有自己的特征，共享主干必须同时服务两者。',
        },
        hidden: {
          label: '隐藏特征',
          help: '每个教师网络有多少个特征。越多，需要的主干越宽、行数越多。',
        },
        noise: {
          label: '噪声',
          help: '加在训练和验证的目标值上，以其标准差为单位。测试目标值保持精确，所以测试损失就是到真值的距离。',
        },
        inputs: {
          label: '输入',
          help: '每行有多少个数。输入越多，找到特征所需的行越多。',
        },
        scale: {
          label: '任务 B 的单位',
          help: '任务 B 的单位大这么多倍。不标准化目标值时，它的损失按平方增长，盖过任务 A 的梯度。',
        },
        standardise: {
          label: '标准化目标值',
          help: '把每个目标值除以它在训练行上的标准差，使任务不因单位而嗓门大。',
        },
      },
    },
    'linear-tasks': {
      label: '直线：共享多少',
      summary: '真实权重彼此相近的线性问题。每个任务有自己的训练行，而且很少。',
      lesson: '转动绑定的强度：测试损失先降到最低点，再回升。任务分开时，最低点随之移动。',
      tasks: {
        t1: '直线 1',
        t2: '直线 2',
        t3: '直线 3',
        t4: '直线 4',
        t5: '直线 5',
        t6: '直线 6',
        t7: '直线 7',
        t8: '直线 8',
      },
      fields: {
        tasks: {
          label: '任务',
          help: '要学多少条直线。训练行轮流分给它们，所以任务越多，每个任务的行越少。',
        },
        delta: {
          label: '任务之间的距离',
          help: '为 0 时所有任务是同一个，应共享一切。越大，可共享的越少。',
        },
        noise: {
          label: '噪声',
          help: '加在训练和验证的目标值上。噪声越大，越值得向其他任务借力。测试目标值保持精确。',
        },
      },
    },
    ...known.scenario,
    ...language.scenario,
    ...speech.scenario,
    ...commerce.scenario,
    ...machines.scenario,
    ...vision.scenario,
    ...tables.scenario,
    ...own.scenario,
  },
} as const;
