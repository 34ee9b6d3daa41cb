/** Simplified Chinese words: studies over seeds, and what stops them. */
import { common } from './study/common.ts';
import { comparisons } from './study/comparisons.ts';
import { fairness } from './study/fairness.ts';

export const study = {
  study: { ...common, ...comparisons, ...fairness },
  issue: {
    transfer: {
      nothing: 'There is nothing to compare yet: no seed has both models.',
      notFinite: 'Task {{task}} has a value that is not a number, so no gain can be worked out.',
      baseline:
        'The baseline of task {{task}} has an error of {{found}}, which leaves next to nothing to gain: relative gains below an error of {{expected}} are noise.',
    },
    match: {
      noModel: 'There is no model {{found}} any more.',
      noWidths: '{{model}} has no hidden layer whose width could be changed.',
      broken: '{{model}} has problems on the canvas, so its parameters cannot be counted.',
      same: 'No other widths bring {{model}} nearer: it has {{found}} parameters.',
    },
    study: {
      cancelled: 'The study was cancelled.',
      tooManyTasks:
        'Every set of tasks can be trained for at most {{limit}} tasks; {{found}} are switched on. Switch some off.',
      noSuchModel: 'The study names a model {{found}} that the experiment does not have.',
      noSuchTask: 'The study names a task {{found}} that the data do not have.',
      noCopy: 'Task {{task}} cannot be a copy: no other task has labels of the same kind.',
      noUnrelated: 'These data have no dial that makes the tasks unrelated.',
      worth: {
        nothing: 'Nothing was measured at {{labels}} labels.',
        less: 'The baseline does better already with {{found}} labels, the fewest that were measured.',
        more: 'The baseline does not get that good with {{found}} labels, the most that were measured: sharing is worth more than {{times}} times the labels.',
      },
    },
  },
} as const;
