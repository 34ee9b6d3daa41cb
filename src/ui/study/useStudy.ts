/** The study that a slot shows, its models and the names of its tasks (of the study, not of the document, which may have moved on). */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Experiment, TaskId } from '../../core/experiment/experiment.ts';
import { enabledTasks, outlineOf } from '../../core/scenarios/outline.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { StudyForm, StudySpec } from '../../core/study/study.ts';
import type { Study } from '../../state/studyProgress.ts';
import { useWords, type Words } from '../parts/i18n/index.ts';
import { useServices } from '../parts/services.tsx';
import { modelsOf, type StudiedModel } from './describe.ts';
import { type StudySlot, useStudyView } from './studyStore.ts';

const KINDS: Readonly<Record<StudySlot, StudyForm['kind']>> = {
  seeds: 'compare',
  strength: 'strengths',
  heat: 'strengths',
  labels: 'labels',
  controls: 'controls',
  rates: 'rates',
  methods: 'methods',
  groups: 'groups',
};

const fits = (slot: StudySlot, { form }: StudySpec): boolean =>
  form.kind === KINDS[slot] && (form.kind !== 'strengths' || (slot === 'heat') === (form.across !== undefined));

/** What the slot's own button started; else the newest that answers its question (a first visit's, a file's). */
export function useStudy(slot: StudySlot): Study | undefined {
  const shown = useStudyView((state) => state.shown[slot]);
  return useStore(
    useServices().studies,
    ({ studies }) =>
      studies.find(({ spec }) => spec.id === shown && fits(slot, spec)) ?? studies.find(({ spec }) => fits(slot, spec)),
  );
}

export interface StudiedTask {
  readonly id: TaskId;
  /** Letter and hue. */
  readonly index: number;
  readonly label: string;
  readonly def: TaskDef;
}
export function tasksOf({ data }: Experiment, { word, has }: Pick<Words, 'word' | 'has'>): StudiedTask[] {
  const outline = outlineOf(data);
  return enabledTasks(data, outline).map((def) => {
    const key = `scenario.${data.scenario}.tasks.${def.id}`;
    return { id: def.id, index: outline.tasks.indexOf(def), label: has(key) ? word(key) : def.id, def };
  });
}
export interface Studied {
  readonly models: readonly StudiedModel[];
  readonly tasks: readonly StudiedTask[];
}
export function useStudied(experiment: Experiment): Studied {
  const words = useWords();
  const { language } = words;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language only
  return useMemo(() => ({ models: modelsOf(experiment), tasks: tasksOf(experiment, words) }), [experiment, language]);
}
