/** The two models that every field's preset compares: one network per task, and one trunk with a head for each. */
import { taskId } from '../experiment.ts';
import { buildExperiment, type ExperimentDraft, type LayerDraft, type ModelDraft } from './build.ts';
import type { PresetSpec } from './preset.ts';

export interface PairDraft extends Omit<ExperimentDraft, 'title' | 'models'> {
  readonly id: string;
  readonly group: PresetSpec['group'];
  readonly title: string;
  readonly tasks: readonly string[];
  readonly trunk: readonly LayerDraft[];
  readonly towers?: ModelDraft['towers'];
  readonly batchSize: number;
  readonly epochs: number;
  /** Over how many seeds its figures were measured; absent: 3. */
  readonly seeds?: number;
  /** Loss coefficients by task, in both models. */
  readonly weights?: Readonly<Record<string, number>>;
}
export const SEPARATE_NAME = 'One network each';
export const HARD_NAME = 'Shared trunk';

export function pairPreset({
  id,
  group,
  tasks,
  trunk,
  towers,
  batchSize,
  epochs,
  weights = {},
  seeds = 3,
  ...draft
}: PairDraft): PresetSpec {
  const taskWeights = Object.fromEntries(Object.entries(weights).map(([task, weight]) => [taskId(task), weight]));
  const common = { tasks, trunk, ...(towers ? { towers } : {}), balancing: { taskWeights } };
  return {
    id,
    group,
    seeds,
    build: () =>
      buildExperiment({
        ...draft,
        models: [
          { ...common, name: HARD_NAME, sharing: 'hard' },
          { ...common, name: SEPARATE_NAME, sharing: 'separate' },
        ],
        training: {
          batchSize,
          stop: { kind: 'epochs', epochs },
          repeats: { count: 3, vary: { data: true, init: true, order: true } },
        },
      }),
  };
}
