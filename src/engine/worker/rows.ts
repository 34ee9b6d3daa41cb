/**
 * Rows of the log before they are complete. What must be read from the device is collected and read in one go at the
 * end of a slice, so that writing rows does not stall the pipeline at each step.
 */
import type { ModelId, TaskId } from '../../core/experiment/experiment.ts';
import type { LogRows } from '../../core/metrics/logRows.ts';
import type { TensorRef } from '../../core/ops.ts';
import type { Executor } from './executor.ts';

/** Numbers that are still on the device, and what columns they become. The tensor is disposed when read. */
export interface Deferred {
  readonly tensor: TensorRef;
  finish(values: Float32Array): Record<string, number>;
  /** Losses of these tasks: the run stops where one of them is not finite. */
  readonly mustBeFinite?: { readonly model: ModelId; readonly tasks: readonly TaskId[] };
}
export interface NotFinite {
  readonly step: number;
  readonly model: ModelId;
  readonly task: TaskId;
}
interface PendingRow {
  readonly step: number;
  readonly columns: Record<string, number>;
  readonly deferred: Deferred[];
}

export interface RowBuffer {
  /** Adds to the row of `step`, which is the present one or the next. */
  add(step: number, columns: Readonly<Record<string, number>>, deferred: readonly Deferred[]): void;
  /** Reads everything; rows from the first non-finite loss on are dropped. */
  settle(): NotFinite | undefined;
  /** The settled rows since the last call, as typed columns; undefined if there are none. */
  take(): LogRows | undefined;
  /** Adds columns to the settled row of `step`; one that was taken already goes out again with these alone. */
  amend(step: number, columns: Readonly<Record<string, number>>): void;
  /** Disposes what is pending. */
  clear(): void;
  /** Present values of a settled or pending row: for stop rules. Call after `settle`. */
  value(step: number, name: string): number | undefined;
}

export function createRowBuffer(executor: Executor): RowBuffer {
  let pending: PendingRow[] = [];
  let settled: { step: number; columns: Record<string, number> }[] = [];
  const disposePending = (): void => {
    for (const row of pending) for (const { tensor } of row.deferred) executor.dispose(tensor);
    pending = [];
  };
  return {
    add(step, columns, deferred) {
      const last = pending.at(-1);
      if (last?.step === step) {
        Object.assign(last.columns, columns);
        last.deferred.push(...deferred);
      } else pending.push({ step, columns: { ...columns }, deferred: [...deferred] });
    },
    settle() {
      const values = executor.read(pending.flatMap((row) => row.deferred.map((each) => each.tensor)));
      let next = 0;
      let bad: NotFinite | undefined;
      for (const row of pending) {
        for (const { finish, mustBeFinite } of row.deferred) {
          const numbers = values[next++] as Float32Array;
          const wrong = mustBeFinite ? numbers.findIndex((value) => !Number.isFinite(value)) : -1;
          if (mustBeFinite && wrong >= 0) {
            bad ??= { step: row.step, model: mustBeFinite.model, task: mustBeFinite.tasks[wrong] as TaskId };
          }
          if (!bad) Object.assign(row.columns, finish(numbers));
        }
        if (!bad) settled.push({ step: row.step, columns: row.columns });
      }
      disposePending();
      return bad;
    },
    take() {
      if (settled.length === 0) return undefined;
      const names = [...new Set(settled.flatMap((row) => Object.keys(row.columns)))];
      const rows: LogRows = {
        steps: Float64Array.from(settled, (row) => row.step),
        columns: Object.fromEntries(
          names.map((name) => [name, Float32Array.from(settled, (row) => row.columns[name] ?? Number.NaN)]),
        ),
      };
      settled = [];
      return rows;
    },
    amend(step, columns) {
      const row = settled.findLast((each) => each.step === step);
      if (row) Object.assign(row.columns, columns);
      else settled.push({ step, columns: { ...columns } });
    },
    clear: disposePending,
    value: (step, name) => settled.findLast((row) => row.step === step)?.columns[name],
  };
}
