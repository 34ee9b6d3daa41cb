/** Simplified Chinese words: what cannot be exported as code, and why. */
export const issuesExport = {
  issue: {
    export: {
      failed: '文件无法生成：{{reason}}。请重新载入页面再试。',
      untrained: '还没有训练好的参数可保存。请先按下播放，再保存。',
      plan: '{{model}} 按现状无法训练，因此不能导出。请先解决它的问题。',
      layer: '层 {{node}}（{{kind}}）还不能写成 {{language}} 代码。导出前请把这一层从连线中取出。',
      loss: '任务 {{task}} 的损失 {{found}} 还不能写成 {{language}} 代码。导出前请在任务头选择另一个损失。',
      tie: '{{model}} 的绑定（{{found}}）还不能写成 {{language}} 代码。导出前请选择另一类绑定，例如到均值的距离。',
      method: '{{model}} 的平衡方法（{{found}}）还不能写成 {{language}} 代码。导出前请选择另一种，例如加权和。',
      tfjs: {
        layer:
          'TensorFlow.js 没有能做 {{node}}（{{kind}}）这件事的层。请改用 PyTorch 或 Keras 程序，它们支持所有层；或把它从连线中取出。',
        root: 'TensorFlow.js 的池化除以位置的个数；{{node}} 除以有词位置个数的平方根。请把它设为均值再训练，或改用 PyTorch 或 Keras 程序。',
        noWord:
          'TensorFlow.js 没有层能像 {{node}}（{{kind}}）那样在没有词的地方给出零并让池化看到：它的掩码到不了池化。请关掉这个选项再训练，或改用 PyTorch 或 Keras 程序。',
        spread:
          'TensorFlow.js 只能把形状相同的值相乘；{{node}}（{{kind}}）的输入形状不同。请改用 PyTorch 或 Keras 程序，或让它们形状相同。',
      },
    },
  },
} as const;
