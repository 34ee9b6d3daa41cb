/**
 * What the study view remembers while the page is open: which study each tab shows. Its settings are the document's
 * (`training.repeats`, `view.study`), so that a link carries them.
 */
import { create } from 'zustand';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { StudySettings } from '../../core/experiment/view.ts';
import type { StudyForm } from '../../core/study/study.ts';
import type { Services } from '../../state/services.ts';

/** Where a study is shown. Both strength views train the same form. */
export type StudySlot = 'seeds' | 'strength' | 'heat' | 'labels' | 'controls' | 'rates' | 'methods' | 'groups';

interface StudyViewState {
  readonly shown: Readonly<Partial<Record<StudySlot, string>>>;
  /** The study that a first visit begins by itself. */
  readonly opening: string | undefined;
  readonly stripDismissed: boolean;
}
export const useStudyView = create<StudyViewState>(() => ({
  shown: {},
  opening: undefined,
  stripDismissed: false,
}));

export type Repeats = Experiment['training']['repeats'];
/** One repeat is no study: an experiment that asks for none gets these. */
const USUAL_COUNT = 5;
export const repeatsOf = ({ training: { repeats } }: Experiment): Repeats =>
  repeats.count > 1 ? repeats : { ...repeats, count: USUAL_COUNT };

const MOST_STEPS = 2000;
const USUAL_STEPS = 300;
export const stepsOf = ({ training: { stop }, view }: Experiment): number =>
  view.study?.steps ?? (stop.kind === 'steps' ? Math.min(stop.steps, MOST_STEPS) : USUAL_STEPS);

/** The experiment as it is studied. */
export function withRepeats(experiment: Experiment, repeats = repeatsOf(experiment)): Experiment {
  return { ...experiment, training: { ...experiment.training, repeats } };
}
/** Remembers a setting of the study in the document, outside its history. */
export function setStudy({ experiments, edit }: Pick<Services, 'experiments' | 'edit'>, patch: StudySettings): void {
  edit({ type: 'setView', patch: { study: { ...experiments.getState().experiment.view.study, ...patch } } });
}

/** Ends the visit's own study if it still trains: a person's study has the machine to itself. */
export function endOpening(studies: Services['studies']): void {
  const { opening } = useStudyView.getState();
  if (opening === undefined) return;
  studies.cancel(opening);
}

export function startStudy(
  { studies, experiments }: Pick<Services, 'studies' | 'experiments'>,
  slot: StudySlot,
  name: string,
  form: StudyForm,
): void {
  const { shown } = useStudyView.getState();
  const { experiment } = experiments.getState();
  endOpening(studies);
  const before = shown[slot];
  const id = studies.start({
    name,
    experiment: withRepeats(experiment),
    form,
    steps: stepsOf(experiment),
  });
  useStudyView.setState({ shown: { ...shown, [slot]: id } });
  // Results that are looked at no more would only fill the memory.
  if (before !== undefined) studies.remove(before);
}
