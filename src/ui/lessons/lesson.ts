/**
 * A lesson: text in each language (content/<language>/<id>.mdx, built into a chunk of its own) and an experiment to begin with.
 * A step in the text completes when the reader does the thing: it names a deed, a question about the page's state.
 */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import type { RunLog } from '../../core/metrics/logRows.ts';
import type { StudiesState } from '../../state/studyRunner.ts';

export interface Seen {
  readonly experiment: Experiment;
  readonly analyses: ReadonlyMap<string, ModelAnalysis>;
  /** Of the present run. */
  readonly step: number;
  readonly log: RunLog;
  readonly studies: StudiesState['studies'];
}
export type Deed = (seen: Seen) => boolean;

export interface LessonSpec {
  readonly id: string;
  /** What the lesson opens with. */
  readonly begin: () => Experiment;
  /** By the name that the text uses. */
  readonly deeds: Readonly<Record<string, Deed>>;
  /** Checked by the page; absent: a tour, which is done with its last step. */
  readonly challenge?: Deed;
}
