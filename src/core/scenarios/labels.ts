/**
 * What a person does to a task's training labels: noise first, then leaving only some rows labelled.
 * Validation and test stay clean and complete. Each row's noise and its place in the queue for labels come from
 * (data seed, task) alone, so more labels contain fewer, and more noise hits every row that less noise hit.
 */
import type { DataSpec } from '../experiment/experiment.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { tasks } from '../tasks/index.ts';
import type { Dataset, ScenarioOutline, TaskDef } from './scenario.ts';

/**
 * Classes: with probability `noise` another class, each of the others equally likely (so .5 makes a binary label
 * worthless). Regression: plus `noise` times a standard normal, in units of the target's sd.
 */
function addNoise(labels: Float32Array, task: TaskDef, noise: number, rng: Rng): void {
  const classes = task.kind === 'binary' ? 2 : (task.classes ?? 0);
  for (let i = 0; i < labels.length; i += 1) {
    const clean = labels[i] as number;
    if (task.kind === 'regression') {
      labels[i] = clean + noise * rng.normal();
      continue;
    }
    const hit = rng.uniform() < noise;
    const shift = 1 + rng.below(classes - 1); // drawn for every row, so that a row's fate hangs on no other row
    if (hit) labels[i] = (clean + shift) % classes;
  }
}

/** Keeps the first `count` labelled rows of a fixed random order; the others become NaN. */
function keepLabelled(labels: Float32Array, width: number, count: number, rng: Rng): void {
  let kept = 0;
  for (const row of rng.permutation(labels.length / width)) {
    if (Number.isNaN(labels[row * width])) continue;
    if (kept < count) kept += 1;
    else labels.fill(Number.NaN, row * width, (row + 1) * width);
  }
}

export function applyTaskData(dataset: Dataset, outline: ScenarioOutline, data: DataSpec): Dataset {
  const labels = { ...dataset.train.labels };
  for (const task of outline.tasks) {
    const { labelled, labelNoise = 0 } = data.tasks[task.id] ?? {};
    if (labelled === undefined && labelNoise === 0) continue;
    const own = (labels[task.id] as Float32Array).slice();
    if (labelNoise > 0) addNoise(own, task, labelNoise, createRng(data.seed, `labels/noise/${task.id}`));
    if (labelled !== undefined) {
      const width = tasks.get(task.kind).labelWidth(task);
      keepLabelled(own, width, labelled, createRng(data.seed, `labels/kept/${task.id}`));
    }
    labels[task.id] = own;
  }
  return { ...dataset, train: { ...dataset.train, labels } };
}
