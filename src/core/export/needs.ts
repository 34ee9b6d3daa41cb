/** What an exported program has to hold, in either language: nothing is written that its experiment does not use. */
import type { Phase, Pruning, Schedule } from '../experiment/experiment.ts';
import { type ForCode, gradientsLayer, needsGradients, representations, sampledTasks } from './exportable.ts';
import type { ModelText } from './modelText.ts';

export const when = (flag: boolean, text: string): string => (flag ? text : '');

export interface Needs {
  /** Layers draw dropout masks or other numbers. */
  readonly draws: boolean;
  /** Layers look at the whole batch: its statistics, penalties. */
  readonly whole: boolean;
  /** Layers read the batch. */
  readonly batch: boolean;
  /** Layers ask for something to be lowered beside the losses. */
  readonly penalties: boolean;
  /** Methods look at the output that the tasks share. */
  readonly representation: boolean;
  /** Methods take more than one batch a step. */
  readonly several: boolean;
  /** Methods draw a number for every shared one. */
  readonly uniforms: boolean;
  /** Methods look at one shared layer only. */
  readonly atLayer: boolean;
  readonly gradients: boolean;
  /** Methods give a direction instead of weights. */
  readonly directions: boolean;
  /** Methods hear the losses after a step. */
  readonly afterStep: boolean;
  readonly turns: boolean;
  readonly epochs: boolean;
  readonly stream: boolean;
  readonly ties: boolean;
  readonly l2: boolean;
  readonly l1: boolean;
  readonly pruning: Pruning | undefined;
  readonly schedule: Schedule;
  readonly phases: readonly Phase[];
  /** Ratios below 1 by task. */
  readonly sampling: Readonly<Record<string, number>>;
}
export function needsOf({ experiment, models }: ForCode, texts: readonly ModelText[]): Needs {
  const { regularisation, schedule, phases } = experiment.training;
  const draws = texts.some((text) => text.draws);
  const whole = texts.some((text) => text.whole);
  const representation = models.some((model) => representations(model).size > 0);
  return {
    draws,
    whole,
    representation,
    batch: draws || whole || representation,
    penalties: texts.some(({ penalties }) => penalties),
    several: models.some(({ method }) => method.batches !== undefined),
    uniforms: models.some(({ method }) => method.python?.uniforms === true),
    atLayer: models.some((model) => gradientsLayer(model) !== undefined),
    gradients: models.some(needsGradients),
    directions: models.some(({ method }) => method.needs === 'jacobian'),
    afterStep: models.some(({ method }) => method.lossAfterStep !== undefined),
    turns: models.some(({ method }) => method.schedule !== undefined),
    epochs: models.some(({ method }) => method.epochEnd !== undefined),
    stream: models.some(({ method }) => method.python?.random === true),
    ties: models.some(({ plan }) => plan.ties.length > 0),
    l2: regularisation.l2 > 0,
    l1: (regularisation.l1 ?? 0) > 0,
    pruning: regularisation.pruning,
    schedule,
    phases,
    sampling: sampledTasks(experiment),
  };
}

/** Whether not every task may step at every step. */
export const limited = ({ phases, sampling }: Pick<Needs, 'phases' | 'sampling'>): boolean =>
  phases.length > 0 || Object.keys(sampling).length > 0;
/** Whether the program draws the page's own random numbers. */
export const random = ({ stream, draws, sampling }: Needs): boolean =>
  stream || draws || Object.keys(sampling).length > 0;
