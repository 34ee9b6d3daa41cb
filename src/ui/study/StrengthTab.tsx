/** The U-curve: each task's validation loss between separate networks and hard sharing; the dial that moves its valley; the map. */
import { useMemo } from 'react';
import { applyEdit } from '../../core/experiment/applyEdit.ts';
import type { ModelSpec } from '../../core/experiment/experiment.ts';
import { sliderEdit } from '../../core/study/sharingSlider.ts';
import type { Strength, StudyForm } from '../../core/study/study.ts';
import { chooseByValidation, lowestPoint, strengthCurve } from '../../core/study/sweep.ts';
import { limitOf } from '../../core/ties/limit.ts';
import type { Study } from '../../state/studyProgress.ts';
import { useWords } from '../parts/i18n/index.ts';
import { NumberControl } from '../parts/NumberControl.tsx';
import { useExperiment, useServices } from '../parts/services.tsx';
import { modelDash, taskColour } from '../parts/taskStyle.ts';
import { useModel } from '../parts/useModel.ts';
import { type Place, placeText, positionsOf } from './axes.ts';
import { BandChart } from './BandChart.tsx';
import { metricText } from './describe.ts';
import { dialOf } from './dial.ts';
import { HeatMap } from './HeatMap.tsx';
import { placesShown, placeWords } from './places.ts';
import { RunControls } from './RunControls.tsx';
import classes from './study.module.css';
import { useStudied, useStudy } from './useStudy.ts';

const GRID: readonly Strength[] = [0.001, 0.01, 0.03, 0.1, 0.3, 1, 10];
const PROBE = 0.5;

/** Models that can stand anywhere between separate networks and hard sharing. */
function useSweepable(): readonly ModelSpec[] {
  const experiment = useExperiment((state) => state.experiment);
  return useMemo(
    () =>
      experiment.models
        .filter((model) => {
          const soft =
            model.ties.length > 0
              ? { ok: true as const, value: experiment }
              : applyEdit(experiment, sliderEdit(model, PROBE));
          return soft.ok && applyEdit(soft.value, { type: 'twinsToTrunk', model: model.id }).ok;
        })
        .sort((a, b) => Math.sign(b.ties.length) - Math.sign(a.ties.length)),
    [experiment],
  );
}

export function StrengthTab() {
  const { t } = useWords();
  const study = useStudy('strength');
  const models = useSweepable();
  const { model: selected } = useModel();
  const model = models.find(({ id }) => id === selected.id) ?? models[0];
  const form = useMemo<StudyForm | undefined>(
    () => (model ? { kind: 'strengths', model: model.id, grid: GRID } : undefined),
    [model],
  );
  return (
    <div className={classes.body}>
      <RunControls slot="strength" name={t('study.form.strengths')} form={form} study={study} />
      {!model && <p className={classes.note}>{t('study.strength.impossible')}</p>}
      {study && study.result.rows.length > 0 ? (
        <UCurve study={study} />
      ) : (
        <p className={classes.empty}>
          {t(limitOf(model?.ties ?? []) === 'equal' ? 'study.strength.empty' : 'study.strength.emptyOther')}
        </p>
      )}
      <Dial />
      {model && <HeatMap model={model.id} />}
    </div>
  );
}

function UCurve({ study }: { readonly study: Study }) {
  const words = useWords();
  const { t } = words;
  const { tasks } = useStudied(study.spec.experiment);
  const { form } = study.spec;
  if (form.kind !== 'strengths') return undefined;
  const { rows } = study.result;
  const { variants } = study;
  const curves = tasks.map((task) => ({ task, points: strengthCurve(rows, variants, form.model, task.id) }));
  const places = [...new Set(curves.flatMap(({ points }) => points.map(({ at }) => at)))];
  const positions = positionsOf(places);
  const xOf = (place: Place): number => positions[places.indexOf(place)] ?? 0;
  const limit = limitOf(study.spec.experiment.models.find(({ id }) => id === form.model)?.ties ?? []);
  const ids = tasks.map(({ id }) => id);
  const best = chooseByValidation(study.result, variants, form.model, ids);
  const bestPlace = curves[0]?.points.find(({ variant }) => variant === best?.key)?.at;
  const lines = curves.map(({ task, points }, i) => {
    const lowest = lowestPoint(study.result, variants, form.model, task.id);
    return {
      key: task.id as string,
      label: task.label,
      colour: taskColour(task.index),
      dash: modelDash(i),
      points: points.map(({ at, mean, low, high }) => ({ x: xOf(at), mean, low, high })),
      best: lowest && xOf(lowest.at),
      lowest: lowest?.at,
    };
  });
  const test = tasks.map((task) => {
    const point = strengthCurve(rows, variants, form.model, task.id, 'test').find(
      ({ variant }) => variant === best?.key,
    );
    return `${task.label} ${metricText(point?.mean ?? Number.NaN, 'loss')}`;
  });
  return (
    <>
      {bestPlace !== undefined && (
        <p className={classes.sentence}>
          {t('study.strength.best', { place: placeWords(words, bestPlace, limit), test: test.join(', ') })}{' '}
          {lines
            .flatMap(({ lowest, label }) =>
              lowest === undefined
                ? []
                : [t('study.strength.bestOf', { task: label, place: placeWords(words, lowest, limit) })],
            )
            .join(' ')}
        </p>
      )}
      <BandChart
        name={t('study.strength.curve')}
        lines={lines}
        height={260}
        xLabel={t('study.strength.axis')}
        yLabel={t('study.strength.validation')}
        ticks={places.map((place) => ({
          x: xOf(place),
          text: placeText(place, placesShown(t, limit)),
        }))}
        upright={bestPlace === undefined ? undefined : xOf(bestPlace)}
      />
    </>
  );
}

function Dial() {
  const { word } = useWords();
  const { edit } = useServices();
  const data = useExperiment((state) => state.experiment.data);
  const dial = dialOf(data);
  if (!dial) return undefined;
  const { field, value } = dial;
  const words = `scenario.${data.scenario}.fields.${field.name}`;
  return (
    <div className={classes.dial}>
      <NumberControl
        label={word(`${words}.label`)}
        help={word(`${words}.help`)}
        value={value}
        min={field.min}
        max={field.max}
        step={field.step}
        scale={field.scale}
        onChange={(next, phase) => edit({ type: 'setDataOption', name: field.name, value: next }, phase)}
      />
    </div>
  );
}
