/** Simplified Chinese words: scenarios and presets of driving and robots. */
export const machines = {
  scenario: {
    driving: {
      label: 'Driving by lidar',
      summary:
        'Twenty range readings of a bending road with obstacles, and the car’s speed and turn: how to steer, how fast to go, and whether the car hits something.',
      lesson: 'All three tasks need the shape of the free road: one trunk sees it once for all.',
      tasks: { steer: 'Steering', speed: 'Speed', collision: 'Collision ahead' },
      classes: { no: 'free', yes: 'hits' },
      fields: {
        crowd: { label: 'Obstacles', help: 'At most so many on the road. More make the best way harder to see.' },
        noise: { label: 'Noise of the lidar', help: 'Each reading is off by about this share of its length.' },
      },
    },
    arm: {
      label: 'A robot’s arm',
      summary:
        'A target and an obstacle on a table: where the two joints must stand for the hand to be at the target, and whether the arm then touches the obstacle.',
      lesson: 'Whether the arm touches something hangs on the pose that the other two tasks compute.',
      tasks: { shoulder: 'Shoulder', elbow: 'Elbow', touch: 'Touches the obstacle' },
      classes: { no: 'free', yes: 'touches' },
    },
  },
  preset: {
    driving: {
      label: 'Steer, speed, collision',
      summary: 'What an expert would do with the road that the lidar sees: one network each beside a shared trunk.',
      look: 'the predictions: the arc that each network would drive, drawn on the road.',
    },
    arm: {
      label: 'Where the joints stand, and what they touch',
      summary: 'Inverse kinematics of two joints and a collision: one network each beside a shared trunk.',
      look: 'the predictions: the arm as each network would place it.',
    },
  },
} as const;
