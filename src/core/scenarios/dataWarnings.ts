/**
 * What is odd about the training rows as loaded, as warnings on the task concerned: nobody has labelled it, a class is
 * missing, its target never changes; or a batch that is larger than the data. Training goes on all the same.
 */
import type { DataSpec } from '../experiment/experiment.ts';
import { type Issue, warning } from '../result.ts';
import { tasks as taskKinds } from '../tasks/index.ts';
import { enabledTasks } from './outline.ts';
import type { Dataset, ScenarioOutline, TaskDef } from './scenario.ts';

/** Missing classes that a sentence names. */
const NAMED = 5;

function taskWarning(task: TaskDef, labels: Float32Array): Issue | undefined {
  const where = { task: task.id };
  const width = taskKinds.get(task.kind).labelWidth(task);
  const rows: number[] = [];
  for (let row = 0; row * width < labels.length; row += 1) {
    if (!Number.isNaN(labels[row * width])) rows.push(row);
  }
  if (rows.length === 0) return warning('data.noLabels', { task: task.id }, where);
  const first = rows[0] as number;
  const constant = rows.every((row) => {
    for (let i = 0; i < width; i += 1) if (labels[row * width + i] !== labels[first * width + i]) return false;
    return true;
  });
  if (constant && rows.length > 1) {
    return warning('data.constant', { task: task.id, found: String(labels[first * width]) }, where);
  }
  const classes = task.kind === 'binary' ? 2 : (task.classes ?? 0);
  if (width > 1 || classes < 2) return undefined;
  const present = new Set(rows.map((row) => labels[row]));
  const missing = Array.from({ length: classes }, (_, each) => each).filter((each) => !present.has(each));
  if (missing.length === 0) return undefined;
  const found = missing.slice(0, NAMED).join(', ') + (missing.length > NAMED ? ', …' : '');
  return warning('data.classMissing', { task: task.id, found, expected: classes }, where);
}

export function dataWarnings(
  { train }: Dataset,
  outline: ScenarioOutline,
  data: DataSpec,
  batchSize: number,
): readonly Issue[] {
  const issues = enabledTasks(data, outline).flatMap(
    (task) => taskWarning(task, train.labels[task.id] as Float32Array) ?? [],
  );
  if (batchSize <= train.rows) return issues;
  return [...issues, warning('data.batchLarge', { found: batchSize, expected: train.rows }, { field: 'batchSize' })];
}
