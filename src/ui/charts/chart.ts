/**
 * The contract of a chart: which series of the run's log it needs, how its value axis behaves, and the component that
 * draws them. A new chart is one file in kinds/ and one line in index.ts. No chart library shows through here.
 * Words under `charts.<id>.{label, help, empty}`.
 */
import type { ComponentType } from 'react';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { ScenarioOutline, TaskDef } from '../../core/scenarios/scenario.ts';
import type { SplitName } from '../../state/series.ts';
import type { ChartModel } from './chartModel.ts';

export interface ChartContext {
  /** The experiment that the run trains (a ghost's own for its ghost curves). */
  readonly experiment: Experiment;
  readonly outline: ScenarioOutline;
  /** Enabled tasks with their place in the scenario's list, which gives letter and hue. */
  readonly tasks: readonly { readonly task: TaskDef; readonly index: number }[];
  /** Series that the log has. */
  readonly names: ReadonlySet<string>;
}

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
  | { readonly kind: 'word'; readonly word: 'l2' | 'trajectory' };

export interface ChartLine {
  /** Name of the series in the log. */
  readonly series: string;
  /** Place of the model in the experiment: its line style. */
  readonly model: number;
  readonly modelId: string;
  readonly modelName: string;
  readonly subject: Subject;
  /** Column of the legend: a split, a measure, or none. */
  readonly column: SplitName | 'value';
  /** Train curves are strong, the held-out ones lighter. */
  readonly strength: 'strong' | 'light' | 'faint';
  readonly format: 'percent' | 'number';
}

export interface ChartProps {
  readonly chart: ChartSpec;
  readonly model: ChartModel;
  /** The chart's name for those who do not see it. */
  readonly name: string;
}
export interface ChartSpec {
  readonly id: string;
  /** The lines to be drawn, those that the log lacks left out. Empty: nothing of this kind is in the experiment. */
  needs(context: ChartContext): readonly ChartLine[];
  readonly axis: {
    /** May be drawn on a logarithmic axis. */
    readonly log: boolean;
    /** The axis starts at zero unless something lies below. */
    readonly zero: boolean;
    /** Fixed bounds, where the values have them. */
    readonly fixed?: readonly [number, number];
  };
  readonly Component: ComponentType<ChartProps>;
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
