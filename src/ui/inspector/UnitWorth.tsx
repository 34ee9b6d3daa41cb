/** Which task needs which unit: every task's validation loss with one unit silenced at a time, measured on request. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ModelId, NodeId } from '../../core/experiment/experiment.ts';
import type { Issue } from '../../core/result.ts';
import type { ProbeResult } from '../../state/series.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { Tip } from '../parts/Tip.tsx';
import { taskColour, taskLetter } from '../parts/taskStyle.ts';
import classes from './units.module.css';

interface UnitWorthProps {
  readonly model: ModelId;
  readonly node: NodeId;
  readonly units: number;
}
export function UnitWorth({ model, node, units }: UnitWorthProps) {
  const { t } = useWords();
  const { session, views } = useServices();
  const [result, setResult] = useState<ProbeResult>();
  const measure = (): void => {
    session
      .probe({ kind: 'withoutUnits', key: 'unit worth', model, node, units })
      .then(setResult, (issue: Issue) => views.notify(issue));
  };
  return (
    <>
      <Tip text={t('units.measureHelp')}>
        <Button variant="default" onClick={measure}>
          {t('units.measure')}
        </Button>
      </Tip>
      {result && <Matrix result={result} />}
    </>
  );
}

function Matrix({ result }: { readonly result: ProbeResult }) {
  const { t } = useWords();
  const known = useExperiment((state) => state.outline.tasks);
  const { tasks = [], values, step } = result;
  const count = tasks.length;
  const units = count > 0 ? values.length / count - 1 : 0;
  const change = (unit: number, task: number): number => (values[(1 + unit) * count + task] ?? 0) - (values[task] ?? 0);
  const most = Math.max(
    1e-9,
    ...Array.from({ length: units }, (_, unit) => tasks.map((__, task) => Math.abs(change(unit, task)))).flat(),
  );
  const indexes = tasks.map((task) => known.findIndex(({ id }) => id === task));
  return (
    <div className={classes.scroll}>
      <table className={`${classes.grid ?? ''} ${classes.matrix ?? ''}`}>
        <caption className={parts.note}>{t('units.matrix', { step })}</caption>
        <thead>
          <tr>
            <td />
            {indexes.map((index) => (
              <th key={index} scope="col" aria-label={t('units.task', { letter: taskLetter(index) })}>
                <TaskBadge index={index} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('units.whole')}</th>
            {tasks.map((task, i) => (
              <td key={task}>{shortNumber(Number((values[i] ?? 0).toPrecision(3)))}</td>
            ))}
          </tr>
          {Array.from({ length: units }, (_, unit) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its place.
            <tr key={unit}>
              <th scope="row">{t('units.without', { unit: unit + 1 })}</th>
              {tasks.map((task, i) => {
                const value = change(unit, i);
                const share = Math.round((38 * Math.abs(value)) / most);
                return (
                  <td
                    key={task}
                    style={{
                      background: `color-mix(in srgb, ${value > 0 ? taskColour(indexes[i] ?? 0) : 'var(--ink-soft)'} ${share}%, transparent)`,
                    }}
                  >
                    {value > 0 ? '+' : value < 0 ? '−' : ''}
                    {shortNumber(Number(Math.abs(value).toPrecision(2)))}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
