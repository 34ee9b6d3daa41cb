/** 'Match parameter counts': one model's widths changed until it is as large as another. One undoable edit. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type Match, matchParameters } from '../../core/experiment/matchParameters.ts';
import type { Result } from '../../core/result.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { bySharing } from './describe.ts';
import classes from './study.module.css';
import { useStudied } from './useStudy.ts';

export function MatchParameters() {
  const { t, issue, number, given } = useWords();
  const { edit } = useServices();
  const { experiment, analyses } = useExperiment((state) => ({
    experiment: state.experiment,
    analyses: state.analyses,
  }));
  const ordered = bySharing(useStudied(experiment).models);
  const [chosen, setChosen] = useState<{ model?: string; target?: string }>({});
  const [told, setTold] = useState<Result<Match>>();
  // From what shares least to what shares most, unless someone chooses.
  const model = ordered.find(({ id }) => id === chosen.model) ?? ordered[0];
  const others = ordered.filter(({ id }) => id !== model?.id);
  const target = others.find(({ id }) => id === chosen.target) ?? others.at(-1);
  if (!model || !target) return undefined;
  const data = (list: typeof ordered) => list.map(({ id, name }) => ({ value: id as string, label: given(name) }));
  const run = (): void => {
    const match = matchParameters(experiment, model.id, analyses.get(target.id)?.counts.total ?? 0);
    if (match.ok) edit(match.value.edit);
    setTold(match);
  };
  return (
    <section className={classes.lines} aria-labelledby="study-match">
      <h3 className={classes.subhead} id="study-match">
        {t('study.fairness.match')}
      </h3>
      <p className={classes.note}>{t('study.fairness.matchText')}</p>
      <div className={classes.run}>
        <NativeSelect
          label={t('study.fairness.matchModel')}
          value={model.id}
          data={data(ordered)}
          onChange={(event) => setChosen({ ...chosen, model: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('study.fairness.matchTarget')}
          value={target.id}
          data={data(others)}
          onChange={(event) => setChosen({ ...chosen, target: event.currentTarget.value })}
        />
        <Button variant="default" style={{ alignSelf: 'end' }} onClick={run}>
          {t('study.fairness.match')}
        </Button>
      </div>
      {told && (
        <p className={classes.sentence} role="status">
          {told.ok
            ? t('study.fairness.matchDone', {
                model: model.name,
                other: target.name,
                before: number(told.value.before),
                after: number(told.value.after),
                target: number(told.value.target),
              })
            : issue(told.issue)}
        </p>
      )}
    </section>
  );
}
