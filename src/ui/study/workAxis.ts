/** What the x axis of a study's curves counts: steps, or what they cost each model. Pure. */
import { mean } from '../../core/math/stats.ts';
import { stepCost, WORK } from '../../core/study/cost.ts';
import type { StudyResult } from '../../core/study/study.ts';
import type { StudiedModel } from './describe.ts';

export const WORK_UNITS = ['steps', ...WORK, 'seconds'] as const;
export type WorkUnit = (typeof WORK_UNITS)[number];

/** Per step; `undefined` where it was not measured. Seconds are of all models of a repeat together. */
export function workPerStep(
  unit: WorkUnit,
  { spec: { experiment }, times = [] }: Pick<StudyResult, 'spec' | 'times'>,
  { id }: Pick<StudiedModel, 'id'>,
  variant = '',
): number | undefined {
  if (unit === 'steps') return 1;
  if (unit === 'seconds') {
    const paces = times.flatMap((time) =>
      time.variant === variant && time.steps > 0 ? [time.seconds / time.steps] : [],
    );
    return paces.length > 0 ? mean(paces) : undefined;
  }
  const model = experiment.models.find((each) => each.id === id);
  const cost = model && stepCost(experiment, model);
  return cost?.[unit];
}
