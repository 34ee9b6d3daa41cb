/**
 * What the step axis counts in: steps, epochs, samples seen, seconds of training, or what the steps have cost each model.
 * By cost models stand at different places after the same step: the axis, the cursor and the zoom then go by the
 * dearest of them, and the others end before it.
 */
import type { Experiment, ModelId } from '../../core/experiment/experiment.ts';
import type { RunLog } from '../../core/metrics/logRows.ts';
import { isWork, type Work, workColumn, workPerStep } from '../../core/study/cost.ts';
import type { RunState } from '../../state/stores.ts';
import type { Unit } from './chartStore.ts';
import { type Clock, createClock } from './math/clock.ts';

export interface UnitScale {
  readonly unit: Unit;
  /** Of one model; absent: of the one that gets furthest in a step. */
  toX(step: number, model?: ModelId): number;
  toStep(x: number, model?: ModelId): number;
}

const clocks = new WeakMap<RunLog, Clock>();
export function clockOf(log: RunLog): Clock {
  const known = clocks.get(log);
  if (known) return known;
  const fresh = createClock();
  clocks.set(log, fresh);
  return fresh;
}

const times = (unit: Unit, factor: number): UnitScale => ({
  unit,
  toX: (step) => step * factor,
  toStep: (x) => x / factor,
});

/** Asked many times a second about the same few experiments. */
const costs = new WeakMap<Experiment, Readonly<Record<string, number>>>();
export function costsOf(experiment: Experiment): Readonly<Record<string, number>> {
  const known = costs.get(experiment) ?? workPerStep(experiment);
  costs.set(experiment, known);
  return known;
}
export function workScale(work: Work, experiment: Experiment | undefined): UnitScale {
  if (!experiment) return times(work, 1);
  const perStep = costsOf(experiment);
  const of = (model: ModelId): number => perStep[workColumn(model, work)] ?? 0;
  const most = Math.max(0, ...experiment.models.map(({ id }) => of(id))) || 1;
  const factor = (model: ModelId | undefined): number => (model !== undefined && of(model)) || most;
  return {
    unit: work,
    toX: (step, model) => step * factor(model),
    toStep: (x, model) => x / factor(model),
  };
}

/** The step at which a model stands on the axis where the dearest model of `scale` stands at `step`. */
export function alongside(scale: UnitScale, own: UnitScale, step: number, model: ModelId): number {
  // Half a millionth of a step: not to lose the last point to rounding.
  return isWork(scale.unit) ? own.toStep(scale.toX(step), model) + 5e-7 : step;
}

export function unitScale(
  state: Pick<RunState, 'log' | 'progress' | 'stepsPerEpoch' | 'rows' | 'experiment'>,
  unit: Unit,
): UnitScale {
  switch (unit) {
    case 'steps':
      return times(unit, 1);
    case 'epochs':
      return times(unit, 1 / Math.max(1, state.stepsPerEpoch));
    case 'samples': {
      const rows = state.rows?.train ?? 1;
      const batch = state.experiment?.training.batchSize ?? 0;
      return times(unit, batch > 0 ? Math.min(batch, rows) : rows);
    }
    case 'gradientsPerTask':
    case 'multiplyAdds':
      return workScale(unit, state.experiment);
    case 'seconds': {
      const clock = clockOf(state.log);
      return { unit, toX: (step) => clock.secondsAt(step), toStep: (x) => clock.stepAt(x) };
    }
  }
}
