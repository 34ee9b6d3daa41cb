/** Rows of a run's log as they travel from the engine: see the series names in engine/protocol.ts. */
export interface LogRows {
  /** [n] rising. */
  readonly steps: Float64Array;
  /** [n] each; NaN where a series was not measured at that step. */
  readonly columns: Readonly<Record<string, Float32Array>>;
}
/** The growing log of one run, in bounded memory. runLog.ts makes it. */
export interface RunLog {
  append(rows: LogRows): void;
  /** Takes back the rows after `step`: a run that resumes from its checkpoint writes them anew. */
  truncate(step: number): void;
  readonly length: number;
  readonly names: readonly string[];
  /** Views into the log, valid until the next append. */
  steps(): Float64Array;
  column(name: string): Float32Array | undefined;
  /** The last finite value and its step. */
  last(name: string): { readonly step: number; readonly value: number } | undefined;
  /** The last finite value at or before `step`. */
  at(name: string, step: number): { readonly step: number; readonly value: number } | undefined;
  /** A frozen copy (ghost runs, files). */
  snapshot(): LogRows;
}
