/** Relatedness against strength: the mean validation loss at each pair; the best strength of each row is the ridge. */
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ModelId } from '../../core/experiment/experiment.ts';
import { exactHeat, type HeatRow } from '../../core/study/exactHeat.ts';
import type { Strength, StudyForm } from '../../core/study/study.ts';
import { strengthCurve } from '../../core/study/sweep.ts';
import { limitOf } from '../../core/ties/limit.ts';
import type { Study } from '../../state/studyProgress.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { useExperiment } from '../parts/services.tsx';
import { Tip } from '../parts/Tip.tsx';
import { dialValues, type Place, placeText } from './axes.ts';
import { dialOf } from './dial.ts';
import { placesShown } from './places.ts';
import { RunControls } from './RunControls.tsx';
import classes from './study.module.css';
import { withRepeats } from './studyStore.ts';
import { useStudied, useStudy } from './useStudy.ts';

const EXACT_SCENARIO = 'linear-tasks';
const EXACT_GRID: readonly Strength[] = [0, 0.03, 0.1, 0.3, 1, 3, 10, 'infinite'];
const TRAINED_GRID: readonly Strength[] = [0.01, 0.1, 1];
const ROWS = 7;
const TRAINED_ROWS = 4;

interface Grid {
  readonly places: readonly Place[];
  readonly rows: readonly HeatRow[];
}

export function HeatMap({ model }: { readonly model: ModelId }) {
  const { t, word } = useWords();
  const experiment = useExperiment((state) => state.experiment);
  const dial = useMemo(() => dialOf(experiment.data), [experiment.data]);
  const study = useStudy('heat');
  const form = useMemo<StudyForm | undefined>(() => {
    if (!dial) return undefined;
    const values = dialValues(dial.field, TRAINED_ROWS);
    return { kind: 'strengths', model, grid: TRAINED_GRID, across: { option: dial.field.name, values } };
  }, [dial, model]);
  if (!dial) return <p className={classes.note}>{t('study.strength.heatNone')}</p>;
  const label = word(`scenario.${experiment.data.scenario}.fields.${dial.field.name}.label`);
  return (
    <section className={classes.lines} aria-label={t('study.strength.heat')}>
      <h3 className={classes.subhead}>{t('study.strength.heat')}</h3>
      {experiment.data.scenario === EXACT_SCENARIO ? (
        <ExactMap dial={dial.field} label={label} />
      ) : (
        <>
          <RunControls slot="heat" name={t('study.strength.heat')} form={form} study={study} />
          {study && study.result.rows.length > 0 ? (
            <TrainedMap study={study} label={label} />
          ) : (
            <p className={classes.empty}>{t('study.strength.heatEmpty', { dial: label })}</p>
          )}
        </>
      )}
    </section>
  );
}

interface ExactMapProps {
  readonly dial: Parameters<typeof dialValues>[0] & { readonly name: string };
  readonly label: string;
}
function ExactMap({ dial, label }: ExactMapProps) {
  const { t } = useWords();
  const experiment = useExperiment((state) => state.experiment);
  const [grid, setGrid] = useState<Grid>();
  const [busy, setBusy] = useState(false);
  const solve = async (): Promise<void> => {
    setBusy(true);
    const rows = await exactHeat(withRepeats(experiment), dial.name, dialValues(dial, ROWS), EXACT_GRID);
    setGrid({ places: EXACT_GRID, rows });
    setBusy(false);
  };
  return (
    <>
      <div>
        <Tip text={t('study.strength.heatExactHelp')}>
          <Button variant="default" loading={busy} onClick={() => void solve()}>
            {t('study.strength.heatExact')}
          </Button>
        </Tip>
      </div>
      {grid ? (
        <Cells grid={grid} label={label} note={t('study.strength.heatExactNote')} />
      ) : (
        <p className={classes.empty}>{t('study.strength.heatEmpty', { dial: label })}</p>
      )}
    </>
  );
}

function TrainedMap({ study, label }: { readonly study: Study; readonly label: string }) {
  const { tasks } = useStudied(study.spec.experiment);
  const { form } = study.spec;
  if (form.kind !== 'strengths' || !form.across) return undefined;
  const { option, values } = form.across;
  const limit = limitOf(study.spec.experiment.models.find(({ id }) => id === form.model)?.ties ?? []);
  const places: readonly Place[] = [0, ...form.grid, ...(limit === 'equal' ? [] : ['infinite' as const]), 'hard'];
  const rows = values.map((value): HeatRow => {
    const variants = study.variants.filter(({ params }) => params[option] === value);
    const curves = tasks.map((task) => strengthCurve(study.result.rows, variants, form.model, task.id));
    const errors = places.map((place) => {
      const found = curves.flatMap((points) => points.find(({ at }) => at === place)?.mean ?? []);
      return found.length < tasks.length ? undefined : found.reduce((sum, each) => sum + each, 0) / found.length;
    });
    return { value, errors };
  });
  return <Cells grid={{ places, rows }} label={label} limit={limit} />;
}

/** Share of the accent in the best cell; less would be no map, more would swallow the numbers. */
const DARKEST = 42;
interface CellsProps {
  readonly grid: Grid;
  readonly label: string;
  readonly note?: string;
  /** Where the ties lead. Default: to hard sharing. */
  readonly limit?: ReturnType<typeof limitOf>;
}
function Cells({ grid, label, note, limit = 'equal' }: CellsProps) {
  const { t } = useWords();
  const shown = placesShown(t, limit);
  return (
    <figure className={classes.figure}>
      <div className={classes.wide}>
        <table className={classes.heat} aria-label={t('study.strength.heat')}>
          <thead>
            <tr>
              <th scope="col">
                {label} \ {t('study.strength.axis')}
              </th>
              {grid.places.map((place) => (
                <th key={place} scope="col">
                  {placeText(place, shown)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.rows.map(({ value, errors }) => {
              const known = errors.filter((each) => each !== undefined);
              const [least, most] = [Math.min(...known), Math.max(...known)];
              return (
                <tr key={value}>
                  <th scope="row">{shortNumber(value)}</th>
                  {grid.places.map((place, i) => {
                    const error = errors[i];
                    const near = error === undefined || most === least ? 0 : (most - error) / (most - least);
                    return (
                      <td
                        key={place}
                        data-best={(error !== undefined && error === least) || undefined}
                        style={{
                          background: `color-mix(in srgb, var(--accent) ${Math.round(DARKEST * near ** 2)}%, var(--surface))`,
                        }}
                      >
                        {error === undefined ? '–' : shortNumber(Number(error.toPrecision(3)))}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <figcaption className={classes.note}>
        {t('study.strength.heatNote')} {note}
      </figcaption>
    </figure>
  );
}
