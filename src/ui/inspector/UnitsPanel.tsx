/**
 * The numbers of a layer in the running model, as a table of units and inputs: a cell's number can be written by hand, a
 * unit can be silenced or frozen. Cells are painted outside React while training goes on.
 */
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ModelSpec, WiringNode } from '../../core/experiment/experiment.ts';
import { analyseModel } from '../../core/graph/analyse.ts';
import type { PlanNode, PlanParameter } from '../../core/graph/modelPlan.ts';
import type { Issue } from '../../core/result.ts';
import { outlineOf } from '../../core/scenarios/outline.ts';
import type { HandEdit, ProbeResult } from '../../state/series.ts';
import { useWords } from '../parts/i18n/index.ts';
import { NumberBox } from '../parts/NumberBox.tsx';
import { shortNumber } from '../parts/numbers.ts';
import { css, mix, themeColour } from '../parts/palette.ts';
import parts from '../parts/parts.module.css';
import { useRun, useServices } from '../parts/services.tsx';
import { UnitWorth } from './UnitWorth.tsx';
import classes from './units.module.css';

/** Rows and columns that are shown of larger layers. */
const SHOWN = 32;

interface Layout {
  readonly units: number;
  readonly allUnits: number;
  /** Rows of the table: inputs of the kernel, then the bias. */
  readonly rows: readonly { readonly parameter: string; readonly row: number; readonly start: number }[];
  readonly allRows: number;
}
/** Where the table's cells are in the flat list of the node's parameters; all have their units on the last axis. */
function layoutOf(parameters: readonly PlanParameter[]): Layout {
  const allUnits = parameters[0]?.shape.at(-1) ?? 0;
  let start = 0;
  const rows: { parameter: string; row: number; start: number }[] = [];
  let allRows = 0;
  for (const { name, size } of parameters) {
    const count = size / allUnits;
    if (name !== 'bias') allRows += count;
    for (let row = 0; row < Math.min(count, SHOWN); row += 1)
      rows.push({ parameter: name, row, start: start + row * allUnits });
    start += size;
  }
  return { units: Math.min(allUnits, SHOWN), allUnits, rows, allRows };
}

interface UnitsPanelProps {
  readonly model: ModelSpec;
  readonly node: WiringNode;
}
export function UnitsPanel({ model, node }: UnitsPanelProps) {
  const { t } = useWords();
  const trained = useRun((state) =>
    state.status === 'idle' || state.status === 'starting' ? undefined : state.experiment,
  );
  const found = useMemo(() => {
    const spec = trained?.models.find(({ id }) => id === model.id);
    const plan = trained && spec && analyseModel(spec, trained.data, outlineOf(trained.data)).plan;
    const planned = plan?.nodes.find(({ id }) => id === node.id);
    return (
      plan && planned && { planned, parameters: planned.parameters.map((i) => plan.parameters[i] as PlanParameter) }
    );
  }, [trained, model.id, node.id]);
  if (!found) return <p className={parts.note}>{t('units.notRunning')}</p>;
  if (found.parameters.length === 0) return <p className={parts.note}>{t('units.none')}</p>;
  return <UnitsTable model={model} planned={found.planned} parameters={found.parameters} />;
}

