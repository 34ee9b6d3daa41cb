/** English words: units and parameters of a layer, changed by hand. */
export const units = {
  title: 'Units and parameters',
  help: 'The numbers that this layer has learnt so far. What you change here changes the running model, not the experiment: the run is then marked ‘tuned’, and a reset undoes it.',
  notRunning: 'This layer is not in the run yet. Press ‘Apply changes’ or reset to see its numbers.',
  none: 'This layer has no parameters: it only passes on what others have learnt.',
  large: 'The first {{units}} of {{allUnits}} units and {{rows}} of {{allRows}} inputs are shown.',
  numbers: 'Table of numbers',
  kernel: 'Parameters: inputs down, units across',
  channels: 'Parameters: filter weights down, units across',
  unit: 'Unit {{unit}}',
  row: 'Input {{row}}',
  bias: 'Bias',
  cellPlain: 'Unit {{unit}}, {{row}}',
  chosen: 'Unit {{unit}}, {{row}}',
  value: 'Value of unit {{unit}}, {{row}}',
  silence: 'Silence',
  silenceUnit: 'Silence unit {{unit}}',
  silenceHelp:
    'A silenced unit puts out 0, in training and everywhere else: what the tasks lose is what this unit gave them.',
  freeze: 'Freeze',
  freezeUnit: 'Freeze unit {{unit}}',
  freezeHelp:
    'A frozen unit keeps its weights and bias to the last bit while the rest of the model goes on learning around it.',
  measure: 'Measure what each unit is worth',
  measureHelp:
    'Silences one unit after the other and measures every task’s validation loss: which task needs which unit.',
  matrix: 'Change of validation loss without the unit, at step {{step}}',
  whole: 'As it is',
  without: 'Without unit {{unit}}',
  task: 'Task {{letter}}',
} as const;
