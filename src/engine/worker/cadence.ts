/**
 * When rows are written and when validation and test are measured. Everything here follows from the step number and
 * the plans, never from a clock: the same experiment on the same backend always gives the same rows.
 */
import type { BackendName, Schedule } from '../../core/experiment/experiment.ts';

const DENSE_ROWS = 2000;
/** Seconds between two measurements of validation and test, about. */
const EVALUATION_SECONDS = 0.5;
/** Evaluations may take about this share of the training time. */
const EVALUATION_SHARE = 0.25;
/**
 * Rough cost of one step or one forward pass: fixed seconds, and floating-point operations per second. webgl's numbers
 * lie between a slow graphics card and a software renderer, which differ by a hundred.
 */
const COST: Readonly<Record<BackendName, { readonly fixed: number; readonly rate: number }>> = {
  arrays: { fixed: 0.00003, rate: 3e9 },
  webgl: { fixed: 0.004, rate: 5e9 },
  wasm: { fixed: 0.0008, rate: 6e9 },
  cpu: { fixed: 0.0008, rate: 5e8 },
};

/** Every step up to 2,000, then every 2nd up to 4,000, every 4th up to 8,000, …: 1,000 rows per doubling. */
export function rowStride(step: number): number {
  return step < DENSE_ROWS ? 1 : 2 ** (Math.floor(Math.log2(step / DENSE_ROWS)) + 1);
}
export const isRowStep = (step: number): boolean => step % rowStride(step) === 0;

export interface EvaluationGrid {
  /** Powers of two from here on are evaluation steps; earlier ones would cost more than they show. */
  readonly from: number;
  /** Steps between two evaluations in the long run: a power of two that takes about half a second. */
  readonly stride: number;
}
/** @param step, evaluation floating-point operations of one step, and of one evaluation, of all `models` together */
export function evaluationGrid(
  backend: BackendName,
  operations: { readonly step: number; readonly evaluation: number },
  models: number,
): EvaluationGrid {
  const { fixed, rate } = COST[backend];
  const step = models * fixed + operations.step / rate;
  // An evaluation is two forward passes (validation and test), with a readback.
  const evaluation = models * fixed + operations.evaluation / rate;
  const seconds = Math.max(EVALUATION_SECONDS, evaluation / EVALUATION_SHARE);
  const power = (exponent: number): number => 2 ** Math.min(12, Math.max(0, exponent));
  return {
    from: power(Math.floor(Math.log2(evaluation / step))),
    stride: power(Math.ceil(Math.log2(seconds / step))),
  };
}
/** Step 0, powers of two, then every `stride` steps; only where a row is written. */
export function isEvaluationStep(step: number, { from, stride }: EvaluationGrid): boolean {
  if (!isRowStep(step)) return false;
  if (step === 0 || step % stride === 0) return true;
  return step >= from && Number.isInteger(Math.log2(step));
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
