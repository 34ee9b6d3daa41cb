/** Simplified Chinese words: what cannot be exported as code, and why. */
export const issuesExport = {
  issue: {
    export: {
      failed: '文件无法生成：{{reason}}。请重新载入页面再试。',
      plan: '{{model}} 按现状无法训练，因此不能导出。请先解决它的问题。',
      layer: '层 {{node}}（{{kind}}）还不能写成 {{language}} 代码。请把它从连线中取出。',
      layerOptions:
        '层 {{node}}（{{kind}}）按现在的设置无法写成代码：程序既不抽取分支，也不加层的惩罚项。请固定它的选择，或把惩罚设为 0。',
      loss: '任务 {{task}} 的损失 {{found}} 还不能写成 {{language}} 代码。请在任务头选择另一个损失。',
      tie: '{{model}} 的绑定（{{found}}）还不能写成代码。请选择另一类绑定，例如到均值的距离。',
      training: '训练设置 {{found}} 还不能写成代码。请为导出关掉它。',
      method: '{{model}} 的平衡方法（{{found}}）还不能写成代码。请选择另一种，例如加权和。',
    },
  },
} as const;
