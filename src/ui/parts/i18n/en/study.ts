/** English words of studies: forms, verdicts, states, and issues with the prefixes transfer.* and study.*. */
export const study = {
  study: {
    form: {
      compare: 'Compare the models over seeds',
      strengths: 'Strength of sharing',
      rates: 'Learning rates',
      labels: 'Number of labels',
      controls: 'Controls',
    },
    control: {
      none: 'As it stands',
      shuffled: 'Labels shuffled (placebo)',
      copy: 'A copy of the other task',
      unrelated: 'Unrelated to the other task',
    },
    sharing: { separate: 'separate networks', soft: 'soft sharing', hard: 'hard sharing' },
    status: {
      running: 'Training',
      paused: 'Paused',
      done: 'Done',
      cancelled: 'Cancelled; what was trained is kept',
      failed: 'Could not be trained',
    },
    verdict: {
      helps: 'helps',
      hurts: 'hurts: negative transfer',
      none: 'no difference shown (n = {{n}})',
    },
    wins: 'better in {{wins}} of {{n}}',
  },
  issue: {
    transfer: {
      nothing: 'There is nothing to compare yet: no seed has both models.',
      notFinite: 'Task {{task}} has a value that is not a number, so no gain can be worked out.',
      baseline:
        'The baseline of task {{task}} has an error of {{found}}, which leaves next to nothing to gain: relative gains below an error of {{expected}} are noise.',
    },
    study: {
      cancelled: 'The study was cancelled.',
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
