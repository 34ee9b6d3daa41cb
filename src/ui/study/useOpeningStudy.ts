/**
 * A first visit begins a small comparison of the opening preset by itself, on one engine beside the run, so that the
 * verdict stands there within half a minute. It waits until the run has got going, rests while the tab is hidden, and
 * ends as soon as the experiment becomes another one or a person starts a study of their own.
 */
import { useEffect } from 'react';
import { changeKind } from '../../core/experiment/changes.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { FIRST_PRESET, presets } from '../../core/experiment/presets/index.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { endOpening, repeatsOf, stepsOf, useStudyView, withRepeats } from './studyStore.ts';

/** The first seconds belong to the page. */
const WAIT_MS = 3000;
const SEEDS = 10;
const MOST_STEPS = 300;

function isOpeningPreset(experiment: Experiment): boolean {
  const preset = presets.get(FIRST_PRESET).build();
  return ['none', 'view', 'layout'].includes(changeKind(preset, experiment));
}

export function useOpeningStudy(): void {
  const { studies, experiments, runs, embedded } = useServices();
  const { t } = useWords();
  const name = t('study.form.compare');
  useEffect(() => {
    if (embedded || useStudyView.getState().opening !== undefined) return;
    const { experiment } = experiments.getState();
    if (!isOpeningPreset(experiment)) return;
    let id: string | undefined;
    const begin = (): void => {
      // A visitor who has paused looks at something; a hidden tab is looked at by no one.
      if (id !== undefined || document.hidden || runs.getState().status !== 'running') return;
      if (studies.getState().studies.length > 0) return;
      id = studies.start(
        {
          name,
          experiment: withRepeats(experiment, { ...repeatsOf(experiment), count: SEEDS }),
          form: { kind: 'compare' },
          steps: Math.min(MOST_STEPS, stepsOf(experiment)),
        },
        { engines: 1 },
      );
      useStudyView.setState({ opening: id });
    };
    const timer = setTimeout(begin, WAIT_MS);
    const seen = (): void => {
      if (id === undefined) begin();
      else if (document.hidden) studies.pause(id);
      else studies.resume(id);
    };
    document.addEventListener('visibilitychange', seen);
    const stopDocument = experiments.subscribe((state) => {
      if (isOpeningPreset(state.experiment)) return;
      clearTimeout(timer);
      end();
      endOpening(studies);
    });
    const end = (): void => {
      document.removeEventListener('visibilitychange', seen);
      stopDocument();
    };
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [studies, experiments, runs, embedded, name]);
}