interface UnitsTableProps {
  readonly model: ModelSpec;
  readonly planned: PlanNode;
  readonly parameters: readonly PlanParameter[];
}
interface Cell {
  readonly row: number;
  readonly unit: number;
}
function UnitsTable({ model, planned, parameters }: UnitsTableProps) {
  const { t } = useWords();
  const { live, session, views } = useServices();
  const layout = useMemo(() => layoutOf(parameters), [parameters]);
  const [marks, setMarks] = useState<{ silenced: readonly number[]; frozen: readonly number[] }>({
    silenced: [],
    frozen: [],
  });
  const [chosen, setChosen] = useState<Cell>({ row: 0, unit: 0 });
  const [value, setValue] = useState<number>();
  const body = useRef<HTMLTableSectionElement>(null);
  const at = (cell: Cell): number => (layout.rows[cell.row]?.start ?? 0) + cell.unit;
  const place = at(chosen);

  const paint = useCallback(
    (result: ProbeResult): void => {
      setValue(result.values[place]);
      const { silenced = [], frozenUnits: frozen = [] } = result;
      setMarks((before) =>
        same(before.silenced, silenced) && same(before.frozen, frozen) ? before : { silenced, frozen },
      );
      paintCells(body.current, layout, result.values);
    },
    [layout, place],
  );
  useEffect(() => {
    const key = `units/${model.id}/${planned.id}`;
    const unwatch = live.watch({ kind: 'parameters', key, model: model.id, node: planned.id });
    const off = live.on(key, paint);
    return () => {
      off();
      unwatch();
    };
  }, [live, model.id, planned.id, paint]);

  const hand = (edit: HandEdit): void => {
    session.hand(model.id, planned.id, edit).then(paint, (issue: Issue) => views.notify(issue));
  };
  /** Shown at once; what the engine answers stands. */
  const mark = (kind: 'silence' | 'freeze', units: readonly number[]): void => {
    setMarks((before) => (kind === 'silence' ? { ...before, silenced: units } : { ...before, frozen: units }));
    session.hand(model.id, planned.id, { kind, units: [...units] }).then(paint, (issue: Issue) => {
      setMarks(marks);
      views.notify(issue);
    });
  };
  const rowName = (row: number): string => {
    const held = layout.rows[row];
    return held?.parameter === 'bias' ? t('units.bias') : t('units.row', { row: (held?.row ?? 0) + 1 });
  };
  const cell = { unit: chosen.unit + 1, row: rowName(chosen.row) };
  const held = layout.rows[chosen.row];
  return (
    <>
      <p className={parts.note}>{t('units.help')}</p>
      {(layout.allUnits > layout.units || layout.allRows > SHOWN) && (
        <p className={parts.note}>
          {t('units.large', {
            units: layout.units,
            allUnits: layout.allUnits,
            rows: Math.min(SHOWN, layout.allRows),
            allRows: layout.allRows,
          })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys. */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('units.numbers')}>
        <table className={classes.grid}>
          <caption className={parts.note}>
            {t(planned.kind.startsWith('conv') ? 'units.channels' : 'units.kernel')}
          </caption>
          <thead>
            <tr>
              <td />
              {range(layout.units).map((unit) => (
                <th key={unit} scope="col">
                  <abbr title={t('units.unit', { unit: unit + 1 })} style={{ textDecoration: 'none' }}>
                    {unit + 1}
                  </abbr>
                </th>
              ))}
            </tr>
          </thead>
          <Cells layout={layout} body={body} chosen={chosen} choose={setChosen} rowName={rowName} />
          <tfoot>
            {(['silence', 'freeze'] as const).map((kind) => {
              const list = kind === 'silence' ? marks.silenced : marks.frozen;
              return (
                <tr key={kind}>
                  <th scope="row" title={t(`units.${kind}Help`)}>
                    {t(`units.${kind}`)}
                  </th>
                  {range(layout.units).map((unit) => (
                    <td key={unit} className={classes.mark}>
                      <input
                        type="checkbox"
                        aria-label={t(`units.${kind}Unit`, { unit: unit + 1 })}
                        checked={list.includes(unit)}
                        onChange={({ currentTarget: { checked } }) =>
                          mark(kind, checked ? [...list, unit] : list.filter((each) => each !== unit))
                        }
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tfoot>
        </table>
      </section>
      <div className={classes.write}>
        <span>{t('units.chosen', cell)}</span>
        {value !== undefined && held && (
          <NumberBox
            label={t('units.value', cell)}
            value={value}
            min={-1e6}
            max={1e6}
            step={0.1}
            width={90}
            onCommit={(next) =>
              hand({
                kind: 'value',
                parameter: held.parameter,
                at: held.row * layout.allUnits + chosen.unit,
                value: next,
              })
            }
          />
        )}
      </div>
      <p className={parts.note}>{t('units.silenceHelp')}</p>
      <p className={parts.note}>{t('units.freezeHelp')}</p>
      <UnitWorth model={model.id} node={planned.id} units={layout.units} />
    </>
  );
}

interface CellsProps {
  readonly layout: Layout;
  readonly body: React.RefObject<HTMLTableSectionElement | null>;
  readonly chosen: Cell;
  readonly choose: (cell: Cell) => void;
  readonly rowName: (row: number) => string;
}
/** One tab stop; the arrow keys move the chosen cell. */
function Cells({ layout, body, chosen, choose, rowName }: CellsProps) {
  const { t } = useWords();
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    const row = Math.min(layout.rows.length - 1, Math.max(0, chosen.row + (step[0] ?? 0)));
    const unit = Math.min(layout.units - 1, Math.max(0, chosen.unit + (step[1] ?? 0)));
    choose({ row, unit });
    body.current?.querySelector<HTMLElement>(`[data-cell="${row} ${unit}"]`)?.focus();
  };
  return (
    <tbody ref={body} onKeyDown={move}>
      {layout.rows.map(({ parameter, row: input }, row) => (
        <tr key={`${parameter} ${input}`}>
          <th scope="row">{rowName(row)}</th>
          {range(layout.units).map((unit) => {
            const mine = chosen.row === row && chosen.unit === unit;
            return (
              <td key={unit} style={{ padding: 0 }}>
                <button
                  type="button"
                  data-cell={`${row} ${unit}`}
                  className={classes.cell}
                  style={{ border: 0, display: 'block' }}
                  tabIndex={mine ? 0 : -1}
                  aria-pressed={mine}
                  aria-label={t('units.cellPlain', { unit: unit + 1, row: rowName(row) })}
                  onClick={() => choose({ row, unit })}
                />
              </td>
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const same = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();

/** Orange below zero, blue above, as far from the surface as the number is from zero. */
function paintCells(body: HTMLElement | null, layout: Layout, values: Float32Array): void {
  const buttons = body?.querySelectorAll<HTMLElement>('[data-cell]');
  if (!buttons) return;
  const [middle, high, low] = [themeColour('--surface-sunken'), themeColour('--task-0'), themeColour('--task-1')];
  const peak = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  let next = 0;
  for (const { start } of layout.rows) {
    for (let unit = 0; unit < layout.units; unit += 1) {
      const button = buttons[next];
      next += 1;
      const value = values[start + unit] ?? 0;
      if (!button) continue;
      button.style.background = css(mix(middle, value < 0 ? low : high, Math.sqrt(Math.abs(value) / peak)));
      button.title = shortNumber(value);
    }
  }
}
