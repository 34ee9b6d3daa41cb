/**
 * What can be measured on a running model, what comes back, and what a person's hand may do to it. Part of protocol.ts,
 * which is how the rest of the program sees it.
 */
import type { ModelId, NodeId, TaskId } from '../../core/experiment/experiment.ts';
import type { StepReading } from '../../core/graph/walkthrough.ts';

/** What can be done by hand. Units are places of the node's last output axis; a list replaces the one before. */
export type HandEdit =
  /** One number of a parameter, by its place in the flat array. */
  | { readonly kind: 'value'; readonly parameter: string; readonly at: number; readonly value: number }
  /** These units put out 0, in training and wherever else the model runs. */
  | { readonly kind: 'silence'; readonly units: readonly number[] }
  /** The parameters of these units stay as they are. */
  | { readonly kind: 'freeze'; readonly units: readonly number[] };
/** Silenced and frozen units by node. In the run and its checkpoints only, never in the document. */
export interface Hands {
  readonly silenced: Readonly<Record<NodeId, readonly number[]>>;
  readonly frozen: Readonly<Record<NodeId, readonly number[]>>;
}

/** Something to be measured on the present parameters. `key` returns in the result. */
export type Probe =
  /** Head output on a grid over the plane, row 0 = top (y = +range): values [resolution, resolution, K], as probabilities for classes. */
  | {
      readonly kind: 'surface';
      readonly key: string;
      readonly model: ModelId;
      readonly task: TaskId;
      readonly resolution: number;
    }
  /** Every unit of a node on a grid over the plane: values [units, resolution, resolution]; at most `units` of them. */
  | {
      readonly kind: 'unitSurfaces';
      readonly key: string;
      readonly model: ModelId;
      readonly node: NodeId;
      readonly resolution: number;
      readonly units: number;
    }
  /** A node's activations for rows of a split: values [rows, ...shape], in one flat array. */
  | {
      readonly kind: 'activations';
      readonly key: string;
      readonly model: ModelId;
      readonly node: NodeId;
      readonly split: SplitName;
      readonly rows: readonly number[];
    }
  /** Head outputs for rows of a split as probabilities: values [rows, K]. */
  | {
      readonly kind: 'predictions';
      readonly key: string;
      readonly model: ModelId;
      readonly task: TaskId;
      readonly split: SplitName;
      readonly rows: readonly number[];
    }
  /** Head outputs for an input made by hand, [1, ...shape] of the input 'x'. */
  | {
      readonly kind: 'answer';
      readonly key: string;
      readonly model: ModelId;
      readonly task: TaskId;
      readonly input: Float32Array;
    }
  /** Gradient norm of each task at each node with parameters: values [nodes, tasks]; and cosines [nodes, tasks, tasks]. */
  | { readonly kind: 'gradients'; readonly key: string; readonly model: ModelId }
  /** Inputs and labels of rows: `values` = inputs, `labels` by task. For scatter plots and sample pictures. */
  | { readonly kind: 'samples'; readonly key: string; readonly split: SplitName; readonly rows: readonly number[] }
  /** The parameters of one node, concatenated in order, and which of its units are silenced or frozen. */
  | { readonly kind: 'parameters'; readonly key: string; readonly model: ModelId; readonly node: NodeId }
  /** What a layer mixes, by its `display`, as the mean over these validation rows: values [n] or [rows, columns]. */
  | {
      readonly kind: 'display';
      readonly key: string;
      readonly model: ModelId;
      readonly node: NodeId;
      /** Validation rows, from the first. */
      readonly rows: number;
    }
  /** Main metric of each task on validation rows, with the smallest parameters set to zero: values [levels, tasks]. */
  | {
      readonly kind: 'sparsity';
      readonly key: string;
      readonly model: ModelId;
      readonly scope: 'layer' | 'model';
      /** Shares of zeros. */
      readonly levels: readonly number[];
    }
  /** Validation loss of each task with all units of a node, then without each: values [1 + units, tasks]. */
  | {
      readonly kind: 'withoutUnits';
      readonly key: string;
      readonly model: ModelId;
      readonly node: NodeId;
      /** At most so many units. */
      readonly units: number;
    }
  /** What a step for each task does to every task's loss (TAG): values [tasks, tasks], 1 - loss after / loss before. */
  | { readonly kind: 'affinity'; readonly key: string; readonly model: ModelId }
  /** The next step as it would go, in `rehearsal`: it is made, measured and taken back. */
  | { readonly kind: 'rehearsal'; readonly key: string; readonly model: ModelId };
export type SplitName = 'train' | 'validation' | 'test';

export interface ProbeResult {
  readonly key: string;
  readonly kind: Probe['kind'];
  readonly step: number;
  /** Shape of `values`. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
  /** 'samples': labels by task; NaN = none. */
  readonly labels?: Readonly<Record<TaskId, Float32Array>>;
  /** 'samples': the inputs after the first, by id. */
  readonly inputs?: Readonly<Record<string, Float32Array>>;
  /** 'gradients': the nodes and tasks in order, and cosines. */
  readonly nodes?: readonly NodeId[];
  readonly tasks?: readonly TaskId[];
  readonly cosines?: Float32Array;
  /** 'parameters': units under a person's hand. */
  readonly silenced?: readonly number[];
  readonly frozenUnits?: readonly number[];
  readonly rehearsal?: StepReading;
}
