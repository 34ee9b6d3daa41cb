/**
 * The contract of a chart: which series of the run's log it needs, how its value axis behaves, and the component that
 * draws them. A new chart is one file in kinds/ and one line in index.ts. No chart library shows through here.
 * Words under `charts.<id>.{label, help, empty}`.
 */
import type { ComponentType } from 'react';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { ScenarioOutline, TaskDef } from '../../core/scenarios/scenario.ts';
import type { ChartModel } from './chartModel.ts';
import type { ChartLine } from './line.ts';

export interface ChartContext {
  /** The experiment that the run trains (a ghost's own for its ghost curves). */
  readonly experiment: Experiment;
  readonly outline: ScenarioOutline;
  /** Enabled tasks with their place in the scenario's list, which gives letter and hue. */
  readonly tasks: readonly { readonly task: TaskDef; readonly index: number }[];
  /** Series that the log has. */
  readonly names: ReadonlySet<string>;
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
