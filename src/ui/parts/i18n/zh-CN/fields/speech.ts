/** Simplified Chinese words: scenarios and presets of speech. */
export const speech = {
  scenario: {
    'spoken-digits': {
      label: '口述数字',
      summary:
        '四个合成嗓音在噪声中说出的十个词：是哪个词（语音识别），是谁的声音（声纹）。合成嗓音千篇一律：真实语音更难。',
      lesson: '一个任务必须忽略的，正是另一个任务所需要的：主干得把两者都留住。',
      tasks: { word: '词', speaker: '嗓音' },
      classes: {
        word: {
          0: 'zero（零）',
          1: 'one（一）',
          2: 'two（二）',
          3: 'three（三）',
          4: 'four（四）',
          5: 'five（五）',
          6: 'six（六）',
          7: 'seven（七）',
          8: 'eight（八）',
          9: 'nine（九）',
        },
        speaker: { 0: 'kal', 1: 'awb', 2: 'rms', 3: 'slt' },
      },
      fields: {
        noise: { label: '噪声', help: '噪声有多响。为 0 时没有；为 10 时淹没大多数词。' },
      },
    },
    'heard-and-read': {
      label: '听或读',
      summary: '要么听到一个数字，要么读到一个数词，从不同时：两种输入，背后是同一个意义。',
      lesson: '两个任务没有共同的输入，也没有共同的行，只有数字的意义相同。它们各有一座塔，通向共同的中间层。',
      tasks: { heard: '听到的数字', read: '读到的末位数字' },
      inputs: { x: '声音', text: '文字' },
      classes: { 0: '0', 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6', 7: '7', 8: '8', 9: '9' },
    },
    vowels: {
      label: '元音',
      summary: '由公式合成的浊音，以语谱图的形式呈现：哪个元音、哪类说话人、音高多少。',
      lesson: '儿童的元音比男子的高，所以必须把“谁在说”与“说什么”分清：每个任务都需要另一个任务所测量的东西。',
      tasks: { vowel: '元音', speaker: '说话人', pitch: '音高' },
      classes: {
        vowel: { 0: 'heed', 1: 'hid', 2: 'head', 3: 'had', 4: 'hod', 5: 'hawed', 6: 'hood', 7: 'who’d' },
        speaker: { 0: '男', 1: '女', 2: '儿童' },
      },
      fields: {
        spread: {
          label: '共振峰的离散程度',
          help: '每个共振峰偏离该元音均值的程度。越大，元音之间越模糊。',
        },
        noise: { label: '噪声', help: '加入声音的嘶声，以声音自身的大小为单位。' },
      },
    },
    synthesis: {
      label: '语音合成',
      summary: '输入元音、说话人、音高和用力程度；输出将会听到的语谱图，以及它有多响。',
      lesson: '一个目标有 512 个数，另一个只有一个数：两个损失的大小丝毫不能说明各任务需要什么。',
      tasks: { spectrogram: '语谱图', loudness: '响度' },
      fields: {
        spread: {
          label: '共振峰的离散程度',
          help: '每个共振峰偏离该元音均值的程度。这一部分没有网络能预测。',
        },
      },
    },
  },
  preset: {
    'spoken-digits': {
      label: '说了什么，谁说的',
      summary: '由一张语谱图判断词和嗓音：每个任务一个网络，旁边是共享主干。',
      look: '预测：播放网络所听到的声音。',
    },
    'heard-and-read': {
      label: '听或读，同一个意义',
      summary: '“听”与“读”两座塔通向同一个中间层（强度无穷大的绑定），旁边是每个任务一个网络。',
      look: '中间层：虽然没有一行同时有两种输入，绑定仍使它们相等。',
    },
    vowels: {
      label: '声音说了什么，是谁的',
      summary: '由一张语谱图判断元音、说话人和音高：每个任务一个网络，旁边是共享主干。',
      look: '说话人任务从其他任务得到一点，音高任务则让出一点。',
    },
    synthesis: {
      label: '由描述合成语音',
      summary: '由 13 个输入得到 512 个数的语谱图及其响度。可在预测中播放回答。',
      look: '预测：同一个元音由男子和儿童说出，网络听起来是怎样的。',
    },
  },
} as const;
