/**
 * RunLog: the growing record of one run in typed columns and bounded memory. When `cap` rows are full, neighbouring
 * rows of the OLD half are merged into groups of equal size (the smallest power of two of steps that frees an eighth of
 * the log), so the whole past keeps about one resolution however long the run, and the recent half stays exact.
 * A merged row holds the mean of the values present, weighted by the steps they stand for, at the group's LAST step: a
 * value never stands at a step before it was measured. The first row (before any update) and the last are never merged.
 */
import type { LogRows, RunLog } from './logRows.ts';

const DEFAULT_CAP = 4096;
const FIRST_CAPACITY = 256;

interface Table {
  capacity: number;
  length: number;
  steps: Float64Array;
  readonly columns: Map<string, Float32Array>;
}

function newColumn(capacity: number): Float32Array {
  return new Float32Array(capacity).fill(Number.NaN);
}

function grow(table: Table, capacity: number): void {
  const longer = <A extends Float64Array | Float32Array>(to: A, from: A): A => {
    to.set(from.subarray(0, table.length));
    return to;
  };
  table.steps = longer(new Float64Array(capacity), table.steps);
  for (const [name, column] of table.columns) table.columns.set(name, longer(newColumn(capacity), column));
  table.capacity = capacity;
}

/** How many steps a row after the first stands for. */
const spanOf = (steps: Float64Array, row: number): number => (steps[row] as number) - (steps[row - 1] as number);

/** Ends (exclusive) of the groups into which rows [0, half) fall when a group spans at most `size` steps. */
function groupEnds(steps: Float64Array, half: number, size: number): number[] {
  const ends = [1];
  let held = Number.POSITIVE_INFINITY;
  for (let row = 1; row < half; row += 1) {
    const span = spanOf(steps, row);
    if (held + span <= size) {
      held += span;
      ends[ends.length - 1] = row + 1;
    } else {
      held = span;
      ends.push(row + 1);
    }
  }
  return ends;
}

/** The mean of the values present in rows [from, to), from >= 1. */
function groupMean(column: Float32Array, steps: Float64Array, from: number, to: number): number {
  let sum = 0;
  let weight = 0;
  for (let row = from; row < to; row += 1) {
    const value = column[row] as number;
    if (Number.isNaN(value)) continue;
    const span = spanOf(steps, row);
    sum += value * span;
    weight += span;
  }
  return weight > 0 ? sum / weight : Number.NaN;
}

function halveOldHalf(table: Table): void {
  const half = table.length >> 1;
  let size = 2;
  let ends = groupEnds(table.steps, half, size);
  while (half - ends.length < table.length >> 3) {
    size *= 2;
    ends = groupEnds(table.steps, half, size);
  }
  for (const column of table.columns.values()) {
    for (let group = 1; group < ends.length; group += 1) {
      column[group] = groupMean(column, table.steps, ends[group - 1] as number, ends[group] as number);
    }
    column.copyWithin(ends.length, half, table.length);
  }
  // Last, because the means above are weighted by the steps as they were.
  for (let group = 1; group < ends.length; group += 1) {
    table.steps[group] = table.steps[(ends[group] as number) - 1] as number;
  }
  table.steps.copyWithin(ends.length, half, table.length);
  table.length -= half - ends.length;
}

/** The row to write `step` into: a new one, or the last where the same step is measured again. */
function openRow(table: Table, step: number, cap: number): number {
  const last = table.length > 0 ? (table.steps[table.length - 1] as number) : Number.NEGATIVE_INFINITY;
  if (step === last) return table.length - 1;
  if (!(step > last)) throw new RangeError(`the log stands at step ${last}: a row for step ${step} comes too late`);
  if (table.length === cap) halveOldHalf(table);
  if (table.length === table.capacity) grow(table, Math.min(cap, 2 * table.capacity));
  const row = table.length;
  table.length += 1;
  table.steps[row] = step;
  for (const column of table.columns.values()) column[row] = Number.NaN;
  return row;
}

function appendRows(table: Table, rows: LogRows, cap: number): void {
  const sources = Object.entries(rows.columns);
  for (const [name] of sources) {
    if (!table.columns.has(name)) table.columns.set(name, newColumn(table.capacity));
  }
  rows.steps.forEach((step, i) => {
    const row = openRow(table, step, cap);
    for (const [name, values] of sources) {
      const value = values[i] as number;
      if (!Number.isNaN(value)) (table.columns.get(name) as Float32Array)[row] = value;
    }
  });
}

/** How many rows have a step at or below `step` (binary search). */
function rowsUpTo(table: Table, step: number): number {
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table.steps[middle] as number) <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lastFinite(table: Table, name: string, rows: number): { step: number; value: number } | undefined {
  const column = table.columns.get(name);
  if (!column) return undefined;
  for (let row = rows - 1; row >= 0; row -= 1) {
    const value = column[row] as number;
    if (Number.isFinite(value)) return { step: table.steps[row] as number, value };
  }
  return undefined;
}

/** @param options.cap most rows kept; at least 16 */
export function createRunLog(options: { readonly cap?: number } = {}): RunLog {
  const cap = Math.max(16, options.cap ?? DEFAULT_CAP);
  const capacity = Math.min(cap, FIRST_CAPACITY);
  const table: Table = {
    capacity,
    length: 0,
    steps: new Float64Array(capacity),
    columns: new Map(),
  };
  return {
    append: (rows) => appendRows(table, rows, cap),
    truncate(step) {
      table.length = rowsUpTo(table, step);
    },
    get length() {
      return table.length;
    },
    get names() {
      return [...table.columns.keys()];
    },
    steps: () => table.steps.subarray(0, table.length),
    column: (name) => table.columns.get(name)?.subarray(0, table.length),
    last: (name) => lastFinite(table, name, table.length),
    at: (name, step) => lastFinite(table, name, rowsUpTo(table, step)),
    snapshot: () => ({
      steps: table.steps.slice(0, table.length),
      columns: Object.fromEntries([...table.columns].map(([name, column]) => [name, column.slice(0, table.length)])),
    }),
  };
}
