/**
 * What a person does to a task's labels: a control first (labels shuffled, or another task's), then noise, then leaving
 * only some rows labelled. But for 'copy', validation and test stay clean and complete. Each row's noise and its place in the queue for labels come from
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
  const classes = task.kind === 'binary' || task.kind === 'mask' ? 2 : (task.classes ?? 0);
  for (let i = 0; i < labels.length; i += 1) {
    const clean = labels[i] as number;
    if (Number.isNaN(clean)) continue;
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

/** The task that `task` is made a copy of: the first other one with the same kind of labels. */
export function copySource({ tasks: all }: ScenarioOutline, task: TaskDef): TaskDef | undefined {
  return all.find(
    (other) =>
      other.id !== task.id &&
      other.kind === task.kind &&
      other.classes === task.classes &&
      (other.width ?? 1) === (task.width ?? 1),
  );
}

/** Deals the labels that there are out anew among the rows that had one. */
function shuffle(labels: Float32Array, width: number, rng: Rng): void {
  const before = labels.slice();
  const rows: number[] = [];
  for (let row = 0; row * width < labels.length; row += 1) if (!Number.isNaN(before[row * width])) rows.push(row);
  const order = rng.permutation(rows.length);
  for (const [i, row] of rows.entries()) {
    const from = (rows[order[i] as number] as number) * width;
    labels.set(before.subarray(from, from + width), row * width);
  }
}

/** Every split with the copied tasks' labels; the sources are those of the data as loaded. */
function withCopies(dataset: Dataset, outline: ScenarioOutline, data: DataSpec): Dataset {
  const copies = outline.tasks.flatMap((task) => {
    const source = data.tasks[task.id]?.control === 'copy' ? copySource(outline, task) : undefined;
    return source ? [{ task, source }] : [];
  });
  if (copies.length === 0) return dataset;
  const copied = (split: Dataset['train']): Dataset['train'] => ({
    ...split,
    labels: {
      ...split.labels,
      ...Object.fromEntries(copies.map(({ task, source }) => [task.id, split.labels[source.id] as Float32Array])),
    },
  });
  return { train: copied(dataset.train), validation: copied(dataset.validation), test: copied(dataset.test) };
}

export function applyTaskData(loaded: Dataset, outline: ScenarioOutline, data: DataSpec): Dataset {
  const dataset = withCopies(loaded, outline, data);
  const labels = { ...dataset.train.labels };
  for (const task of outline.tasks) {
    const { labelled, labelNoise = 0, control = 'none' } = data.tasks[task.id] ?? {};
    if (labelled === undefined && labelNoise === 0 && control !== 'shuffled') continue;
    const own = (labels[task.id] as Float32Array).slice();
    if (control === 'shuffled') {
      const width = tasks.get(task.kind).labelWidth(task);
      shuffle(own, width, createRng(data.seed, `labels/shuffled/${task.id}`));
    }
    if (labelNoise > 0) addNoise(own, task, labelNoise, createRng(data.seed, `labels/noise/${task.id}`));
    if (labelled !== undefined) {
      const width = tasks.get(task.kind).labelWidth(task);
      keepLabelled(own, width, labelled, createRng(data.seed, `labels/kept/${task.id}`));
    }
    labels[task.id] = own;
  }
  return { ...dataset, train: { ...dataset.train, labels } };
}
