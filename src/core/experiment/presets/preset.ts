/** PresetSpec: a ready-made experiment. One file per preset or family, one line in index.ts. Words under `preset.<id>`. */
import type { Experiment } from '../experiment.ts';

export interface PaperRef {
  readonly authors: string;
  readonly title: string;
  readonly venue: string;
  readonly year: number;
}
export interface PresetSpec {
  readonly id: string;
  /** Presets of one group stand together in the menu. Words under `preset.group.<group>`. */
  readonly group:
    | 'start'
    | 'comparison'
    | 'knownStructure'
    | 'methods'
    | 'architectures'
    | 'vision'
    | 'language'
    | 'speech'
    | 'recommendation'
    | 'finance'
    | 'driving'
    | 'robots'
    | 'tabular'
    | 'graphs'
    | 'textbook';
  /** Where the architecture was published: with it the preset stands in the gallery. */
  readonly paper?: PaperRef;
  /** Over how many seeds the figures of its words `measured` were measured; absent: 10. */
  readonly seeds?: number;
  build(): Experiment;
}
