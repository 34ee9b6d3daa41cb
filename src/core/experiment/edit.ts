/**
 * Edit: every change a person can make to an Experiment, as plain data. `applyEdit` (applyEdit.ts) is pure and
 * refuses with an Issue; it never throws. Types only, so that Issues can carry edits as their mends.
 */
import type { OptionValue } from '../fields.ts';
import type {
  BackendName,
  DataSpec,
  Edge,
  EdgeId,
  Experiment,
  Group,
  GroupId,
  ModelId,
  ModelSpec,
  NodeId,
  OptimizerSpec,
  Point,
  TaskData,
  TaskId,
  Tie,
  TieId,
  TrainingSpec,
  WiringNode,
} from './experiment.ts';
import type { ViewSpec } from './view.ts';

/** A node to be added. Without id or initKey the next free one is given. */
export interface NewNode {
  readonly id?: NodeId;
  readonly kind: string;
  readonly options?: Readonly<Record<string, OptionValue>>;
  readonly initKey?: string;
  readonly label?: string;
}
export type NewEdge = Omit<Edge, 'id'> & { readonly id?: EdgeId };
/** What copy puts on the clipboard: ids inside are fresh after pasting, initKeys are kept. */
export interface Fragment {
  readonly nodes: readonly WiringNode[];
  readonly edges: readonly Edge[];
  readonly positions: Readonly<Record<NodeId, Point>>;
}

export type TaskPatch = { readonly [Key in keyof TaskData]?: TaskData[Key] | undefined };

export type ViewPatch = { readonly [Key in keyof ViewSpec]?: ViewSpec[Key] | undefined };

export type Edit =
  | { readonly type: 'replace'; readonly experiment: Experiment }
  | { readonly type: 'batch'; readonly edits: readonly Edit[] }
  | { readonly type: 'setText'; readonly title?: string; readonly notes?: string }
  // data
  /** Another scenario: wiring that no longer fits is kept, its problems stand on its nodes. */
  | { readonly type: 'setScenario'; readonly scenario: string }
  | { readonly type: 'setDataOption'; readonly name: string; readonly value: OptionValue }
  | { readonly type: 'setData'; readonly patch: Partial<Pick<DataSpec, 'seed' | 'sizes' | 'own'>> }
  /** `undefined` takes a setting back. */
  | { readonly type: 'setTask'; readonly task: TaskId; readonly patch: TaskPatch }
  // models
  | { readonly type: 'addModel'; readonly model: Omit<ModelSpec, 'id'> & { readonly id?: ModelId } }
  | { readonly type: 'duplicateModel'; readonly model: ModelId; readonly name?: string }
  | { readonly type: 'removeModel'; readonly model: ModelId }
  | { readonly type: 'renameModel'; readonly model: ModelId; readonly name: string }
  // wiring
  | { readonly type: 'addNode'; readonly model: ModelId; readonly node: NewNode; readonly at: Point }
  | { readonly type: 'removeNodes'; readonly model: ModelId; readonly nodes: readonly NodeId[] }
  | {
      readonly type: 'setNodeOption';
      readonly model: ModelId;
      readonly node: NodeId;
      readonly name: string;
      readonly value: OptionValue;
    }
  | {
      readonly type: 'setNodeLabel';
      readonly model: ModelId;
      readonly node: NodeId;
      readonly label: string | undefined;
    }
  /** Refused with `connect.loop`, `connect.shape`, `connect.duplicate`, `connect.occupied`, … before anything changes. */
  | { readonly type: 'connect'; readonly model: ModelId; readonly edge: NewEdge }
  | { readonly type: 'removeEdges'; readonly model: ModelId; readonly edges: readonly EdgeId[] }
  | {
      readonly type: 'insertOnEdge';
      readonly model: ModelId;
      readonly edge: EdgeId;
      readonly node: NewNode;
      readonly at: Point;
    }
  /** Adds a node already wired to the end of a dropped wire. */
  | {
      readonly type: 'addConnected';
      readonly model: ModelId;
      readonly node: NewNode;
      readonly at: Point;
      readonly from: { readonly node: NodeId; readonly port: string; readonly side: 'source' | 'target' };
    }
  | { readonly type: 'paste'; readonly model: ModelId; readonly fragment: Fragment; readonly offset: Point }
  | { readonly type: 'move'; readonly model: ModelId; readonly positions: Readonly<Record<NodeId, Point>> }
  // sharing gestures
  /** 'Give each task its own copy': the node and all it shares downstream get one copy a task; initKeys are kept. */
  | { readonly type: 'splitLayer'; readonly model: ModelId; readonly node: NodeId }
  /** 'Share this layer too': corresponding copies (same initKey, one per task) become one. */
  | { readonly type: 'shareLayer'; readonly model: ModelId; readonly node: NodeId }
  /** A private copy of the whole trunk for each task. */
  | { readonly type: 'separateTowers'; readonly model: ModelId }
  /** The shared trunk becomes twins, one a task, each layer tied with `strength`. */
  | { readonly type: 'trunkToTwins'; readonly model: ModelId; readonly strength: number | 'infinite' }
  /** Twins (tied or of one initKey) become one shared trunk again; their ties go. */
  | { readonly type: 'twinsToTrunk'; readonly model: ModelId }
  | { readonly type: 'addTie'; readonly model: ModelId; readonly tie: Omit<Tie, 'id'> & { readonly id?: TieId } }
  | {
      readonly type: 'setTieStrength';
      readonly model: ModelId;
      readonly tie: TieId | 'all';
      readonly strength: number | 'infinite';
    }
  /** Another kind of penalty, or other relations between its twins. A strength of its own stays. */
  | {
      readonly type: 'setTie';
      readonly model: ModelId;
      readonly tie: TieId | 'all';
      readonly patch: { readonly kind?: string; readonly pairs?: readonly number[] };
    }
  | { readonly type: 'removeTie'; readonly model: ModelId; readonly tie: TieId }
  // training
  | { readonly type: 'setMethod'; readonly model: ModelId; readonly method: string }
  | { readonly type: 'setMethodOption'; readonly model: ModelId; readonly name: string; readonly value: OptionValue }
  | { readonly type: 'setTaskWeight'; readonly model: ModelId; readonly task: TaskId; readonly weight: number }
  | {
      readonly type: 'setGroup';
      readonly model: ModelId;
      readonly group: Omit<Group, 'id'> & { readonly id?: GroupId };
    }
  | { readonly type: 'removeGroup'; readonly model: ModelId; readonly group: GroupId }
  /** `model` absent: for all models; `patch: undefined` with a model: back to the common optimiser. */
  | { readonly type: 'setOptimizer'; readonly model?: ModelId; readonly patch: Partial<OptimizerSpec> | undefined }
  | { readonly type: 'setTraining'; readonly patch: Partial<Omit<TrainingSpec, 'optimizer' | 'backend'>> }
  | { readonly type: 'setBackend'; readonly backend: 'auto' | BackendName }
  /** `undefined` takes a setting back. */
  | { readonly type: 'setView'; readonly patch: ViewPatch };
