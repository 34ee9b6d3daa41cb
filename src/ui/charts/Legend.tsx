/**
 * The legend: a row per task under each model, a column per split, and in it the latest value, or the one under the
 * cursor. Models, and the tasks and splits in the head, are switches. Values are written outside React.
 */
import { useEffect, useRef } from 'react';
import { useWords, type Words } from '../parts/i18n/index.ts';
import { startPaintLoop } from '../parts/paintLoop.ts';
import { useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { modelDash } from '../parts/taskStyle.ts';
import { type ChartModel, isColumnHidden } from './chartModel.ts';
import { chartStore, toggle, useChartStore } from './chartStore.ts';
import classes from './charts.module.css';
import { type ChartLine, columnKey, modelKey, rowKey, type Subject, subjectKey } from './line.ts';
import { subjectColour, subjectMark, valueText } from './lineStyle.ts';
import { nearestIndex } from './math/nearest.ts';
import { subjectName } from './names.ts';

const HZ = 5;

interface Row {
  readonly key: string;
  readonly lead: ChartLine;
  readonly cells: readonly (ChartLine | undefined)[];
}
interface Group {
  readonly id: string;
  readonly name: string;
  readonly model: number;
  readonly rows: readonly Row[];
}

const columnsOf = (lines: readonly ChartLine[]): ChartLine['column'][] => [
  ...new Set(lines.map((line) => line.column)),
];

function groupsOf(lines: readonly ChartLine[], columns: readonly ChartLine['column'][]): Group[] {
  const groups = new Map<string, ChartLine[]>();
  for (const line of lines) groups.set(line.modelId, [...(groups.get(line.modelId) ?? []), line]);
  return [...groups].map(([id, members]) => {
    const keys = [...new Set(members.map(rowKey))];
    return {
      id,
      name: members[0]?.modelName ?? '',
      model: members[0]?.model ?? 0,
      rows: keys.flatMap((key) => {
        const own = members.filter((line) => rowKey(line) === key);
        const lead = own[0];
        return lead ? [{ key, lead, cells: columns.map((column) => own.find((line) => line.column === column)) }] : [];
      }),
    };
  });
}

/** The value of each line: at the cursor from the curve as drawn, otherwise the last one measured. */
function paintValues(root: HTMLElement, model: ChartModel, cursor: number | undefined): void {
  const reading = model.read();
  const curves = new Map(reading.curves.map((curve) => [curve.line.series, curve]));
  const formats = new Map(model.lines.map((line) => [line.series, line.format]));
  for (const cell of root.querySelectorAll<HTMLElement>('[data-value]')) {
    const series = cell.dataset.value ?? '';
    const curve = curves.get(series);
    const index = curve && cursor !== undefined ? nearestIndex(curve.steps, cursor) : undefined;
    const value =
      cursor !== undefined ? (index === undefined ? undefined : curve?.y[index]) : reading.log.last(series)?.value;
    const text = valueText(value, formats.get(series));
    if (cell.textContent !== text) cell.textContent = text;
  }
}

interface LegendProps {
  readonly model: ChartModel;
  readonly scenario: string;
  readonly label: string;
}
export function Legend({ model, scenario, label }: LegendProps) {
  const { runs, views } = useServices();
  const words = useWords();
  const root = useRef<HTMLDivElement>(null);
  const hidden = useChartStore((state) => state.hidden);
  const columns = columnsOf(model.lines);
  const isOff = (column: ChartLine['column']): boolean =>
    model.lines.every((line) => line.column !== column || isColumnHidden(line, hidden));
  const groups = groupsOf(model.lines, columns);
  const distinct = [...new Map(model.lines.map(({ subject }) => [subjectKey(subject), subject])).values()];
  // A chart with one subject only would be empty without it.
  const subjects = distinct.length > 1 ? distinct : [];
  const apart = subjects.length > 2;
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const paint = (): void => paintValues(element, model, views.getState().cursor);
    const loop = startPaintLoop(
      element,
      [(wake) => runs.subscribe(wake), (wake) => views.subscribe(wake), (wake) => chartStore.subscribe(wake)],
      paint,
      HZ,
    );
    return loop.stop;
  }, [model, runs, views]);
  return (
    <div className={classes.legend} ref={root}>
      <table aria-label={label}>
        {(subjects.length > 1 || columns.some((column) => column !== 'value')) && (
          <thead>
            {/* Three and more would break into two lines beside the names of the columns. */}
            {apart && (
              <tr>
                <td colSpan={columns.length + 1}>
                  <Subjects subjects={subjects} scenario={scenario} hidden={hidden} words={words} />
                </td>
              </tr>
            )}
            <tr>
              <td>{!apart && <Subjects subjects={subjects} scenario={scenario} hidden={hidden} words={words} />}</td>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column !== 'value' && (
                    <Switch
                      keyName={columnKey(column)}
                      off={isOff(column)}
                      label={words.word(`charts.column.${column}`)}
                    >
                      {words.word(`charts.columnShort.${column}`)}
                    </Switch>
                  )}
                </th>
              ))}
            </tr>
          </thead>
        )}
        {groups.map((group) => (
          <tbody key={group.id}>
            <tr className={classes.legendHead}>
              <th scope="rowgroup" colSpan={columns.length + 1} className={classes.legendModel}>
                <Switch
                  keyName={modelKey(group.id)}
                  off={hidden.includes(modelKey(group.id))}
                  label={words.given(group.name)}
                >
                  <Dash model={group.model} />
                  <span className={classes.clip}>{words.given(group.name)}</span>
                </Switch>
              </th>
            </tr>
            {group.rows.map((row, k) => (
              <LegendRow
                key={row.key}
                row={row}
                hidden={hidden}
                words={words}
                scenario={scenario}
                group={k === 0 ? group : undefined}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface SubjectsProps {
  readonly subjects: readonly Subject[];
  readonly scenario: string;
  readonly hidden: readonly string[];
  readonly words: Words;
}
function Subjects({ subjects, scenario, hidden, words }: SubjectsProps) {
  return (
    <div className={classes.subjects}>
      {subjects.map((subject) => (
        <Switch
          key={subjectKey(subject)}
          keyName={subjectKey(subject)}
          off={hidden.includes(subjectKey(subject))}
          label={subjectName(words, scenario, subject)}
        >
          <Mark subject={subject} />
        </Switch>
      ))}
    </div>
  );
}

interface LegendRowProps {
  readonly row: Row;
  readonly hidden: readonly string[];
  readonly words: Words;
  readonly scenario: string;
  /** On the first row of a model: where there is no room for a line with its name, its switch stands here. */
  readonly group: Group | undefined;
}
function LegendRow({ row, hidden, words, scenario, group }: LegendRowProps) {
  const { subject } = row.lead;
  const off = hidden.includes(subjectKey(subject)) || hidden.includes(modelKey(row.lead.modelId));
  return (
    <tr data-off={off || undefined}>
      <th scope="row">
        <span className={classes.legendName}>
          <span className={classes.legendLine}>
            {group ? (
              <Switch
                keyName={modelKey(group.id)}
                off={hidden.includes(modelKey(group.id))}
                label={words.given(group.name)}
              >
                <Dash model={group.model} />
              </Switch>
            ) : (
              <Dash model={row.lead.model} />
            )}
          </span>
          <Mark subject={subject} />
          <span className={classes.clip}>{subjectName(words, scenario, subject)}</span>
        </span>
      </th>
      {row.cells.map((line, k) => (
        <td
          key={line?.series ?? `none ${String(k)}`}
          {...(line && !isColumnHidden(line, hidden) ? { 'data-value': line.series } : {})}
        />
      ))}
    </tr>
  );
}

function Dash({ model }: { readonly model: number }) {
  return (
    <svg width="20" height="6" aria-hidden="true">
      <path d="M0 3H20" className={classes.modelLine} strokeDasharray={modelDash(model)} />
    </svg>
  );
}

function Mark({ subject }: { readonly subject: Subject }) {
  if (subject.kind === 'task') return <TaskBadge index={subject.index} />;
  return (
    <span className={classes.legendMark} style={{ color: subjectColour(subject) }}>
      {subjectMark(subject)}
    </span>
  );
}

interface SwitchProps {
  readonly keyName: string;
  readonly off: boolean;
  readonly label: string;
  readonly children: React.ReactNode;
}
/** Pressed = shown. */
function Switch({ keyName, off, label, children }: SwitchProps) {
  return (
    <button
      type="button"
      className={classes.legendSwitch}
      aria-pressed={!off}
      aria-label={label}
      title={label}
      onClick={() => toggle('hidden', keyName)}
    >
      {children}
    </button>
  );
}
