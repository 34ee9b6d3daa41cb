/** The comparison over seeds: verdict, slopes, curves. Fills as seeds come in. */
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { bandOf, valuesBySeed } from '../../core/study/results.ts';
import type { StudyForm } from '../../core/study/study.ts';
import { comparedBy } from '../../core/study/verdict.ts';
import type { Study } from '../../state/studyProgress.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment } from '../parts/services.tsx';
import { modelDash, taskColour } from '../parts/taskStyle.ts';
import { BandChart } from './BandChart.tsx';
import { baselineOf, bySharing } from './describe.ts';
import { RunControls } from './RunControls.tsx';
import { SlopeChart } from './SlopeChart.tsx';
import classes from './study.module.css';
import { type StudiedTask, useStudied, useStudy } from './useStudy.ts';
import { VerdictTable } from './VerdictTable.tsx';
import { comparisonsOf, seedsOf, sentenceOf } from './verdicts.ts';
import { WORK_UNITS, type WorkUnit, workPerStep } from './workAxis.ts';

const FORM: StudyForm = { kind: 'compare' };

export function SeedsTab() {
  const { t } = useWords();
  const study = useStudy('seeds');
  const several = useExperiment((state) => state.experiment.models.length > 1);
  return (
    <div className={classes.body}>
      <RunControls slot="seeds" name={t('study.form.compare')} form={FORM} study={study} />
      {!several && <p className={classes.note}>{t('study.seeds.oneModel')}</p>}
      {study && study.result.rows.length > 0 ? (
        <Results study={study} />
      ) : (
        <p className={classes.empty}>{t('study.seeds.empty')}</p>
      )}
    </div>
  );
}

function Results({ study }: { readonly study: Study }) {
  const words = useWords();
  const { t } = words;
  const { models, tasks } = useStudied(study.spec.experiment);
  const [chosen, setChosen] = useState<string>();
  const [unit, setUnit] = useState<WorkUnit>('steps');
  const { rows } = study.result;
  const baseline = models.find(({ id }) => id === chosen) ?? baselineOf(models);
  if (!baseline) return undefined;
  const comparisons = comparisonsOf(rows, models, baseline, tasks);
  const n = seedsOf(comparisons);
  const sentences = comparisons.flatMap((comparison) => sentenceOf(words, comparison, baseline) ?? []);
  return (
    <>
      {sentences.map((sentence) => (
        <p key={sentence} className={classes.sentence}>
          {t('study.seeds.over', { n, sentence })}
        </p>
      ))}
      {n === 1 && <p className={classes.note}>{t('study.seeds.few')}</p>}
      {models.length > 1 && (
        <>
          {models.length > 2 && (
            <NativeSelect
              w={240}
              label={t('study.seeds.baseline')}
              value={baseline.id}
              data={models.map(({ id, name }) => ({ value: id as string, label: words.given(name) }))}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
          )}
          <VerdictTable comparisons={comparisons} baseline={baseline} />
          <div className={classes.panels}>
            {tasks.map((task) => (
              <Slopes key={task.id} study={study} task={task} />
            ))}
          </div>
        </>
      )}
      <NativeSelect
        w={240}
        label={t('study.seeds.axis')}
        value={unit}
        data={WORK_UNITS.map((value) => ({ value, label: t(`study.work.${value}`) }))}
        onChange={(event) => setUnit(WORK_UNITS.find((each) => each === event.currentTarget.value) ?? 'steps')}
      />
      <div className={classes.panels}>
        {tasks.map((task) => (
          <Curves key={task.id} study={study} task={task} unit={unit} />
        ))}
      </div>
    </>
  );
}

interface PanelProps {
  readonly study: Study;
  readonly task: StudiedTask;
}
function Slopes({ study, task }: PanelProps) {
  const { t, given } = useWords();
  const { models } = useStudied(study.spec.experiment);
  const measure = { ...comparedBy(task.def), split: 'test' as const };
  return (
    <SlopeChart
      name={t('study.seeds.slopes', { task: task.label })}
      taskIndex={task.index}
      metric={measure.metric}
      models={bySharing(models).map(({ id, name }) => ({
        name: given(name),
        values: valuesBySeed(study.result.rows, { variant: '', model: id }, measure),
      }))}
    />
  );
}

function Curves({ study, task, unit }: PanelProps & { readonly unit: WorkUnit }) {
  const { t, given } = useWords();
  const { models } = useStudied(study.spec.experiment);
  const { curves } = study.result;
  const lines = models.map((model) => {
    const { id, name, index } = model;
    const work = workPerStep(unit, study.result, model);
    return {
      key: id as string,
      label: given(name),
      colour: taskColour(task.index),
      dash: modelDash(index),
      points:
        work === undefined
          ? []
          : bandOf(curves, { variant: '', model: id }, task.id).map(({ step, ...point }) => ({
              x: step * work,
              ...point,
            })),
    };
  });
  const n = Math.max(0, ...lines.flatMap(({ points }) => points.map((point) => point.n)));
  return (
    <BandChart
      name={t('study.seeds.curves', { task: task.label, n })}
      lines={lines}
      xLabel={t(`study.work.${unit}`)}
      yLabel={t('study.seeds.loss')}
    />
  );
}
