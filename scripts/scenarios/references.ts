/**
 * What each scenario's tasks reached with small torch models on the same recipe (one network per task, one shared trunk):
 * test figures, the mean over `seeds`. Generated data are drawn anew by our own generators, so figures of generated
 * scenarios are aims of their difficulty rather than of the same rows.
 */
import type { Experiment } from '../../src/core/experiment/experiment.ts';

export interface Reference {
  readonly task: string;
  readonly metric: string;
  readonly single: number;
  readonly shared: number;
}
export interface Comparison {
  readonly preset: string;
  /** What the preset is changed to, under a name of its own; absent: the preset as it is. */
  readonly name?: string;
  readonly set?: (experiment: Experiment) => Experiment;
  /** The model that the others are held against, by its name; absent: one network each. */
  readonly baseline?: string;
  /** How many seeds the reference is a mean of; absent: no reference. */
  readonly seeds?: number;
  readonly figures: readonly Reference[];
}
export const of = (task: string, metric: string, single: number, shared: number): Reference => ({
  task,
  metric,
  single,
  shared,
});

export const COMPARISONS: readonly Comparison[] = [
  {
    preset: 'mini-qa',
    seeds: 3,
    figures: [
      of('answer', 'accuracy', 0.756, 0.927),
      of('support', 'accuracy', 1, 0.999),
      of('moved', 'accuracy', 1, 1),
    ],
  },
  {
    preset: 'vowels',
    seeds: 1,
    figures: [
      of('vowel', 'accuracy', 0.882, 0.88),
      of('speaker', 'accuracy', 0.853, 0.866),
      of('pitch', 'r2', 0.99, 0.973),
    ],
  },
  { preset: 'synthesis', figures: [] },
  {
    preset: 'recommendation',
    seeds: 3,
    figures: [
      of('click', 'auc', 0.776, 0.771),
      of('conversion', 'auc', 0.715, 0.783),
      of('rating', 'r2', 0.746, 0.764),
    ],
  },
  {
    preset: 'credit',
    seeds: 2,
    figures: [of('default', 'auc', 0.806, 0.807), of('fraud', 'auc', 0.902, 0.899), of('severity', 'r2', 0.728, 0.728)],
  },
  {
    preset: 'prices',
    seeds: 3,
    figures: [
      of('direction', 'accuracy', 0.544, 0.539),
      of('volatility', 'r2', 0.353, 0.398),
      of('rough', 'auc', 0.839, 0.843),
    ],
  },
  {
    preset: 'driving',
    seeds: 1,
    figures: [
      of('steer', 'r2', 0.882, 0.867),
      of('speed', 'r2', 0.746, 0.743),
      of('collision', 'accuracy', 0.902, 0.887),
    ],
  },
  { preset: 'arm', figures: [] },
  {
    preset: 'penguins',
    seeds: 3,
    figures: [
      of('species', 'accuracy', 0.99, 0.993),
      of('sex', 'accuracy', 0.875, 0.906),
      of('mass', 'r2', 0.801, 0.798),
    ],
  },
  {
    preset: 'weather',
    seeds: 3,
    figures: [
      of('rain', 'auc', 0.723, 0.729),
      of('tmax', 'r2', 0.888, 0.888),
      of('wind', 'r2', 0.269, 0.276),
      of('city', 'accuracy', 0.925, 0.919),
    ],
  },
  {
    preset: 'glosses',
    seeds: 3,
    figures: [
      of('sentiment', 'auc', 0.785, 0.768),
      of('part', 'accuracy', 0.805, 0.803),
      of('topic', 'accuracy', 0.605, 0.581),
    ],
  },
  {
    preset: 'number-words',
    seeds: 1,
    figures: [
      of('language', 'accuracy', 0.989, 0.982),
      of('hundreds', 'accuracy', 1, 0.999),
      of('tens', 'accuracy', 0.997, 0.988),
      of('units', 'accuracy', 0.997, 0.987),
    ],
  },
  {
    preset: 'faces',
    seeds: 1,
    figures: [
      of('smile', 'accuracy', 0.959, 0.618),
      of('glasses', 'accuracy', 0.998, 0.991),
      of('hat', 'accuracy', 0.988, 0.985),
      of('longHair', 'accuracy', 0.937, 0.872),
    ],
  },
  {
    preset: 'faces-weighted',
    baseline: 'Equal weights',
    seeds: 1,
    figures: [
      of('smile', 'accuracy', 0.858, 0.966),
      of('glasses', 'accuracy', 0.996, 0.995),
      of('hat', 'accuracy', 0.988, 0.973),
      of('longHair', 'accuracy', 0.913, 0.897),
    ],
  },
  { preset: 'new-task', baseline: 'Trunk of one task', figures: [] },
  {
    preset: 'digit-scene',
    seeds: 1,
    figures: [
      of('digit', 'accuracy', 0.803, 0.705),
      of('box', 'boxIou', 0.715, 0.702),
      of('mask', 'maskIou', 0.763, 0.714),
    ],
  },
  {
    preset: 'spoken-digits',
    seeds: 1,
    figures: [of('word', 'accuracy', 0.971, 0.957), of('speaker', 'accuracy', 0.967, 0.964)],
  },
  { preset: 'heard-and-read', figures: [] },
  { preset: 'digits-and-clothes', figures: [] },
  { preset: 'graph', figures: [] },
  {
    preset: 'multi-mnist',
    seeds: 1,
    // biome-ignore lint/suspicious/noApproximativeNumericConstant: an accuracy, not ln 2
    figures: [of('digit-left', 'accuracy', 0.756, 0.745), of('digit-right', 'accuracy', 0.723, 0.693)],
  },
  { preset: 'mmoe-regression', baseline: 'Shared bottom', figures: [] },
  { preset: 'gradnorm-toy', baseline: 'Equal weights', figures: [] },
];
