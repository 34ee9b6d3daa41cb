/** What the table dialog and its worker say to each other. */
import type { TableFacts } from '../../../core/own/setUp.ts';

export interface ReadRequest {
  readonly file: File;
}
export interface TableRead {
  readonly type: 'read';
  readonly facts: TableFacts;
  /** core/own/packTable.ts */
  readonly packed: Uint8Array<ArrayBuffer>;
  /** The first rows as they stand in the file. */
  readonly preview: readonly (readonly string[])[];
  readonly encoding: 'utf-8' | 'windows-1252';
  readonly delimiter: string;
  /** The first line holds names. */
  readonly header: boolean;
}
export type ReadReport =
  | { readonly type: 'progress'; readonly fraction: number }
  | TableRead
  | { readonly type: 'refused'; readonly code: 'empty' | 'columns' | 'unreadable'; readonly reason: string };
