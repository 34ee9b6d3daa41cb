/**
 * Alternating training: every step follows the loss of one task only. Round robin gives each task k steps in turn;
 * sampling draws the task, equally or in proportion to (labelled rows)^(1/temperature).
 * Collobert & Weston, "A unified architecture for natural language processing", ICML 2008, section 5 (one random task a
 * step); temperature as in multilingual BERT and Wang et al., ACL 2020, section 2.
 * Differs from a shared Adam state, in which one task's step is scaled by the other tasks' moments: by default each
 * task keeps its own optimiser state. Heads: the stepping task's head steps with it (weight 1).
 */
import { numberOption, switchOption, textOption } from '../fields.ts';
import { oneBackward } from './common.ts';
import type { FixedMethod, StepInfo } from './method.ts';
import { alternatingPython } from './python/alternating.ts';

interface AlternatingState {
  /** Whose turn it was last; '' before the first step. */
  readonly last: string;
  /** Steps left of that turn. */
  readonly left: number;
}

/** The next task after `last` in the model's order that can step now. */
function nextInTurn(info: StepInfo, last: string): string | undefined {
  const { allTasks, tasks } = info;
  const from = allTasks.indexOf(last);
  for (let i = 1; i <= allTasks.length; i += 1) {
    const task = allTasks[(from + i) % allTasks.length] as string;
    if (tasks.includes(task)) return task;
  }
  return undefined;
}

/** Which task `uniform` in [0, 1) falls on, each as wide as its chance. */
function sample(tasks: readonly string[], chances: readonly number[], uniform: number): string | undefined {
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  let edge = 0;
  for (const [t, task] of tasks.entries()) {
    edge += (chances[t] as number) / total;
    if (uniform < edge) return task;
  }
  return tasks.at(-1);
}

export const alternating: FixedMethod<AlternatingState> = {
  id: 'alternating',
  family: 'alternating',
  paper: {
    authors: 'Collobert, Weston',
    title: 'A unified architecture for natural language processing: deep neural networks with multitask learning',
    venue: 'ICML',
    year: 2008,
    equation: 'section 5',
  },
  convention: { reduction: 'sum' },
  heads: 'weighted',
  needs: 'none',
  fields: [
    { name: 'order', type: 'choice', default: 'round-robin', choices: ['round-robin', 'sampled'], live: true },
    {
      name: 'stepsEach',
      type: 'integer',
      default: 1,
      min: 1,
      max: 1000,
      live: true,
      when: { field: 'order', is: ['round-robin'] },
    },
    {
      name: 'sampleBy',
      type: 'choice',
      default: 'equal',
      choices: ['equal', 'rows'],
      live: true,
      when: { field: 'order', is: ['sampled'] },
    },
    {
      name: 'temperature',
      type: 'number',
      default: 1,
      min: 0.1,
      max: 100,
      scale: 'log',
      live: true,
      when: { field: 'sampleBy', is: ['rows'] },
    },
    { name: 'optimizerPerTask', type: 'switch', default: true },
  ],
  backwardPasses: oneBackward,
  optimizerPerTask: (options) => switchOption(options, 'optimizerPerTask'),
  init: () => ({ last: '', left: 0 }),
  schedule(info, state, options, rng) {
    if (textOption(options, 'order') === 'sampled') {
      const power = 1 / numberOption(options, 'temperature');
      const byRows = textOption(options, 'sampleBy') === 'rows';
      const chances = info.tasks.map((task) => (byRows ? Math.max(1, info.rows?.[task] ?? 1) ** power : 1));
      const task = sample(info.tasks, chances, rng.uniform());
      return task === undefined ? { active: [], state } : { active: [task], state: { last: task, left: 0 } };
    }
    if (state.left > 0 && info.tasks.includes(state.last)) {
      return { active: [state.last], state: { last: state.last, left: state.left - 1 } };
    }
    const task = nextInTurn(info, state.last);
    if (task === undefined) return { active: [], state };
    return { active: [task], state: { last: task, left: numberOption(options, 'stepsEach') - 1 } };
  },
  weigh: (info, state) => ({ weights: info.tasks.map(() => 1), state }),
  python: alternatingPython,
};
