/**
 * The n-th repeat of an experiment. Data, initial values and everything else that is drawn while training (batch order,
 * dropout masks, method noise) each vary or stay by `training.repeats.vary`. Repeat 0 is the experiment itself, so what
 * is on screen is one of the repeats. Models of one repeat share all seeds: differences between them are paired.
 */
import type { Experiment } from '../experiment/experiment.ts';
import { hash32 } from '../math/rng.ts';

export function repeatOf(experiment: Experiment, n: number): Experiment {
  if (n === 0) return experiment;
  const { data, training } = experiment;
  const { vary } = training.repeats;
  const order = training.orderSeed ?? training.seed;
  const next = (seed: number, varies: boolean, stream: string): number => (varies ? hash32(seed, stream, n) : seed);
  return {
    ...experiment,
    data: { ...data, seed: next(data.seed, vary.data, 'repeat data') },
    training: {
      ...training,
      seed: next(training.seed, vary.init, 'repeat init'),
      orderSeed: next(order, vary.order, 'repeat order'),
    },
  };
}
