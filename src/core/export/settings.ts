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
  const { train } = sizesOf(scenarios.get(data.scenario), data.sizes);
  const stepsPerEpoch = training.batchSize === 0 ? 1 : Math.ceil(train / Math.min(train, training.batchSize));
  return [
    `SEED = ${training.orderSeed ?? training.seed}`,
    `BATCH_SIZE = ${training.batchSize}  # rows a step, over all processes; 0: all rows`,
    `STEPS = ${stepsOf(experiment, stepsPerEpoch)}`,
    `L2 = ${training.regularisation.l2}  # adds L2 / 2 times the sum of squared kernels to every loss`,
    `INPUTS = ${pyValue(outline.inputs.map(({ id }) => id))}`,
    `TASKS = ${pyValue(Object.fromEntries(outline.tasks.map(({ id, kind }) => [id, kind])))}`,
  ];
}
