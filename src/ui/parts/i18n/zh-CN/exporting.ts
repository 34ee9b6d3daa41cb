/** Simplified Chinese words: the window in which an experiment becomes code and files. */
export const exporting = {
  open: '导出',
  openHelp: '把这个实验变成可在别处训练的 PyTorch 或 Keras 代码，并把参数、曲线和数据存为文件。',
  title: '带走它',
  text: '一个文件的程序，在本页之外训练这个实验的每个模型：同样的连线、绑定、损失、平衡方法和优化器分组。旁边的文件存放数据行、初始参数和批次顺序。',
  language: '程序的语言',
  languages: { pytorch: 'PyTorch', keras: 'Keras' },
  about: {
    pytorch:
      '在现成实验上测试过：从同样的参数开始，每个任务的前 50 个损失与本页相差不到千分之一。可在 torchrun 下多进程运行。',
    keras:
      '使用 TensorFlow 训练循环，单进程。在 TensorFlow 下运行测试时，每个任务的前 50 个损失与本页相符；自动测试里没有 TensorFlow，只在替身上运行它。',
  },
  code: '程序',
  copy: '复制',
  files: '文件',
  embedded: '嵌在别的页面里时不能保存文件。请打开完整页面。',
  kinds: {
    pytorch: { label: '保存程序', help: '程序及其数据的 zip：解压后用 python3 运行。' },
    keras: { label: '保存程序', help: '程序及其数据的 zip：解压后用 python3 运行。' },
    notebook: {
      label: '保存笔记本',
      help: '同样的程序，切成 Jupyter 笔记本的单元格，连同数据。',
    },
    safetensors: {
      label: '训练后的参数',
      help: '现在的参数，safetensors 格式：名字和轴与导出的 PyTorch 模块一致，load_state_dict 可直接读取。',
    },
    tfjs: {
      label: 'TensorFlow.js 模型',
      help: '一个 zip，每个模型有 model.json 和 weights.bin，内容是现在训练到的状态：在你自己的网页上用 tf.loadLayersModel 打开。',
    },
    data: {
      label: '数据',
      help: '训练、验证和测试数据的每一行，CSV 格式，包含对标签所做的处理。',
    },
    curves: { label: '曲线', help: '运行的每个序列，CSV 格式，每个记录的步一行。' },
    experiment: { label: '实验', help: '实验本身，存为本页可以再打开的文件。' },
  },
} as const;
