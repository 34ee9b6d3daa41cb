/**
 * Regression targets. Standardised: mean 0 and sd 1 over the TRAINING rows, the same shift and scale for the other
 * splits, so that nothing of validation or test leaks into training. Changes the arrays in place (the caller owns them).
 */
import type { TaskId } from '../experiment/experiment.ts';
import type { Rng } from '../math/rng.ts';
import type { Dataset } from './scenario.ts';

/** Targets that do not vary are only centred. */
const SMALLEST_SD = 1e-12;

/** labels [rows, width]; each column by itself; rows without a label are passed over. */
export function standardiseTask(dataset: Dataset, task: TaskId, width = 1): void {
  const train = dataset.train.labels[task] as Float32Array;
  for (let k = 0; k < width; k += 1) {
    let rows = 0;
    let sum = 0;
    for (let i = k; i < train.length; i += width) {
      if (Number.isNaN(train[i])) continue;
      sum += train[i] as number;
      rows += 1;
    }
    const mean = rows > 0 ? sum / rows : 0;
    let squares = 0;
    for (let i = k; i < train.length; i += width) {
      if (!Number.isNaN(train[i])) squares += ((train[i] as number) - mean) ** 2;
    }
    const sd = Math.sqrt(squares / Math.max(1, rows));
    const scale = sd > SMALLEST_SD ? 1 / sd : 1;
    for (const split of [dataset.train, dataset.validation, dataset.test]) {
      const labels = split.labels[task] as Float32Array;
      for (let i = k; i < labels.length; i += width) labels[i] = ((labels[i] as number) - mean) * scale;
    }
  }
}

/** Adds `noise` times a standard normal to the training and validation targets; test targets stay the truth. */
export function addTargetNoise(dataset: Dataset, task: TaskId, noise: number, rng: Rng): void {
  for (const name of ['train', 'validation'] as const) {
    const own = rng.fork(name);
    const labels = dataset[name].labels[task] as Float32Array;
    for (let i = 0; i < labels.length; i += 1) labels[i] = (labels[i] as number) + noise * own.normal();
  }
}
