/** Simplified Chinese words: scenarios and presets of driving and robots. */
export const machines = {
  scenario: {
    driving: {
      label: '用激光雷达驾驶',
      summary: '弯曲且有障碍的道路上的二十个测距读数，加上车速和转向：如何转向、开多快、会不会撞上东西。',
      lesson: '三个任务都需要可通行道路的形状：一个主干为大家看一次就够了。',
      tasks: { steer: '转向', speed: '速度', collision: '前方碰撞' },
      classes: { no: '畅通', yes: '碰撞' },
      fields: {
        crowd: { label: '障碍物', help: '路上最多有这么多。越多，最佳路线越难看出。' },
        noise: { label: '激光雷达的噪声', help: '每个读数的误差约为其长度的这个比例。' },
      },
    },
    arm: {
      label: '机械臂',
      summary: '桌上有一个目标和一个障碍物：两个关节应在什么角度，手才到达目标；此时手臂是否碰到障碍物。',
      lesson: '手臂是否碰到东西，取决于另外两个任务所算出的姿态。',
      tasks: { shoulder: '肩', elbow: '肘', touch: '碰到障碍物' },
      classes: { no: '畅通', yes: '碰到' },
    },
  },
  preset: {
    driving: {
      label: '转向、速度、碰撞',
      summary: '面对激光雷达看到的道路，专家会怎么做：每个任务一个网络，旁边是共享主干。',
      look: '预测：每个网络将要行驶的弧线，画在道路上。',
    },
    arm: {
      label: '关节在哪里，碰到什么',
      summary: '两个关节的逆运动学，加一个碰撞任务：每个任务一个网络，旁边是共享主干。',
      look: '预测：每个网络会把手臂放在哪里。',
    },
  },
} as const;
