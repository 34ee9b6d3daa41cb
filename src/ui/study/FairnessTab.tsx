/** Is the comparison fair: what was chosen on what, what differs between the models, and each model's own learning rate. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { startsCorrespond } from '../../core/experiment/matchParameters.ts';
import { stepCost } from '../../core/study/cost.ts';
import { summaryOf, valuesBySeed } from '../../core/study/results.ts';
import type { StudyForm } from '../../core/study/study.ts';
import { chooseByValidation } from '../../core/study/sweep.ts';
import type { Study } from '../../state/studyProgress.ts';
import { changeText } from '../parts/changeText.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { baselineOf, differencesOf, metricText } from './describe.ts';
import { MatchParameters } from './MatchParameters.tsx';
import { RunControls } from './RunControls.tsx';
import classes from './study.module.css';
import { useStudied, useStudy } from './useStudy.ts';

/** Around the present rate, in thirds of a decade or so. */
const FACTORS = [0.1, 0.3, 1, 3] as const;
const LARGEST = 1;

export function FairnessTab() {
  const { t } = useWords();
  const study = useStudy('rates');
  const rate = useExperiment((state) => state.experiment.training.optimizer.learningRate);
  const form = useMemo<StudyForm>(() => {
    const grid = FACTORS.map((factor) => Math.min(LARGEST, Number((rate * factor).toPrecision(2))));
    return { kind: 'rates', grid: [...new Set(grid)] };
  }, [rate]);
  return (
    <div className={classes.body}>
      <ul className={classes.list}>
        <li>{t('study.fairness.chosen')}</li>
        <li>{t('study.fairness.paired')}</li>
        <Starts />
      </ul>
      <Differences />
      <MatchParameters />
      <h3 className={classes.subhead}>{t('study.fairness.rates')}</h3>
      <p className={classes.note}>{t('study.fairness.ratesText')}</p>
      <RunControls slot="rates" name={t('study.form.rates')} form={form} study={study} />
      {study && study.result.rows.length > 0 ? (
        <Rates study={study} />
      ) : (
        <p className={classes.empty}>{t('study.fairness.ratesEmpty')}</p>
      )}
    </div>
  );
}

function Starts() {
  const { t } = useWords();
  const experiment = useExperiment((state) => state.experiment);
  const equal = useMemo(() => startsCorrespond(experiment), [experiment]);
  return <li>{t(equal ? 'study.fairness.startsEqual' : 'study.fairness.startsDiffer')}</li>;
}

function Differences() {
  const words = useWords();
  const { t, number } = words;
  const { experiment, analyses } = useExperiment((state) => ({
    experiment: state.experiment,
    analyses: state.analyses,
  }));
  const { models } = useStudied(experiment);
  const baseline = baselineOf(models);
  if (!baseline) return undefined;
  const costs = new Map(experiment.models.map((model) => [model.id, stepCost(experiment, model)?.multiplyAdds]));
  return (
    <>
      <h3 className={classes.subhead}>{t('study.fairness.differences')}</h3>
      <ul className={classes.list}>
        {models
          .filter(({ id }) => id !== baseline.id)
          .map(({ id, name }) => {
            const { sharing, changes: found } = differencesOf(experiment, baseline.id, id);
            const changes = [
              ...(sharing ? [`${t(`study.sharing.${sharing.from}`)} → ${t(`study.sharing.${sharing.to}`)}`] : []),
              ...found.map((change) => changeText(words, experiment.data.scenario, change)),
            ];
            return (
              <li key={id}>
                {t('study.seeds.against', { contender: name, baseline: baseline.name })}:{' '}
                {changes.length > 0 ? changes.join(', ') : t('study.fairness.same')}
              </li>
            );
          })}
        <li>
          {models
            .map(({ id, name }) =>
              t('study.fairness.parameters', {
                model: name,
                number: number(analyses.get(id)?.counts.total ?? 0),
                adds: number(costs.get(id) ?? 0),
              }),
            )
            .join('; ')}
          .
        </li>
      </ul>
    </>
  );
}

function Rates({ study }: { readonly study: Study }) {
  const { t, given } = useWords();
  const { edit } = useServices();
  const { models, tasks } = useStudied(study.spec.experiment);
  const present = useExperiment((state) => state.experiment.models);
  const { rows } = study.result;
  const { variants } = study;
  const ids = tasks.map(({ id }) => id);
  const best = new Map(models.map(({ id }) => [id, chooseByValidation(study.result, variants, id, ids)]));
  const score = (variant: string, model: (typeof models)[number]): number => {
    const means = ids.map(
      (task) =>
        summaryOf([
          ...valuesBySeed(rows, { variant, model: model.id }, { task, split: 'validation', metric: 'loss' }).values(),
        ])?.mean ?? Number.NaN,
    );
    return means.reduce((sum, value) => sum + value, 0) / means.length;
  };
  const use = (): void => {
    const edits = present.flatMap(({ id }) => {
      const rate = best.get(id)?.params.rate;
      return typeof rate === 'number'
        ? [{ type: 'setOptimizer', model: id, patch: { learningRate: rate } } as const]
        : [];
    });
    edit({ type: 'batch', edits });
  };
  return (
    <>
      <div className={classes.wide}>
        <table className={classes.table} aria-label={t('study.fairness.rates')}>
          <thead>
            <tr>
              <th scope="col">{t('study.fairness.rate')}</th>
              {models.map(({ id, name }) => (
                <th key={id} scope="col">
                  {given(name)}: {t('study.strength.validation')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {variants.map(({ key, params }) => (
              <tr key={key}>
                <th scope="row">{shortNumber(Number(params.rate))}</th>
                {models.map((model) => (
                  <td key={model.id}>
                    {metricText(score(key, model), 'loss')}
                    {best.get(model.id)?.key === key && <strong> ← {t('study.fairness.chosenRate')}</strong>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {study.progress.status === 'done' && (
        <div>
          <Button variant="default" onClick={use}>
            {t('study.fairness.use')}
          </Button>
        </div>
      )}
    </>
  );
}
