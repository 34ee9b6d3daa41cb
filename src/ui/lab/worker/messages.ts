/** What the lab's page and its worker say to each other. A newer `id` makes everything before it stale. */
import type { Ground } from '../../../core/lab/field.ts';
import type { Part } from '../../../core/lab/recorder.ts';
import type { LabSetup } from '../../../core/lab/setup.ts';

export interface LabRequest {
  readonly id: number;
  readonly setup: LabSetup;
  /** The walkers that are this worker's. */
  readonly part: Part;
  /** The problem is another one: send the ground too. */
  readonly ground: boolean;
}
export type LabReport =
  | { readonly type: 'ground'; readonly id: number; readonly ground: Ground }
  /** `rows` [kept steps, walkers of the part, WIDTH], following those sent before. */
  | { readonly type: 'rows'; readonly id: number; readonly rows: Float32Array }
  /** `milliseconds` of computing, waiting left out; `noSolution` of the part's walkers. */
  | {
      readonly type: 'done';
      readonly id: number;
      readonly milliseconds: number;
      readonly noSolution: readonly boolean[];
    };
