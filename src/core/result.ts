/**
 * Expected failures as values. The core speaks in codes and parameters; the screen's catalogue
 * (`issue.<code>`) turns them into sentences that say what was found, what was expected and how to mend it.
 */
import type { Edit } from './experiment/edit.ts';
import type { EdgeId, ModelId, NodeId, TaskId, TieId } from './experiment/experiment.ts';

export type IssueParams = Readonly<Record<string, string | number>>;
/** Where it happened, so that the sentence can stand there. */
export interface Where {
  readonly model?: ModelId;
  readonly node?: NodeId;
  readonly edge?: EdgeId;
  readonly tie?: TieId;
  readonly task?: TaskId;
  /** The option concerned, if one is. */
  readonly field?: string;
  /** Path in the document for schema faults, e.g. `models.0.wiring.nodes.3.kind`. */
  readonly path?: string;
}
/** A mend that one click applies. Words under `fix.<code>`. */
export interface Fix {
  readonly code: string;
  readonly params: IssueParams;
  readonly edits: readonly Edit[];
}
export interface Issue {
  readonly code: string;
  readonly params: IssueParams;
  /** 'error' keeps the model from training; 'warning' does not. */
  readonly severity: 'error' | 'warning';
  readonly where?: Where;
  readonly fixes?: readonly Fix[];
}
export type Result<Value, Fault = Issue> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issue: Fault };

export const ok = <Value>(value: Value): Result<Value, never> => ({ ok: true, value });
export const fail = <Fault>(issue: Fault): Result<never, Fault> => ({ ok: false, issue });
export const error = (code: string, params: IssueParams = {}, where?: Where, fixes?: readonly Fix[]): Issue => ({
  code,
  params,
  severity: 'error',
  ...(where ? { where } : {}),
  ...(fixes ? { fixes } : {}),
});
export const warning = (code: string, params: IssueParams = {}, where?: Where, fixes?: readonly Fix[]): Issue => ({
  ...error(code, params, where, fixes),
  severity: 'warning',
});
