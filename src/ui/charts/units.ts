/** What the step axis counts in: steps, epochs, samples seen, or seconds of training. */
import type { RunLog } from '../../core/metrics/logRows.ts';
import type { RunState } from '../../state/stores.ts';
import type { Unit } from './chartStore.ts';
import { type Clock, createClock } from './math/clock.ts';

export interface UnitScale {
  readonly unit: Unit;
  toX(step: number): number;
  toStep(x: number): number;
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
    case 'seconds': {
      const clock = clockOf(state.log);
      return { unit, toX: clock.secondsAt, toStep: clock.stepAt };
    }
  }
}
