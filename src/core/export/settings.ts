/** The settings at the head of an exported program, the same in both languages. */
import { pyValue } from '../code.ts';
import { scenarios } from '../scenarios/index.ts';
import { sizesOf } from '../scenarios/loadData.ts';
import type { ForCode } from './exportable.ts';
import { stepsOf } from './exportData.ts';

export interface Program {
  readonly text: string;
  readonly form: ForCode;
}

export function settingsText({ experiment, outline }: ForCode): string[] {
  const { training, data } = experiment;
  const { l2, l1 = 0, pruning } = training.regularisation;
  const { train } = sizesOf(scenarios.get(data.scenario), data.sizes);
  const stepsPerEpoch = training.batchSize === 0 ? 1 : Math.ceil(train / Math.min(train, training.batchSize));
  return [
    `SEED = ${training.orderSeed ?? training.seed}`,
    `BATCH_SIZE = ${training.batchSize}  # rows a step, over all processes; 0: all rows`,
    `STEPS = ${stepsOf(experiment, stepsPerEpoch)}`,
    `L2 = ${l2}  # adds L2 / 2 times the sum of squared kernels to every loss`,
    ...(l1 > 0 ? [`L1 = ${l1}  # takes L1 times the learning rate off the size of every number of a kernel`] : []),
    ...(pruning
      ? [
          `PRUNING = ${pyValue({ begin: pruning.begin, steps: pruning.steps, sparsity: pruning.sparsity })}  # steps; the share of zeros in the end`,
        ]
      : []),
    `INPUTS = ${pyValue(outline.inputs.map(({ id }) => id))}`,
    `TASKS = ${pyValue(Object.fromEntries(outline.tasks.map(({ id, kind }) => [id, kind])))}`,
  ];
}
