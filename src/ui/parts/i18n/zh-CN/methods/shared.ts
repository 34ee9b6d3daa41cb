/** Simplified Chinese words: options that several balancing methods have. */
export const learningRate = {
  label: 'Rate of the weights',
  help: 'How fast the method changes its own numbers. Higher follows the losses closely; lower averages over many steps.',
} as const;
export const optimizer = {
  label: 'Optimiser of the weights',
  help: 'Adam moves each weight by about the same amount per step; SGD moves it in proportion to its slope.',
  choices: { adam: 'Adam', sgd: 'SGD' },
} as const;
export const order = {
  label: 'Order of the tasks',
  help: 'The result depends on which conflict is mended first. Random spreads that luck; fixed repeats it exactly.',
  choices: { random: 'random', fixed: 'fixed' },
} as const;
export const reduction = {
  label: 'Combine by',
  help: 'Sum lets the step grow with the number of tasks; mean keeps it the same size. Under Adam the two hardly differ.',
  choices: { sum: 'sum', mean: 'mean' },
} as const;
export const bound = {
  label: 'Bound',
  help: 'The loss that this task must stay under. Tighter bounds cost the main task more; one that cannot be met drives its multiplier up without end.',
} as const;
export const gradientForm = {
  label: 'Gradients seen',
  help: 'Exact: each task’s gradient over every shared parameter, one backward pass per task. Representation: its gradient on the last output that all tasks share, about one pass in all; the weights then come from a bound. Exact ones are used where no single output is shared.',
  choices: { exact: 'exact', representation: 'of the shared representation' },
};
export const plain = 'Heads and private towers each follow their own loss.' as const;
export const weighted = 'Heads and private towers take the same weights as the shared part.' as const;
