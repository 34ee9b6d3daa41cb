/** English words: scenarios. Those of the fields of use stand in `fields/`, with their presets. */
import { commerce } from './fields/commerce.ts';
import { known } from './fields/known.ts';
import { language } from './fields/language.ts';
import { machines } from './fields/machines.ts';
import { own } from './fields/own.ts';
import { speech } from './fields/speech.ts';
import { tables } from './fields/tables.ts';
import { vision } from './fields/vision.ts';

const pattern = {
  circle: 'Circle (yes/no)',
  xor: 'XOR (yes/no)',
  spiral: 'Spiral (yes/no)',
  linear: 'Straight line (yes/no)',
  rings: 'Rings (3 classes)',
  sectors: 'Sectors (3 classes)',
  slope: 'Slope (a number)',
  hill: 'Hill (a number)',
  waves: 'Waves (a number)',
} as const;
const digits = { 0: '0', 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6', 7: '7', 8: '8', 9: '9' } as const;

export const scenarios = {
  scenario: {
    plane: {
      label: 'Points on a plane',
      summary:
        'Points with two coordinates and a pattern for each task. You see what every head has learned as a picture.',
      drag: {
        to: 'One drag: pull the labels of task B down to 16. Over 10 seeds of ‘Separate, hard and soft’ it fell to 73 % alone, to 81 % beside A.',
        back: 'One drag: pull the labels of task B up to all. The help of A, 8 points of 100 with 16 labels, is gone: B has enough of its own (10 seeds of the opening view).',
      },
      lesson: 'Turn the relatedness dial: sharing helps while the tasks are alike and stops helping as they part.',
      tasks: { a: 'Task A', b: 'Task B', c: 'Task C' },
      classes: { no: 'no', yes: 'yes' },
      fields: {
        tasks: { label: 'Tasks', help: 'How many patterns must be learned from the same points.' },
        a: {
          label: 'Pattern of task A',
          help: 'What task A has to learn. The spiral needs the most units, the straight line none.',
          choices: pattern,
        },
        b: {
          label: 'Pattern of task B',
          help: 'A pattern of its own, or one that follows task A by the relatedness dial.',
          choices: { related: 'Related to task A', ...pattern },
        },
        relatedness: {
          label: 'Relatedness',
          help: 'At 1 task B is task A. Below 1 it turns away from A; below 0.5 it also fades into a pattern that knows nothing of A, reached at 0.',
        },
        c: { label: 'Pattern of task C', help: 'What task C has to learn.', choices: pattern },
        noise: {
          label: 'Noise',
          help: 'How far points are moved after they were labelled. More noise blurs every border and caps the accuracy that anyone can reach.',
        },
      },
    },
    multiMnist: {
      label: 'MultiMNIST: two digits',
      summary: 'Two real handwritten digits laid over each other. One task reads the left digit, the other the right.',
      lesson:
        'Both tasks need the same strokes but must keep the digits apart: a small shared trunk has to be divided between them.',
      tasks: { 'digit-left': 'Left digit', 'digit-right': 'Right digit', sum: 'Sum is 10 or more' },
      classes: { ...digits, no: 'less than 10', yes: '10 or more' },
      fields: {
        sum: {
          label: 'Third task: sum is 10 or more',
          help: 'Adds a yes-or-no task that needs both digits at once.',
        },
      },
    },
    textbook100: {
      label: 'Textbook data: 100 numbers',
      summary: 'One hundred numbers per row made from 16 hidden factors, with a ten-way label and a yes-or-no label.',
      lesson: 'The two-head networks that textbooks print, on data from which something can be learned.',
      tasks: { digit: 'Digit', flag: 'Flag', row: 'The row again' },
      classes: { ...digits, no: 'no', yes: 'yes' },
      fields: {
        noise: { label: 'Noise', help: 'Added to each of the 100 numbers. Averaging over many of them wins it back.' },
        whole: {
          label: 'The row again',
          help: 'Adds a third task: to give the 100 numbers back (an autoencoder). Its labels cost nothing, so a trunk can learn from all rows what few labels cannot teach.',
        },
      },
    },
    teachers: {
      label: 'Teachers: a rich and a poor task',
      summary:
        'Two numbers to predict from 20 inputs. Both come from small hidden networks that are known, so what sharing should do is known too.',
      lesson:
        'Give task B only 30 labels: sharing with A helps while their hidden features are the same, and harms when they are not.',
      tasks: { a: 'Task A', b: 'Task B' },
      fields: {
        relatedness: {
          label: 'Relatedness',
          help: 'At 1 both tasks read the same hidden features; at 0 task B has features of its own, and a shared trunk must serve both.',
        },
        hidden: {
          label: 'Hidden features',
          help: 'How many features each teacher has. More features need a wider trunk and more rows.',
        },
        noise: {
          label: 'Noise',
          help: 'Added to training and validation targets, in units of their spread. Test targets stay exact, so the test loss is the distance to the truth.',
        },
        inputs: {
          label: 'Inputs',
          help: 'How many numbers each row has. More inputs need more rows to find the features in.',
        },
        scale: {
          label: 'Units of task B',
          help: 'Task B in units this much larger. Without standardised targets its loss grows with the square and drowns the gradient of task A.',
        },
        standardise: {
          label: 'Standardise targets',
          help: 'Divides every target by its spread over the training rows, so that no task is loud because of its units.',
        },
      },
    },
    'linear-tasks': {
      label: 'Straight lines: how much to share',
      summary:
        'Linear problems whose true weights lie near each other. Every task has training rows of its own, and few of them.',
      lesson:
        'Turn the strength of the tie: the test loss falls, has a lowest point, and rises again. The lowest point moves as the tasks part.',
      tasks: {
        t1: 'Line 1',
        t2: 'Line 2',
        t3: 'Line 3',
        t4: 'Line 4',
        t5: 'Line 5',
        t6: 'Line 6',
        t7: 'Line 7',
        t8: 'Line 8',
      },
      fields: {
        tasks: {
          label: 'Tasks',
          help: 'How many lines are learned. The training rows are dealt out to them in turn, so more tasks leave fewer rows for each.',
        },
        delta: {
          label: 'Distance between the tasks',
          help: 'At 0 all tasks are one and should share everything. The larger it is, the less there is to share.',
        },
        noise: {
          label: 'Noise',
          help: 'Added to training and validation targets. More noise makes it worth borrowing from other tasks. Test targets stay exact.',
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
