/** PresetSpec: a ready-made experiment. One file per preset or family, one line in index.ts. Words under `preset.<id>`. */
import type { Experiment } from '../experiment.ts';

export interface PresetSpec {
  readonly id: string;
  /** Presets of one group stand together in the menu. Words under `preset.group.<group>`. */
  readonly group:
    | 'start'
    | 'comparison'
    | 'knownStructure'
    | 'methods'
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
  build(): Experiment;
}
