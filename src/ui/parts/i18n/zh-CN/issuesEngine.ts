/** Simplified Chinese sentences for issues with the prefixes engine.*, data.*, training.*, backend.*: what was found, what was expected, how to mend it. */
export const issuesEngine = {
  issue: {
    engine: {
      worker: '训练引擎意外停止（{{reason}}）。按重置重新启动；实验本身安全。',
      recovered: {
        lost: '图形设备丢失。训练改用 {{backend}}，从最近的检查点第 {{step}} 步继续；你的编辑都在。',
        broke: '一个训练步失败（{{reason}}）。训练改用 {{backend}}，从最近的检查点第 {{step}} 步继续；你的编辑都在。',
        hung: '训练引擎没有回应。新的引擎用 {{backend}} 从最近的检查点第 {{step}} 步继续；你的编辑都在。',
        ended: '训练引擎意外结束。新的引擎用 {{backend}} 从最近的检查点第 {{step}} 步继续；你的编辑都在。',
      },
      superseded: '已放弃，因为开始了更新的运行。',
      model: '模型无法搭建（{{reason}}）。请修改最近的连线，或按撤销。',
      backend: '打不开任何计算方式（{{reason}}）。请在运行栏旁选择另一个后端。',
      data: '数据无法载入（{{reason}}）。请检查与本页的连接，然后按重置。',
      training: '训练在第 {{step}} 步中断（{{reason}}）。按重置；若再次发生，请换一个后端。',
      noPlan: '模型 {{model}} 按现在的连线无法训练。问题标在它的层上。',
      structure: '这个更改需要新的运行。请按“应用更改”。',
      checkpointFormat: '保存的运行格式为 {{found}}，应为 1。无法继续；请按重置。',
      checkpointModels: '保存的运行有 {{found}} 个模型，应为 {{expected}}。请按重置重新开始。',
      checkpointParameters: '保存的运行与模型 {{model}} 的连线不符。请按重置，用这套连线重新开始。',
      probe: '无法测量（{{reason}}）。',
      probeModel: '本次运行没有模型 {{found}}。请按“应用更改”训练现在的模型。',
      probeNode: '层 {{found}} 不在本次运行中。请按“应用更改”，并把它连到任务头。',
      probeTask: '这个模型没有任务 {{found}} 的头。请添加一个。',
      handPlace: '层 {{node}} 在本次运行中没有位置 {{found}}。请按“应用更改”，按所画的训练。',
      handValue: '参数不能是 {{found}}：应为有限的数，例如 0.5 或 1e-3。',
      probePlane: '决策曲面需要平面上的数据。请选择平面场景。',
    },
    data: {
      noLabels: '没有训练行带 {{task}} 的标签，所以无法学习它。请给一些行加标签。',
      constant: '{{task}} 的训练标签都是 {{found}}：没有可区分的。请标注更多行。',
      classMissing: '{{task}} 的 {{expected}} 个类别中，训练标签缺少 {{found}}：从不出现的学不到。请标注更多行。',
      batchLarge: '批次 {{found}} 大于 {{expected}} 个训练行：每一步都取全部行。',
    },
    training: {
      notFinite:
        '第 {{step}} 步时，模型 {{model}} 中任务 {{task}} 的损失不再是数。最近的好参数已恢复。请把学习率减半再继续，或按重置。',
    },
    backend: {
      fallback: '后端 {{wanted}} 在这里打不开，因此由 {{backend}} 训练。学到的相同，速度不同；运行栏的徽标有更多说明。',
      none: '这台设备上没有能训练的方式（{{reason}}）。请试试新版的 Chrome、Edge、Firefox 或 Safari。',
      lost: '用 {{backend}} 训练时图形设备丢失。按重置；若再次发生，请选择 wasm 作为后端。',
    },
  },
  fix: {},
} as const;
