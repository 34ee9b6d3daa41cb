/** Controls: the comparison again with one task shuffled, copied or made unrelated, to tell transfer from regularisation. */
import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import type { TaskId } from '../../core/experiment/experiment.ts';
import { withControl } from '../../core/study/controls.ts';
import type { Control, StudyForm } from '../../core/study/study.ts';
import { comparedBy, verdictOf } from '../../core/study/verdict.ts';
import type { Study } from '../../state/studyProgress.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { baselineOf } from './describe.ts';
import { RunControls } from './RunControls.tsx';
import classes from './study.module.css';
import { setStudy } from './studyStore.ts';
import { type StudiedTask, useStudied, useStudy } from './useStudy.ts';
import { Gain, reachOfVerdicts, VerdictWord } from './VerdictTable.tsx';

const CONTROLS: readonly Control[] = ['none', 'shuffled', 'copy', 'unrelated'];

export function ControlsTab() {
  const services = useServices();
  const { t, issue } = useWords();
  const study = useStudy('controls');
  const experiment = useExperiment((state) => state.experiment);
  const { tasks } = useStudied(experiment);
  const chosen = experiment.view.study?.task;
  const task = tasks.find(({ id }) => id === chosen) ?? tasks.at(-1);
  const tried = useMemo(
    () => (task ? CONTROLS.map((control) => ({ control, result: withControl(experiment, task.id, control) })) : []),
    [experiment, task],
  );
  const form = useMemo<StudyForm | undefined>(() => {
    const controls = tried.flatMap(({ control, result }) => (result.ok ? [control] : []));
    return task && { kind: 'controls', task: task.id, controls };
  }, [tried, task]);
  return (
    <div className={classes.body}>
      <p className={classes.note}>{t('study.controls.text')}</p>
      <RunControls slot="controls" name={t('study.form.controls')} form={form} study={study}>
        <NativeSelect
          aria-label={t('study.controls.task')}
          value={task?.id ?? ''}
          data={tasks.map(({ id, label }) => ({ value: id as string, label }))}
          onChange={(event) => setStudy(services, { task: event.currentTarget.value as TaskId })}
        />
      </RunControls>
      {tried.map(({ control, result }) =>
        result.ok ? undefined : (
          <p key={control} className={classes.note}>
            {t(`study.control.${control}`)}: {issue(result.issue)}
          </p>
        ),
      )}
      {study && study.result.rows.length > 0 ? (
        <Results study={study} />
      ) : (
        <p className={classes.empty}>{t('study.controls.empty')}</p>
      )}
    </div>
  );
}

/** The other tasks first: what the control is about is what sharing still gives them. */
function Results({ study }: { readonly study: Study }) {
  const { tasks } = useStudied(study.spec.experiment);
  const { form } = study.spec;
  if (form.kind !== 'controls') return undefined;
  const ordered = [...tasks].sort((a, b) => Number(a.id === form.task) - Number(b.id === form.task));
  return ordered.map((task) => <OfTask key={task.id} study={study} task={task} />);
}

function OfTask({ study, task }: { readonly study: Study; readonly task: StudiedTask }) {
  const { t } = useWords();
  const { models } = useStudied(study.spec.experiment);
  const baseline = baselineOf(models);
  if (!baseline) return undefined;
  const contenders = models.filter(({ id }) => id !== baseline.id);
  const verdict = (variant: string, model: (typeof models)[number]) =>
    verdictOf(study.result.rows, { variant, model: baseline.id }, { variant, model: model.id }, comparedBy(task.def));
  const reach = reachOfVerdicts(
    contenders.flatMap((model) => study.variants.flatMap(({ key }) => verdict(key, model) ?? [])),
  );
  return contenders.map((model) => {
    const name = t('study.controls.chart', { task: task.label, contender: model.name, baseline: baseline.name });
    return (
      <section key={model.id} className={classes.wide} aria-label={name}>
        <h3 className={classes.subhead}>{name}</h3>
        <table className={classes.table} aria-label={name}>
          <thead>
            <tr>
              <th scope="col">{t('study.controls.control')}</th>
              <th scope="col">{t('study.seeds.gain')}</th>
              <th scope="col">{t('study.seeds.wins')}</th>
              <th scope="col">{t('study.seeds.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {study.variants.map(({ key, params }) => {
              const found = verdict(key, model);
              const control = CONTROLS.find((each) => each === params.control) ?? 'none';
              return (
                <tr key={key}>
                  <th scope="row">{t(`study.control.${control}`)}</th>
                  <td>{found ? <Gain verdict={found} reach={reach} /> : '–'}</td>
                  <td>{found ? t('study.run.done', { done: found.wins, total: found.seeds.length }) : '–'}</td>
                  <td>{found ? <VerdictWord code={found.code} n={found.seeds.length} /> : '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    );
  });
}
