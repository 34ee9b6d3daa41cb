/** A chart as a table, newest row first, for screen readers and for reading exact numbers. Rewritten once a second. */
import { useEffect, useRef } from 'react';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { phaseNumber } from '../../core/experiment/phases.ts';
import { isWork, workColumn } from '../../core/study/cost.ts';
import { useWords, type Words } from '../parts/i18n/index.ts';
import { startPaintLoop } from '../parts/paintLoop.ts';
import { useRun, useServices } from '../parts/services.tsx';
import { type ChartModel, isHidden } from './chartModel.ts';
import { chartStore, type Unit, useChartStore } from './chartStore.ts';
import classes from './charts.module.css';
import { valueText } from './lineStyle.ts';
import { upperBound } from './math/nearest.ts';
import { lineName } from './names.ts';
import { costsOf } from './units.ts';

const HZ = 1;
const ROWS = 60;

/** Up to ROWS measured steps of the visible range, evenly spread, newest first. */
function stepsShown(model: ChartModel): number[] {
  const { log, range } = model.read();
  const all = log.steps();
  const from = range ? upperBound(all, range[0] - 1) : 0;
  const to = range ? upperBound(all, range[1]) : all.length;
  const every = Math.max(1, Math.ceil((to - from) / ROWS));
  const steps: number[] = [];
  for (let k = to - 1; k >= from; k -= every) steps.push(all[k] as number);
  return steps;
}

/** Where the axis counts what steps cost: that of each model, beside the step. */
function workColumns(experiment: Experiment | undefined, unit: Unit) {
  if (!experiment || !isWork(unit)) return [];
  const costs = costsOf(experiment);
  return experiment.models.flatMap(({ id, name }) => {
    const perStep = costs[workColumn(id, unit)];
    return perStep === undefined ? [] : [{ id, name, unit, perStep }];
  });
}

function paintRows(body: HTMLTableSectionElement, model: ChartModel, number: Words['number']): void {
  const { log, phases, experiment } = model.read();
  const costs = workColumns(experiment, chartStore.getState().unit);
  const { hidden } = chartStore.getState();
  const lines = model.lines.filter((line) => !isHidden(line, hidden));
  const rows = stepsShown(model).map((step) => {
    const row = document.createElement('tr');
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = number(step);
    row.append(head);
    const add = (text: string): void => {
      const cell = document.createElement('td');
      cell.textContent = text;
      row.append(cell);
    };
    if (phases.length > 0) add(String(phaseNumber(phases, step)));
    for (const { perStep } of costs) add(number(step * perStep));
    for (const line of lines) add(valueText(log.at(line.series, step)?.value, line.format));
    return row;
  });
  body.replaceChildren(...rows);
}

interface DataTableProps {
  readonly model: ChartModel;
  readonly scenario: string;
  readonly label: string;
}
export function DataTable({ model, scenario, label }: DataTableProps) {
  const { runs } = useServices();
  const words = useWords();
  const { number } = words;
  const box = useRef<HTMLElement>(null);
  const hidden = useChartStore((state) => state.hidden);
  const phased = useRun((state) => (state.experiment?.training.phases.length ?? 0) > 0);
  const unit = useChartStore((state) => state.unit);
  const trained = useRun((state) => state.experiment);
  const costs = workColumns(trained, unit);
  useEffect(() => {
    const body = box.current?.querySelector('tbody');
    if (!box.current || !body) return;
    const sources = [(wake: () => void) => runs.subscribe(wake), (wake: () => void) => chartStore.subscribe(wake)];
    return startPaintLoop(box.current, sources, () => paintRows(body, model, number), HZ).stop;
  }, [model, runs, number]);
  return (
    <section
      className={classes.dataTable}
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={words.word('charts.tableName', { chart: label })}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{words.word('charts.step')}</th>
            {phased && <th scope="col">{words.word('charts.phaseColumn')}</th>}
            {costs.map(({ id, name, unit }) => (
              <th key={id} scope="col">
                {words.given(name)}: {words.word(`charts.unit.${unit}`)}
              </th>
            ))}
            {model.lines
              .filter((line) => !isHidden(line, hidden))
              .map((line) => (
                <th key={line.series} scope="col">
                  {lineName(words, scenario, line)}
                </th>
              ))}
          </tr>
        </thead>
        <tbody />
      </table>
    </section>
  );
}
