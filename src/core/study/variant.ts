/** One variant of a study: its key from its numbers, and the learning rate put into every model. */
import type { Experiment, ModelSpec } from '../experiment/experiment.ts';
import type { Variant } from './study.ts';

const named = (params: Variant['params']): string =>
  Object.entries(params)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
export const variant = (params: Variant['params'], experiment: Experiment): Variant => ({
  key: named(params),
  params,
  experiment,
});

/** All models at one rate; their own rates step aside, those of groups stay. */
export function withRate(experiment: Experiment, learningRate: number): Experiment {
  const models = experiment.models.map(({ optimizer, ...model }): ModelSpec => {
    if (!optimizer) return model;
    const { learningRate: _, ...others } = optimizer;
    return { ...model, optimizer: others };
  });
  const { training } = experiment;
  return { ...experiment, models, training: { ...training, optimizer: { ...training.optimizer, learningRate } } };
}
