/** English words: controls: balancing, ties, sharing. */
export const sharing = {
  balancing: {
    title: 'Balancing method',
    of: 'Balancing of {{model}}',
    method: 'Balancing method',
    methodHelp: 'How the tasks’ losses and gradients become one update of the shared layers.',
    paper: 'Where it comes from',
    reductionShort: { sum: 'sum over tasks', mean: 'mean over tasks' },
    family: 'Family',
    needs: {
      label: 'Needs',
      none: 'nothing',
      losses: 'losses',
      gramian: 'products of gradients, T × T',
      jacobian: 'whole gradients, T × P',
    },
    cost: 'Cost of a step',
    passes_one: '{{count}} backward pass',
    passes_other: '{{count}} backward passes',
    forward: ', 1 forward more',
    convention: 'Convention',
    headsName: 'Heads',
    noSolution:
      'At the last logged step no direction lowers every loss: the gradients cancel, or one is zero. The method keeps harmless weights there. ',
    infeasible:
      'The bound of {{tasks}} has been broken for a thousand steps on end while its multiplier grew: it may be a bound that cannot be met. Raise it, or wait.',
    compare: 'Compare methods',
    compareHelp: 'Trains this wiring under several methods over seeds, beside a weighted sum tuned on validation.',
    weights: 'Task weights',
    weightsOf: 'Task weights of {{model}}',
    weightOf: '{{task}}',
    weightHelp:
      'Multiplies this task’s loss before anything else. 0: the shared layers no longer listen to it. Acts at once.',
    tradeoff: '1 − w : w',
    tradeoffHelp:
      'Shifts weight from the first task to the second while the sum stays 1, so that the step keeps its size.',
  },
  ties: {
    none: 'No layers are tied. Tied twins are separate layers held near each other: between separate networks and one shared trunk.',
    strength: 'Strength λ',
    strengthMixed: 'Strength λ (sets all ties)',
    strengthHelp:
      'How hard twins are held together. 0: separate networks. At infinity the penalty is zero; for distances that is one shared layer. Acts at once.',
    zeroEnd: '0: separate',
    noSlider:
      'The slider from separate to hard sharing is there for ties of distance. Ties of this kind lead elsewhere: set their strength below.',
    limit: { equal: '∞: equal', aligned: '∞: same direction', zero: '∞: all zero' },
    kind: 'What is asked of the twins',
    kindHelp:
      'The penalty that holds twins together: how far apart they lie, where they point, how few directions or features they use. Acts at once.',
    relations: 'Relations between tasks',
    relationsHelp:
      'Multiplies the strength for every two twins. 0: these two do not hold each other; 2: twice as hard as the others.',
    relation: 'Relation of {{a}} and {{b}}',
    inTheSum: 'In the sum: {{kinds}} of {{twins}}. Heads are not tied.',
    slower:
      'Infinitely tied twins reach the solutions of hard sharing, but move {{count}} times slower: each of {{count}} twins brings its own gradient, and all of them follow the mean.',
    slowerAdaptive:
      'With SGD, infinitely tied twins move {{count}} times slower than one shared layer. This optimiser rescales its steps and hides most of the difference.',
    correct: 'Correct the learning rate to {{rate}}',
    correctHelp:
      'Gives the tied layers as many times the learning rate as there are twins, so that they keep pace with hard sharing.',
    uncorrect: 'Drop the correction',
    toTwins: 'Turn the trunk into tied twins',
    toTwinsHelp: 'Every task gets its own copy of the shared layers, and ties hold the copies together.',
    tieAll: 'Tie corresponding layers',
    tieAllHelp:
      'Joins the layers of the towers that stand for each other by ties: separate networks become soft sharing.',
    separate: 'Separate towers',
    separateHelp: 'Every task gets its own copy of the shared layers, without ties: nothing is shared any more.',
    toTrunk: 'Join twins into one trunk',
    toTrunkHelp: 'Corresponding layers of the tasks become one shared layer; their ties go.',
  },
  sharing: {
    legend: 'Parameters by owner',
    shared: 'Shared by all tasks',
    partly: 'Shared by some tasks',
    private: 'Only {{task}}',
    total: '{{total}} parameters in all.',
  },
} as const;
