/** How far a task's answer is from the truth, row by row: for sorting and for what a cell says. */
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import { tasks } from '../../core/tasks/index.ts';

export const answerWidth = (task: TaskDef): number => tasks.get(task.kind).outputUnits(task);
export const labelWidth = (task: TaskDef): number => tasks.get(task.kind).labelWidth(task);
export const rowOf = (values: Float32Array | undefined, row: number, width: number): Float32Array | undefined =>
  values?.subarray(row * width, (row + 1) * width);

const TINY = 1e-7;
/** Surprise at the right class, mean distance of numbers; NaN without a label. Answers are probabilities for classes. */
export function errorOf(task: TaskDef, answer: Float32Array, label: Float32Array): number {
  const truth = label[0] ?? Number.NaN;
  if (Number.isNaN(truth)) return Number.NaN;
  switch (task.kind) {
    case 'binary':
      return -Math.log(Math.max(TINY, truth > 0.5 ? (answer[0] ?? 0) : 1 - (answer[0] ?? 0)));
    case 'multiclass':
      return -Math.log(Math.max(TINY, answer[truth] ?? 0));
    case 'mask':
    case 'regression':
      return answer.reduce((sum, value, k) => sum + Math.abs(value - (label[k] ?? 0)), 0) / answer.length;
  }
}
/** Rows by falling error; rows without a label last. */
export function byError(task: TaskDef, answers: Float32Array, labels: Float32Array, rows: number): number[] {
  const [wide, told] = [answerWidth(task), labelWidth(task)];
  const errors = Array.from({ length: rows }, (_, row) =>
    errorOf(task, rowOf(answers, row, wide) as Float32Array, rowOf(labels, row, told) as Float32Array),
  );
  const size = (row: number): number => (Number.isNaN(errors[row]) ? -1 : (errors[row] as number));
  return Array.from({ length: rows }, (_, row) => row).sort((a, b) => size(b) - size(a) || a - b);
}
/** counts [truth, answer] of rows with a label; binary and multi-class tasks only. */
export function confusion(task: TaskDef, answers: Float32Array, labels: Float32Array, rows: number): number[][] {
  const classes = task.kind === 'binary' ? 2 : (task.classes ?? 2);
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let row = 0; row < rows; row += 1) {
    const truth = labels[row] as number;
    if (Number.isNaN(truth)) continue;
    let said = 0;
    if (task.kind === 'binary') said = (answers[row] ?? 0) > 0.5 ? 1 : 0;
    else
      for (let k = 1; k < classes; k += 1)
        if ((answers[row * classes + k] ?? 0) > (answers[row * classes + said] ?? 0)) said = k;
    const counted = counts[truth];
    if (counted) counted[said] = (counted[said] ?? 0) + 1;
  }
  return counts;
}
