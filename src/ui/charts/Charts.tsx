/** All charts, side by side. Which are shown is part of the experiment's view; how they are looked at stays here. */
import { useEffect } from 'react';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices } from '../parts/services.tsx';
import { ChartBar } from './ChartBar.tsx';
import { ChartCard } from './ChartCard.tsx';
import { chartStore, forgetHidden } from './chartStore.ts';
import classes from './charts.module.css';
import { charts, FIRST_CHARTS } from './index.ts';
import { clockOf } from './units.ts';

/** Which models over which data: what legend switches refer to. */
const castOf = (experiment: Experiment | undefined): string =>
  experiment ? [experiment.data.scenario, ...experiment.models.map(({ id, name }) => `${id} ${name}`)].join('\n') : '';

export function Charts() {
  const { runs, edit } = useServices();
  const { word } = useWords();
  const chosen = useExperiment((state) => state.experiment.view.charts) ?? FIRST_CHARTS;
  const shown = chosen.filter((id) => charts.has(id));
  const choose = (ids: readonly string[]): void => {
    edit({ type: 'setView', patch: { charts: ids } });
  };
  useEffect(() => {
    // Notes the training clock, for axes in seconds; a range that was zoomed in on belongs to its own run.
    const note = (): void => {
      const { log, progress } = runs.getState();
      clockOf(log).note(progress.step, progress.seconds);
    };
    note();
    return runs.subscribe((state, before) => {
      if (state.log !== before.log) chartStore.setState({ range: undefined });
      if (state.experiment !== before.experiment && castOf(state.experiment) !== castOf(before.experiment))
        forgetHidden();
      if (state.progress !== before.progress) note();
    });
  }, [runs]);
  return (
    <div className={classes.charts}>
      <ChartBar shown={shown} onChoose={choose} />
      {shown.length === 0 ? (
        <p className={classes.empty}>{word('charts.noneChosen')}</p>
      ) : (
        <div className={classes.grid}>
          {shown.map((id) => (
            <ChartCard
              key={id}
              chart={charts.get(id)}
              onClose={shown.length > 1 ? () => choose(shown.filter((other) => other !== id)) : undefined}
            />
          ))}
        </div>
      )}
    </div>
  );
}
