/**
 * The three stores that the screen reads, as types: the document, the run, the view. No React.
 * Live numbers (surfaces, activations, sample rows) do not pass through stores: see live.ts.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Change } from '../core/experiment/changes.ts';
import type { Edit } from '../core/experiment/edit.ts';
import type { EdgeId, Experiment, ModelId, NodeId, TieId } from '../core/experiment/experiment.ts';
import type { Comparison, TravellingResults } from '../core/experiment/travelling.ts';
import type { ModelAnalysis } from '../core/graph/analysis.ts';
import type { RunLog } from '../core/metrics/logRows.ts';
import type { Issue, Result } from '../core/result.ts';
import type { ScenarioOutline } from '../core/scenarios/scenario.ts';
import type { BackendInfo, Progress, StopReason } from '../engine/protocol.ts';

export interface ExperimentState {
  readonly experiment: Experiment;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The scenario's inputs and tasks under the present options. */
  readonly outline: ScenarioOutline;
  /** Derived, memoised per model by its wiring. */
  readonly analyses: ReadonlyMap<ModelId, ModelAnalysis>;
  /** Problems of the document that belong to no model. */
  readonly issues: readonly Issue[];
  /** No model has an error. */
  readonly trainable: boolean;
}
export interface ExperimentStore extends StoreApi<ExperimentState> {
  /**
   * 'commit' is one undo step; 'ephemeral' is a drag under way (a following commit closes it into one step).
   * A refused edit changes nothing and returns its Issue.
   */
  edit(edit: Edit, phase?: 'ephemeral' | 'commit'): Result<Experiment>;
  undo(): void;
  redo(): void;
  /** Replaces the document and forgets the history (opening a link, a file, a preset keeps history: use edit 'replace'). */
  open(experiment: Experiment): void;
}

export interface Ghost {
  readonly id: number;
  readonly experiment: Experiment;
  /** What changed since the run before it, worded by the screen; `undefined` for the first run. */
  readonly changes: readonly Change[] | undefined;
  /** Given by a person; '' otherwise. */
  readonly name: string;
  /** Stays in the history however many runs follow. */
  readonly pinned: boolean;
  /** Drawn on the charts. */
  readonly shown: boolean;
  readonly log: RunLog;
  readonly steps: number;
  /** Came with a link or a file: another machine's curves, thinned. */
  readonly travelled?: boolean;
}
/** The numbers that came with what was opened, and what became of them here. */
export interface AuthorRun {
  readonly experiment: Experiment;
  readonly results: TravellingResults;
  /** The present run trains something else, or was changed while it ran. */
  readonly changed: boolean;
  readonly comparison: Comparison | undefined;
}
export interface RunState {
  readonly status: 'idle' | 'starting' | 'ready' | 'running' | 'stopped' | 'failed';
  readonly progress: Progress;
  readonly stepsPerEpoch: number;
  readonly backend: BackendInfo | undefined;
  readonly loading: { readonly stage: 'backend' | 'data' | 'model'; readonly fraction: number } | undefined;
  /** Rows as loaded, and labelled training rows per task. */
  readonly rows:
    | {
        readonly train: number;
        readonly validation: number;
        readonly test: number;
        readonly labelled: Readonly<Record<string, number>>;
      }
    | undefined;
  /** What is odd about the training rows of the present run. */
  readonly warnings: readonly Issue[];
  readonly issue: Issue | undefined;
  readonly canContinue: boolean;
  readonly stop: StopReason | undefined;
  /** The run's log: mutable, read it when `revision` changes (at most once per animation frame). */
  readonly log: RunLog;
  readonly revision: number;
  /** Earlier runs, newest first: the pinned ones, and the last five of the others. */
  readonly ghosts: readonly Ghost[];
  /** The experiment that the run trains; differs from the document while structural changes wait for 'Apply changes'. */
  readonly experiment: Experiment | undefined;
  readonly pending: boolean;
  /** Live changes were made during this run. */
  readonly tuned: boolean;
  readonly stepsPerSecondLimit: number | undefined;
  readonly author: AuthorRun | undefined;
}
export type RunStore = StoreApi<RunState>;

export interface Selection {
  readonly model: ModelId | undefined;
  readonly nodes: readonly NodeId[];
  readonly edges: readonly EdgeId[];
  readonly tie: TieId | undefined;
}
export interface ShownUnit {
  readonly model: ModelId;
  readonly node: NodeId;
  /** Counted from 0. */
  readonly unit: number;
  /** Place of the one task that owns it: its hue. */
  readonly owner: number | undefined;
}
/** What stands in the panels round the canvas: tabs of the left and of the right one, and the results below. */
export type Place = 'data' | 'layers' | 'selection' | 'training' | 'balancing' | 'sharing' | 'results';
export interface ViewState {
  readonly selection: Selection;
  /** The step under the cursor of any chart; all charts and the canvas badges follow it. */
  readonly cursor: number | undefined;
  /** The unit under the pointer on the canvas: the big map shows what it puts out. */
  readonly unit: ShownUnit | undefined;
  /** Sentences that wait to be read (a bad link, a refused edit): shown as notifications by the app. */
  readonly notices: readonly { readonly id: number; readonly issue: Issue; readonly tone: 'error' | 'info' | 'done' }[];
  readonly language: 'en' | 'zh-CN';
  readonly dialog:
    | 'share'
    | 'help'
    | 'glossary'
    | 'experiments'
    | 'study'
    | 'lab'
    | 'export'
    | 'lessons'
    | 'table'
    | 'classroom'
    | undefined;
  /** A part of the panels that is to be brought forward; a new object each time it is asked for. */
  readonly wanted: { readonly place: Place } | undefined;
  /** The word that the glossary opens at. */
  readonly term: string | undefined;
  /** What a teacher has locked and hidden is shown and may be changed: whoever sets it up works so. */
  readonly teaching: boolean;
  /** Large type and strong contrast, for a projector. */
  readonly presenting: boolean;
  /** A newer version of the page waits; calling it brings it in. */
  readonly newer: (() => void) | undefined;
}
export interface ViewStore extends StoreApi<ViewState> {
  select(selection: Partial<Selection>): void;
  setCursor(step: number | undefined): void;
  showUnit(unit: ShownUnit | undefined): void;
  /** Brings a part of the panels forward, whose panel opens where it was shut. */
  show(place: Place): void;
  notify(issue: Issue, tone?: 'error' | 'info' | 'done'): void;
  dismiss(id: number): void;
  setLanguage(language: ViewState['language']): void;
  open(dialog: ViewState['dialog'], term?: string): void;
  teach(teaching: boolean): void;
  present(presenting: boolean): void;
  offer(newer: (() => void) | undefined): void;
}
