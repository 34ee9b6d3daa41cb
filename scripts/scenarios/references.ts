/**
 * What each scenario's tasks reached with small torch models on the same recipe (one network per task, one shared trunk):
 * test figures, the mean over `seeds`. Generated data are drawn anew by our own generators, so figures of generated
 * scenarios are aims of their difficulty rather than of the same rows.
 */
export interface Reference {
  readonly task: string;
  readonly metric: string;
  readonly single: number;
  readonly shared: number;
}
export interface Comparison {
  readonly preset: string;
  /** How many seeds the reference is a mean of; absent: no reference. */
  readonly seeds?: number;
  readonly figures: readonly Reference[];
}
const of = (task: string, metric: string, single: number, shared: number): Reference => ({
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
];
