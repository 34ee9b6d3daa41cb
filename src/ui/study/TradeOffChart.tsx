/** Loss against loss over the test split: the weighted sums from (1, 0) to (0, 1) as a curve, every method as a disc. */
import { useId } from 'react';
import type { MethodTable } from '../../core/study/methodTable.ts';
import { summaryOf, valuesBySeed } from '../../core/study/results.ts';
import type { StudyRow } from '../../core/study/study.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { armName, type MethodsForm } from './MethodTableView.tsx';
import classes from './study.module.css';
import type { StudiedTask } from './useStudy.ts';

const WIDTH = 460;
const HEIGHT = 300;
/** Losses further apart than this are drawn on a logarithmic axis. */
const LOG_FROM = 4;
/** px between two labels of the curve. */
const APART = 26;
const EDGE = { left: 58, right: 18, top: 12, bottom: 40 };

interface TradeOffChartProps {
  readonly table: MethodTable;
  readonly form: MethodsForm;
  readonly tasks: readonly StudiedTask[];
  readonly rows: readonly StudyRow[];
}
export function TradeOffChart({ table, form, tasks, rows }: TradeOffChartProps) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [first, second] = tasks;
  if (!first || !second) return undefined;
  const lossOf = (variant: string, task: StudiedTask) =>
    summaryOf([
      ...valuesBySeed(rows, { variant, model: form.model }, { task: task.id, split: 'test', metric: 'loss' }).values(),
    ]);
  const discs = table.rows.flatMap((row, index) => {
    const [a, b] = [lossOf(row.chosen.key, first), lossOf(row.chosen.key, second)];
    return a && b ? [{ index, name: armName(words, row, form), a, b }] : [];
  });
  const xs = [...table.curve.map(({ at }) => at[0]), ...discs.map(({ a }) => a.mean)];
  const ys = [...table.curve.map(({ at }) => at[1]), ...discs.map(({ b }) => b.mean)];
  const scale = (values: readonly number[], from: number, to: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const log = low > 0 && high / low > LOG_FROM;
    const of = (value: number): number => (log ? Math.log(value) : value);
    const room = Math.max((of(high) - of(low)) * 0.08, 1e-9);
    const [least, most] = [of(low) - room, of(high) + room];
    return {
      at: (value: number) => from + ((of(value) - least) / (most - least)) * (to - from),
      ticks: [low, log ? Math.sqrt(low * high) : (low + high) / 2, high],
    };
  };
  const x = scale(xs, EDGE.left, WIDTH - EDGE.right);
  const y = scale(ys, HEIGHT - EDGE.bottom, EDGE.top);
  let lastLabel: readonly [number, number] | undefined;
  const labelled = table.curve.map(({ w, at }) => {
    const [px, py] = [x.at(at[0]), y.at(at[1])];
    const shown = !lastLabel || Math.hypot(px - lastLabel[0], py - lastLabel[1]) > APART;
    if (shown) lastLabel = [px, py];
    return { w, px, py, shown };
  });
  const short = (value: number): string => shortNumber(Number(value.toPrecision(2)));
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id} className={classes.caption}>
        {t('study.methods.curve', { a: first.label, b: second.label })}
      </figcaption>
      <div className={classes.tradeOff}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden className={classes.interval}>
          <g stroke="var(--line)">
            <line x1={EDGE.left} x2={WIDTH - EDGE.right} y1={HEIGHT - EDGE.bottom} y2={HEIGHT - EDGE.bottom} />
            <line x1={EDGE.left} x2={EDGE.left} y1={EDGE.top} y2={HEIGHT - EDGE.bottom} />
          </g>
          <g fill="var(--ink-soft)" fontSize={11}>
            {x.ticks.map((value) => (
              <text key={value} x={x.at(value)} y={HEIGHT - EDGE.bottom + 14} textAnchor="middle">
                {short(value)}
              </text>
            ))}
            {y.ticks.map((value) => (
              <text key={value} x={EDGE.left - 5} y={y.at(value) + 4} textAnchor="end">
                {short(value)}
              </text>
            ))}
            <text x={(EDGE.left + WIDTH) / 2} y={HEIGHT - 6} textAnchor="middle">
              {t('study.methods.lossOf', { task: first.label })}
            </text>
            <text transform={`translate(13 ${HEIGHT / 2 - 10}) rotate(-90)`} textAnchor="middle">
              {t('study.methods.lossOf', { task: second.label })}
            </text>
          </g>
          <polyline
            points={table.curve.map(({ at }) => `${x.at(at[0])},${y.at(at[1])}`).join(' ')}
            fill="none"
            stroke="var(--ink-soft)"
            strokeWidth={1.5}
          />
          {labelled.map(({ w, px, py, shown }) => (
            <g key={w}>
              <circle cx={px} cy={py} r={3} fill="var(--ink-soft)" />
              {shown && (
                <text x={px + 6} y={py - 9} fontSize={10} fill="var(--ink-soft)">
                  w {typeof w === 'number' ? shortNumber(w) : w}
                </text>
              )}
            </g>
          ))}
          {discs.map(({ index, a, b }) => (
            <g key={index}>
              <circle
                cx={x.at(a.mean)}
                cy={y.at(b.mean)}
                r={8}
                fill={index === 0 ? 'var(--ink)' : 'var(--accent)'}
                stroke="var(--surface)"
              />
              <text
                x={x.at(a.mean)}
                y={y.at(b.mean) + 3.5}
                fontSize={10}
                fontWeight={700}
                textAnchor="middle"
                fill="var(--surface)"
              >
                {index + 1}
              </text>
            </g>
          ))}
        </svg>
        <ol className={classes.discs}>
          {discs.map(({ index, name, a, b }) => (
            <li key={index} value={index + 1}>
              {name}: {short(a.mean)}, {short(b.mean)}
            </li>
          ))}
        </ol>
      </div>
      <p className={classes.note}>{t('study.methods.curveNote')}</p>
    </figure>
  );
}
