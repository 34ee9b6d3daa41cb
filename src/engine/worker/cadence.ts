/**
 * When rows are written and when validation and test are measured. Everything here follows from the step number and
 * the plans, never from a clock: the same experiment on the same backend always gives the same rows.
 */
import type { BackendName, Schedule } from '../../core/experiment/experiment.ts';

const DENSE_ROWS = 2000;
/** Seconds between two measurements of validation and test, about. */
const EVALUATION_SECONDS = 0.5;
/** Rough cost of one step: fixed seconds, and floating-point operations per second. Measured in software, so on the safe side. */
const COST: Readonly<Record<BackendName, { readonly fixed: number; readonly rate: number }>> = {
  webgl: { fixed: 0.006, rate: 2e9 },
  wasm: { fixed: 0.0008, rate: 8e9 },
  cpu: { fixed: 0.0008, rate: 1e9 },
};

/** Every step up to 2,000, then every 2nd up to 4,000, every 4th up to 8,000, …: 1,000 rows per doubling. */
export function rowStride(step: number): number {
  return step < DENSE_ROWS ? 1 : 2 ** (Math.floor(Math.log2(step / DENSE_ROWS)) + 1);
}
export const isRowStep = (step: number): boolean => step % rowStride(step) === 0;

/** Steps between two evaluations: a power of two that takes about half a second. */
export function evaluationStride(backend: BackendName, operationsPerStep: number, models: number): number {
  const cost = COST[backend];
  const seconds = models * cost.fixed + operationsPerStep / cost.rate;
  return 2 ** Math.min(12, Math.max(0, Math.ceil(Math.log2(EVALUATION_SECONDS / seconds))));
}
/** Step 0, powers of two, then every `stride` steps; only where a row is written. */
export function isEvaluationStep(step: number, stride: number): boolean {
  if (!isRowStep(step)) return false;
  return step === 0 || Number.isInteger(Math.log2(step)) || step % stride === 0;
}

/** Factor on every learning rate at `step`. */
export function scheduleFactor(schedule: Schedule, step: number): number {
  switch (schedule.kind) {
    case 'constant':
      return 1;
    case 'step':
      return schedule.factor ** Math.floor(step / schedule.every);
    case 'cosine': {
      const part = Math.min(1, step / schedule.steps);
      return schedule.floor + (1 - schedule.floor) * 0.5 * (1 + Math.cos(Math.PI * part));
    }
    case 'warmup':
      return Math.min(1, step / schedule.steps);
  }
}
