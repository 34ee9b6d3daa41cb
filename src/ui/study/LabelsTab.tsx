/** What sharing is worth: the error of a task against its number of labels for each model, and the gap between them in labels. */
import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ModelId, TaskId } from '../../core/experiment/experiment.ts';
import type { IssueParams } from '../../core/result.ts';
import { scenarios } from '../../core/scenarios/index.ts';
import { sizesOf } from '../../core/scenarios/loadData.ts';
import { labelCurve, labelGap, labelsWorth } from '../../core/study/labels.ts';
import type { Arm, StudyForm } from '../../core/study/study.ts';
import { verdictOf } from '../../core/study/verdict.ts';
import type { Study } from '../../state/studyProgress.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { modelDash, taskColour } from '../parts/taskStyle.ts';
import { labelCounts } from './axes.ts';
import { BandChart } from './BandChart.tsx';
import { baselineOf } from './describe.ts';
import { RunControls } from './RunControls.tsx';
import classes from './study.module.css';
import { setStudy } from './studyStore.ts';
import { useStudied, useStudy } from './useStudy.ts';

export function LabelsTab() {
  const services = useServices();
  const { t } = useWords();
  const study = useStudy('labels');
  const experiment = useExperiment((state) => state.experiment);
  const { tasks } = useStudied(experiment);
  const chosen = experiment.view.study?.task;
  const { data } = experiment;
  // The task that is poor in labels already; else the last one.
  const poorest = [...tasks].reverse().find(({ id }) => data.tasks[id]?.labelled !== undefined) ?? tasks.at(-1);
  const task = tasks.find(({ id }) => id === chosen) ?? poorest;
  const form = useMemo<StudyForm | undefined>(() => {
    const most = sizesOf(scenarios.get(data.scenario), data.sizes).train;
    return task && { kind: 'labels', task: task.id, counts: labelCounts(most) };
  }, [data, task]);
  return (
    <div className={classes.body}>
      <RunControls slot="labels" name={t('study.form.labels')} form={form} study={study}>
        <NativeSelect
          aria-label={t('study.labels.task')}
          value={task?.id ?? ''}
          data={tasks.map(({ id, label }) => ({ value: id as string, label }))}
          onChange={(event) => setStudy(services, { task: event.currentTarget.value as TaskId })}
        />
      </RunControls>
      {study && study.result.rows.length > 0 ? (
        <Worth study={study} />
      ) : (
        <p className={classes.empty}>{t('study.labels.empty')}</p>
      )}
    </div>
  );
}

/** Issues carry bare numbers. */
const readable = (params: IssueParams): IssueParams =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? shortNumber(Number(value.toPrecision(value < 100 ? 2 : 3))) : value,
    ]),
  );

const timesText = (times: number): string => shortNumber(Number(times.toPrecision(2)));

function Worth({ study }: { readonly study: Study }) {
  const { t, issue, given } = useWords();
  const { models, tasks } = useStudied(study.spec.experiment);
  const [asked, setAsked] = useState<number>();
  const { form } = study.spec;
  const { rows } = study.result;
  const task = form.kind === 'labels' ? tasks.find(({ id }) => id === form.task) : undefined;
  const baseline = baselineOf(models);
  if (form.kind !== 'labels' || !task || !baseline) return undefined;
  const measure = { task: task.id, split: 'test' as const, metric: 'loss' };
  const curves = models.map((model) => ({
    model,
    points: labelCurve(rows, study.variants, model.id, measure),
  }));
  const counts = study.variants.map(({ params }) => Number(params.labels));
  const at = asked !== undefined && counts.includes(asked) ? asked : (counts[1] ?? counts[0] ?? 0);
  const contenders = curves.filter(({ model }) => model.id !== baseline.id);
  const variant = study.variants.find(({ params }) => Number(params.labels) === at)?.key ?? '';
  const arm = (model: ModelId): Arm => ({ variant, model });
  const base = curves.find(({ model }) => model.id === baseline.id)?.points ?? [];
  return (
    <>
      <NativeSelect
        w={120}
        label={t('study.labels.at')}
        value={String(at)}
        data={counts.map(String)}
        onChange={(event) => setAsked(Number(event.currentTarget.value))}
      />
      {contenders.map(({ model, points }) => {
        const worth = labelsWorth(base, points, at);
        const names = { contender: model.name, baseline: baseline.name, labels: at };
        const verdict = verdictOf(rows, arm(baseline.id), arm(model.id), { ...measure, better: 'lower' });
        return (
          <p key={model.id} className={classes.sentence}>
            {worth.ok
              ? t(worth.value.times >= 1 ? 'study.labels.worth' : 'study.labels.costs', {
                  ...names,
                  needed: Math.round(worth.value.needed),
                  times: timesText(worth.value.times),
                })
              : t('study.labels.trouble', {
                  ...names,
                  reason: issue({ code: worth.issue.code, params: readable(worth.issue.params) }),
                })}
            {worth.ok && worth.value.again && ` ${t('study.labels.again', names)}`}
            {verdict?.code === 'none' && ` ${t('study.labels.chance', { ...names, n: verdict.seeds.length })}`}
          </p>
        );
      })}
      <BandChart
        name={t('study.labels.curve', { task: task.label })}
        height={260}
        log
        lines={curves.map(({ model, points }) => ({
          key: model.id as string,
          label: given(model.name),
          colour: taskColour(task.index),
          dash: modelDash(model.index),
          points: points.map(({ labels, mean, low, high }) => ({ x: labels, mean, low, high })),
        }))}
        ticks={counts.map((count) => ({ x: count, text: shortNumber(count) }))}
        upright={at}
        gaps={contenders.flatMap(({ model, points }) => {
          const gap = labelGap(base, points, at);
          if (!gap) return [];
          const times = timesText(gap.to / gap.from);
          const key = gap.open
            ? gap.to > gap.from
              ? 'study.labels.atLeast'
              : 'study.labels.atMost'
            : 'study.labels.gap';
          const text = t(key, { contender: model.name, times });
          return [{ key: model.id as string, from: gap.from, to: gap.to, at: gap.error, open: gap.open, text }];
        })}
        xLabel={t('study.labels.axis', { task: task.label })}
        yLabel={t('study.labels.test')}
      />
    </>
  );
}
