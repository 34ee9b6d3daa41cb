/** Which unit of the layer each task needs, in every model: validation losses with one unit silenced at a time. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { NodeId } from '../../core/experiment/experiment.ts';
import type { Issue } from '../../core/result.ts';
import type { ProbeResult } from '../../state/series.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useRun, useServices } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import { UnitMatrix } from '../parts/UnitMatrix.tsx';
import type { StudiedModel } from './describe.ts';
import classes from './study.module.css';
import type { StudiedTask } from './useStudy.ts';

const MOST_UNITS = 32;

interface Measured {
  readonly name: string;
  readonly key: string;
  readonly result: ProbeResult;
}
interface UnitsOfModelsProps {
  readonly ordered: readonly StudiedModel[];
  readonly tasks: readonly StudiedTask[];
  nodeOf(model: StudiedModel, task: StudiedTask): NodeId | undefined;
}
export function UnitsOfModels({ ordered, tasks, nodeOf }: UnitsOfModelsProps) {
  const { t } = useWords();
  const { session, views } = useServices();
  const ready = useRun((state) => state.rows !== undefined);
  const [measured, setMeasured] = useState<readonly Measured[]>([]);
  const measure = async (): Promise<void> => {
    const found: Measured[] = [];
    try {
      for (const model of ordered) {
        for (const node of new Set(tasks.flatMap((task) => nodeOf(model, task) ?? []))) {
          const own = tasks.filter((task) => nodeOf(model, task) === node).map(({ label }) => label);
          const result = await session.probe({
            kind: 'withoutUnits',
            key: 'study units',
            model: model.id,
            node,
            units: MOST_UNITS,
          });
          const name =
            own.length === tasks.length
              ? t('study.origin.unitsOf', { model: model.name, step: result.step })
              : t('study.origin.unitsOfTask', { model: model.name, tasks: own.join(', '), step: result.step });
          found.push({ name, key: `${model.id} ${node}`, result });
        }
      }
    } catch (issue) {
      views.notify(issue as Issue);
    }
    setMeasured(found);
  };
  return (
    <section className={classes.lines} aria-labelledby="study-units">
      <h3 className={classes.subhead} id="study-units">
        {t('study.origin.unitsTitle')}
      </h3>
      <div>
        <Tip text={t('units.measureHelp')}>
          <Button variant="default" disabled={!ready} onClick={() => void measure()}>
            {t('units.measure')}
          </Button>
        </Tip>
      </div>
      {measured.length > 0 && (
        <div className={classes.matrices}>
          {measured.map(({ key, name, result }) => (
            <UnitMatrix key={key} name={name} result={result} />
          ))}
        </div>
      )}
    </section>
  );
}
