/**
 * Services: everything the screen may call, in one value made by main.tsx and handed down by a React context.
 */
import type { Edit } from '../core/experiment/edit.ts';
import type { Experiment, ModelId, NodeId, TaskId } from '../core/experiment/experiment.ts';
import type { ExportKind } from '../core/export/files.ts';
import type { Result } from '../core/result.ts';
import type { HandEdit, Probe, ProbeResult } from '../engine/protocol.ts';
import type { SavedRun } from './database.ts';
import type { Library } from './library.ts';
import type { Live } from './live.ts';
import type { OwnTables } from './ownTables.ts';
import type { EmbedOptions, PageOptions } from './pageOptions.ts';
import type { SlowMode } from './slowMode.ts';
import type { ExperimentStore, RunStore, ViewStore } from './stores.ts';
import type { StudyStore } from './studyRunner.ts';

/** Training as the run bar sees it. Promises resolve when the thing has happened; failures go to RunState.issue. */
export interface Session {
  play(): Promise<void>;
  pause(): Promise<void>;
  /** `tasks`: only these tasks step. */
  step(count?: number, tasks?: readonly TaskId[]): Promise<void>;
  /** Same start again: keeps the old curves as a ghost. */
  reset(): Promise<void>;
  /** New seed, then reset. */
  dice(): Promise<void>;
  /** Takes structural changes over into a new run; goes on playing if it was. */
  apply(): Promise<void>;
  limit(stepsPerSecond: number | undefined): void;
  /** A mend offered after NaN. */
  halveLearningRate(): Promise<void>;
  probe(probe: Probe): Promise<ProbeResult>;
  /** Writes a number, silences or freezes units in the running model; answers as a 'parameters' probe. Rejects with an Issue. */
  hand(model: ModelId, node: NodeId, edit: HandEdit): Promise<ProbeResult>;
  /** The present run as it stands; `undefined` before its first step. */
  capture(): Promise<SavedRun | undefined>;
  /** Resolves once nothing is pending, scheduled or animating (a running loop does not count). */
  idle(): Promise<void>;
}
export interface LinkOptions {
  readonly positions?: boolean;
  /** Of the page as it stands inside another one. */
  readonly embed?: EmbedOptions;
  /** The final numbers and thinned curves of the present run go with it, where there are any. */
  readonly results?: boolean;
}
export interface Sharing {
  /** The address of this page with the experiment in its hash. */
  link(options?: LinkOptions): string;
  /** Copies the link; returns its length in characters. */
  copyLink(): Promise<number>;
  download(kind: 'experiment' | 'csv'): void;
  /** A file dropped or chosen. A bad one is refused with a notice and changes nothing. */
  openFile(file: File): Promise<void>;
}
export interface Exports {
  /** The program's text, to read; or what of the experiment it cannot say. */
  text(language: 'pytorch' | 'keras'): Promise<Result<string>>;
  /** Hands the file to the person. */
  save(kind: ExportKind): Promise<Result<undefined>>;
}
export interface OpenOptions {
  readonly play?: boolean;
  /** A run of this experiment to go on with. */
  readonly run?: SavedRun | undefined;
  /** The author's numbers, as packed by core/experiment/travelling.ts. */
  readonly results?: string | undefined;
}
export interface Services {
  readonly experiments: ExperimentStore;
  readonly runs: RunStore;
  readonly views: ViewStore;
  readonly live: Live;
  readonly session: Session;
  /** One step, stop by stop. */
  readonly slow: SlowMode;
  /** Repeats over seeds, trained beside the run on engines of their own. */
  readonly studies: StudyStore;
  readonly sharing: Sharing;
  /** People's own tables, kept in this browser. */
  readonly tables: OwnTables;
  /** Code and files to take away. */
  readonly exports: Exports;
  /** Named experiments kept in this browser; `undefined` inside another page, where nothing is kept. */
  readonly library: Library | undefined;
  /** The page stands inside another one. */
  readonly embedded: boolean;
  /** What the address asked for. */
  readonly page: PageOptions;
  /** edit + a notice where it is refused. Returns whether it was done. */
  edit(edit: Edit, phase?: 'ephemeral' | 'commit'): boolean;
  /** Opens somebody's experiment as one undoable edit, then resets the run or takes up a saved one. */
  open(experiment: Experiment, options?: OpenOptions): Promise<void>;
  /** Opens a ready-made experiment: what a class was given stays around it, and the lesson. */
  choose(experiment: Experiment, options?: OpenOptions): Promise<void>;
}
