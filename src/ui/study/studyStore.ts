/** What the study view remembers while the page is open: its tab, its settings, and which study each tab shows. */
import { create } from 'zustand';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { StudyForm } from '../../core/study/study.ts';
import type { Services } from '../../state/services.ts';

export type StudyTab = 'seeds' | 'strength' | 'labels' | 'controls' | 'fairness';
/** Where a study is shown. Both strength views train the same form. */
export type StudySlot = 'seeds' | 'strength' | 'heat' | 'labels' | 'controls' | 'rates';

interface Settings {
  readonly count: number;
  readonly vary: Experiment['training']['repeats']['vary'];
  /** Absent: by the experiment's own stop rule. */
  readonly steps?: number;
}
interface StudyViewState {
  readonly tab: StudyTab;
  readonly settings: Settings;
  readonly shown: Readonly<Partial<Record<StudySlot, string>>>;
  /** The study that a first visit begins by itself. */
  readonly opening: string | undefined;
  readonly stripDismissed: boolean;
}
export const useStudyView = create<StudyViewState>(() => ({
  tab: 'seeds',
  settings: { count: 5, vary: { data: true, init: true, order: true } },
  shown: {},
  opening: undefined,
  stripDismissed: false,
}));

export const COUNTS = [3, 5, 10, 20] as const;
const MOST_STEPS = 2000;
const USUAL_STEPS = 300;
export const stepsOf = (experiment: Experiment, asked?: number): number => {
  const { stop } = experiment.training;
  return asked ?? (stop.kind === 'steps' ? Math.min(stop.steps, MOST_STEPS) : USUAL_STEPS);
};

/** The experiment with the form's repeats. */
export function withRepeats(experiment: Experiment, { count, vary }: Settings): Experiment {
  return { ...experiment, training: { ...experiment.training, repeats: { count, vary } } };
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
  const { settings, shown } = useStudyView.getState();
  const { experiment } = experiments.getState();
  endOpening(studies);
  const before = shown[slot];
  const id = studies.start({
    name,
    experiment: withRepeats(experiment, settings),
    form,
    steps: stepsOf(experiment, settings.steps),
  });
  useStudyView.setState({ shown: { ...shown, [slot]: id } });
  // Results that are looked at no more would only fill the memory.
  if (before !== undefined) studies.remove(before);
}
