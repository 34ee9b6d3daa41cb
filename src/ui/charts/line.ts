/** A line of a chart: the series it shows, what it is about, and the keys by which legends switch it. */
import type { ModelId } from '../../core/experiment/experiment.ts';
import type { SplitName } from '../../state/series.ts';

export interface TaskSubject {
  readonly kind: 'task';
  readonly task: string;
  /** Place in the scenario's list: letter and hue. */
  readonly index: number;
}
/** What a line is about: it gives the line its name and, in the legend, its row. */
export type Subject =
  | TaskSubject
  | { readonly kind: 'pair'; readonly first: TaskSubject; readonly second: TaskSubject; readonly index: number }
  | { readonly kind: 'tie'; readonly tie: string; readonly layer: string; readonly index: number }
  | { readonly kind: 'word'; readonly word: 'l2' };

export interface ChartLine {
  /** Name of the series in the log. */
  readonly series: string;
  /** Place of the model in the experiment: its line style. */
  readonly model: number;
  readonly modelId: ModelId;
  readonly modelName: string;
  readonly subject: Subject;
  /** Column of the legend: a split, a measure, or none. */
  readonly column: SplitName | 'value';
  /** Train curves are strong, the held-out ones lighter. */
  readonly strength: 'strong' | 'light' | 'faint';
  readonly format: 'percent' | 'number';
}

/** One key per legend row, the same in every chart, so that what is hidden in one is hidden in all. */
export function subjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'task':
      return `task:${subject.task}`;
    case 'pair':
      return `pair:${subject.first.task}~${subject.second.task}`;
    case 'tie':
      return `tie:${subject.tie}`;
    case 'word':
      return `word:${subject.word}`;
  }
}
export const rowKey = (line: ChartLine): string => `${line.modelId}/${subjectKey(line.subject)}`;
export const modelKey = (id: string): string => `model:${id}`;
export const columnKey = (column: ChartLine['column']): string => `column:${column}`;
