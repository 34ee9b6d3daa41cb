/** Simplified Chinese words: what cannot be exported as code, and why. */
export const issuesExport = {
  issue: {
    export: {
      failed: '文件无法生成：{{reason}}。请重新载入页面再试。',
      plan: '{{model}} 按现状无法训练，因此不能导出。请先解决它的问题。',
      layer:
        '层 {{node}}（{{kind}}）还不能写成 {{language}} 代码。请改用 PyTorch 程序，它支持所有层；或把这一层从连线中取出。',
      loss: '任务 {{task}} 的损失 {{found}} 还不能写成 {{language}} 代码。请改用 PyTorch 程序，或在任务头选择另一个损失。',
      tie: '{{model}} 的绑定（{{found}}）还不能写成 {{language}} 代码。请改用 PyTorch 程序，或选择另一类绑定，例如到均值的距离。',
      training: '训练设置 {{found}} 还不能写成 {{language}} 代码。请改用 PyTorch 程序，或为导出关掉它。',
      method:
        '{{model}} 的平衡方法（{{found}}）按现在的设置还不能写成 {{language}} 代码。请改用 PyTorch 程序，或选择另一种，例如加权和。',
    },
  },
} as const;
