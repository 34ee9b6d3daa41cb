/**
 * ScenarioSpec: one data set or generator with its tasks. One file per scenario beside this one, one line in index.ts.
 * Pure: files come through the injected `assets`, randomness through the seed.
 * Words under `scenario.<id>.{label, summary, lesson, tasks.<task>, classes.<name>, fields.<name>.{label, help}}`.
 */
import type { OwnData, TaskId } from '../experiment/experiment.ts';
import type { Field, Options } from '../fields.ts';
import type { Shape } from '../ops.ts';
import type { Drag } from './drag.ts';

export type TaskKind = 'binary' | 'multiclass' | 'regression' | 'mask';
export interface TaskDef {
  readonly id: TaskId;
  readonly kind: TaskKind;
  /** multiclass: number of classes. */
  readonly classes?: number;
  /** regression: numbers per label; default 1. mask: pixels of the picture. */
  readonly width?: number;
  /** The metric shown first; absent: the kind's first. */
  readonly metric?: string;
  /** The loss used unless the head says otherwise; the kind's first by default. */
  readonly loss?: string;
}
export interface InputDef {
  /** 'x' unless a scenario has several inputs. */
  readonly id: string;
  readonly kind: 'plane' | 'vector' | 'image' | 'tokens' | 'sequence';
  /** Without the batch axis: [2], [100], [36, 36, 1], [24]. */
  readonly shape: Shape;
  /** tokens: size of the vocabulary. */
  readonly vocabulary?: number;
  /** plane: both axes run from -range to range. */
  readonly range?: number;
}
/** What is known of a scenario before any data exist. */
export interface ScenarioOutline {
  readonly inputs: readonly InputDef[];
  /** In order; the order gives each task its letter (A, B, C …) and hue. */
  readonly tasks: readonly TaskDef[];
}
export interface Split {
  readonly rows: number;
  /** By input id: [rows, ...shape]. */
  readonly inputs: Readonly<Record<string, Float32Array>>;
  /** By task id: [rows, labelWidth]; NaN = no label. Regression targets are standardised unless the scenario says otherwise. */
  readonly labels: Readonly<Record<TaskId, Float32Array>>;
}
export interface Dataset {
  readonly train: Split;
  readonly validation: Split;
  readonly test: Split;
}
export interface Sizes {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}
/** Files under public/data, by name. In the page by fetch, in Node from disk. @throws Error naming the file. */
export interface Assets {
  read(file: string): Promise<Uint8Array>;
}
/** A line or outline over a sample, in units of its picture: x to the right, y down, both 0..1. */
export type Stroke =
  | { readonly kind: 'line'; readonly points: readonly (readonly [number, number])[]; readonly tone: Tone }
  | { readonly kind: 'circle'; readonly at: readonly [number, number]; readonly radius: number; readonly tone: Tone };
/** `scene`: what is given; `told`: what a task says, the truth or an answer. */
export type Tone = 'scene' | 'soft' | 'told' | 'point';
/** Labels or answers of one row, by task; a task may be missing. Classes of answers are probabilities. */
export type Told = Readonly<Record<string, Float32Array | undefined>>;
export interface Sound {
  /** Samples per second. */
  readonly rate: number;
  readonly samples: Float32Array;
}
/** Token numbers as text and back. */
export interface TextCode {
  write(ids: ArrayLike<number>): string;
  /** As many numbers as the input takes; what is not known is left out. */
  read(text: string): Float32Array;
  /** Something to type, for a start. */
  readonly example: string;
}
export interface ScenarioSpec {
  readonly id: string;
  readonly domain:
    | 'known structure'
    | 'vision'
    | 'language'
    | 'speech'
    | 'recommendation'
    | 'finance'
    | 'driving'
    | 'robots'
    | 'graphs'
    | 'tabular'
    | 'own';
  /** Where the data come from, and under what licence: shown on screen. */
  readonly source:
    | { readonly kind: 'generated' }
    | { readonly kind: 'real'; readonly attribution: string; readonly licence: string };
  readonly fields: readonly Field[];
  readonly sizes: Sizes;
  readonly maxSizes: Sizes;
  /** Shows what it teaches; words under `scenario.<id>.drag.{to, back}`: towards its end, and back from there. */
  readonly drag?: Drag;
  /** `own`: what a person brought along; absent: an example of it. */
  outline(options: Options, own?: OwnData): ScenarioOutline;
  /** What a row of the first input shows, where that is not an image; with what was told of it drawn in. */
  readonly draw?: (
    x: Float32Array,
    told: Told,
    /** All inputs of the row by id, where there are several. */
    inputs?: Readonly<Record<string, Float32Array | undefined>>,
  ) => readonly Stroke[];
  /** What a row sounds like. */
  readonly sound?: (x: Float32Array, told: Told) => Sound | undefined;
  /** The recording that a row was made from, as it stands in the data file. `open` answers for a row of the test split. */
  readonly recording?: {
    readonly file: string;
    open(bytes: Uint8Array, seed: number): (row: number) => Sound | undefined;
  };
  /** Rows of tokens as text. `file`: a data file that is needed for it. */
  readonly text?: { readonly file?: string; open(bytes: Uint8Array): TextCode };
  /**
   * Complete options. The same (options, sizes, seed) give the same bits everywhere. Labels are clean and complete here;
   * label counts and noise are applied afterwards by labels.ts.
   */
  load(options: Options, sizes: Sizes, seed: number, assets: Assets, own?: OwnData): Promise<Dataset>;
}
