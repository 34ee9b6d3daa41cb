/** Simplified Chinese words: scenarios and presets of pictures. */
export const vision = {
  scenario: {
    'digit-scene': {
      label: '数字场景',
      summary: '杂物之间某处有一个手写数字：是哪个数字、在哪个框里、占哪些像素。',
      lesson: '分类想忘掉数字在哪里，框和掩码却靠位置为生。小的共享主干被两边拉扯。',
      tasks: { digit: '数字', box: '框', mask: '掩码' },
      classes: { 0: '0', 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6', 7: '7', 8: '8', 9: '9' },
      fields: {
        clutter: {
          label: '杂物',
          help: '盖在图上的其他数字的碎片。越多越难找到目标。',
        },
      },
    },
    faces: {
      label: '像素人脸',
      summary: '16 × 16 像素的手绘人脸：是否微笑、戴眼镜、戴帽子、长发？如果愿意，还有：是谁。',
      lesson:
        '微笑只有六个像素大。在参考运行中（各一个种子），权重相等时它在测试人脸上只有 .62 到 .86；按四倍计入时达到 .97。',
      tasks: { smile: '微笑', glasses: '眼镜', hat: '帽子', longHair: '长发', identity: '是谁' },
      classes: { no: '否', yes: '是' },
      fields: {
        identity: {
          label: '第五个任务：是谁',
          help: '反复展示同样的 40 张脸，每次重新画，问这是谁：人脸识别。',
        },
      },
    },
  },
  preset: {
    'digit-scene': {
      label: '哪个数字、在哪里、哪些像素',
      summary: '分类、检测和分割：每个任务一个网络，旁边是一个主干加三座塔。',
      look: '预测：画在图上的框和掩码；以及共享让三个任务各付出或得到什么。没有显卡时需要几分钟。',
    },
    faces: {
      label: '微笑、眼镜、帽子、头发',
      summary: '人脸的四个属性：每个任务一个网络，旁边是权重相等的共享主干。',
      look: '微笑，两乘三个像素：共享主干能否像它自己的网络那样学会它。没有显卡时需要几分钟。',
    },
    'faces-weighted': {
      label: '被听见的微笑',
      summary: '同一个共享主干：一次权重相等，一次微笑按四倍计入。',
      look: '微笑的准确率，以及其他任务为此付出的代价。',
    },
    'new-task': {
      label: '来了新任务',
      summary: '只有 50 个标签的长发任务：在为一个任务训练的主干上、在为三个任务训练的主干上，以及在它自己的主干上。',
      look: '长发在两个主干上的测试准确率；它自己的损失不得改变这些主干。',
    },
  },
} as const;
