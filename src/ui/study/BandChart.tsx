/**
 * Lines with their 95 % bands over a number axis, by recharts, and the same numbers as a table. Lines are told apart by
 * dashes and words, never by colour alone.
 */
import { Fragment, useId } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { roundTicks } from './axes.ts';
import { type BandGap, GapArrow, type GapEnds } from './GapArrow.tsx';
import classes from './study.module.css';

export interface BandPoint {
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}
export interface BandLine {
  readonly key: string;
  readonly label: string;
  readonly colour: string;
  /** SVG stroke-dasharray; '' = solid. */
  readonly dash: string;
  readonly points: readonly BandPoint[];
  /** x of the point to be marked. */
  readonly best?: number | undefined;
}
interface BandChartProps {
  readonly name: string;
  readonly lines: readonly BandLine[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly height?: number;
  readonly log?: boolean;
  /** Fixed ticks with their words, for axes that are not plain numbers. */
  readonly ticks?: readonly { readonly x: number; readonly text: string }[];
  readonly upright?: number | undefined;
  readonly gaps?: readonly BandGap[];
}
type Row = Record<string, number | readonly [number, number]>;

function rowsOf(lines: readonly BandLine[]): Row[] {
  const rows = new Map<number, Row>();
  for (const { key, points } of lines) {
    for (const { x, mean, low, high } of points) {
      const row = rows.get(x) ?? { x };
      row[`mean ${key}`] = mean;
      row[`band ${key}`] = [low, high];
      rows.set(x, row);
    }
  }
  return [...rows.values()].sort((a, b) => Number(a.x) - Number(b.x));
}
/** The axis follows the means; a band of two or three seeds may be so wide that it would hide them. */
function domainOf(lines: readonly BandLine[]): [number, number] {
  const points = lines.flatMap(({ points: own }) => own);
  const means = points.map(({ mean }) => mean);
  const [least, most] = [Math.min(...means), Math.max(...means)];
  const room = Math.max((most - least) * 0.75, Math.abs(most) * 0.02, 1e-9);
  const low = Math.max(Math.min(...points.map(({ low: value }) => value)), least - room);
  const high = Math.min(Math.max(...points.map(({ high: value }) => value)), most + room);
  return [least >= 0 ? Math.max(0, low) : low, high];
}
const TICK = { fill: 'var(--ink-soft)', fontSize: 11 };
const LINE = { stroke: 'var(--line)' };
const TOOLTIP = {
  background: 'var(--surface)',
  border: '1px solid var(--line)',
  borderRadius: 4,
  fontSize: 12,
  color: 'var(--ink)',
};

export function BandChart(props: BandChartProps) {
  const { name, lines, xLabel, yLabel, height = 210, log, ticks, upright, gaps = [] } = props;
  const id = useId();
  const rows = rowsOf(lines);
  const domain = domainOf(lines);
  const textAt = (x: number): string => ticks?.find((tick) => tick.x === x)?.text ?? shortNumber(x);
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id} className={classes.caption}>
        {name}
      </figcaption>
      <div aria-hidden style={{ height }}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 400, height }}>
          <ComposedChart data={rows} margin={{ top: 6, right: 14, bottom: 14, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--line)" strokeOpacity={0.6} />
            <XAxis
              type="number"
              dataKey="x"
              domain={['dataMin', 'dataMax']}
              scale={log ? 'log' : 'linear'}
              {...(ticks ? { ticks: ticks.map(({ x }) => x), interval: 0 } : {})}
              tickFormatter={textAt}
              tick={TICK}
              axisLine={LINE}
              tickLine={LINE}
              label={{ value: xLabel, position: 'insideBottom', offset: -8, fill: 'var(--ink-soft)', fontSize: 11 }}
            />
            <YAxis
              domain={domain}
              allowDataOverflow
              ticks={roundTicks(...domain)}
              interval={0}
              tickFormatter={(value: number) => shortNumber(value)}
              tick={TICK}
              axisLine={LINE}
              tickLine={LINE}
              width={56}
              label={{
                value: yLabel,
                angle: -90,
                position: 'insideLeft',
                offset: 8,
                style: { textAnchor: 'middle' },
                fill: 'var(--ink-soft)',
                fontSize: 11,
              }}
            />
            <Tooltip
              contentStyle={TOOLTIP}
              isAnimationActive={false}
              labelFormatter={(x) => `${xLabel}: ${textAt(Number(x))}`}
              formatter={(value) => shortNumber(Number(Number(value).toPrecision(3)))}
            />
            {upright !== undefined && <ReferenceLine x={upright} stroke="var(--ink)" strokeDasharray="2 3" />}
            {lines.map(({ key, colour }) => (
              <Area
                key={key}
                dataKey={`band ${key}`}
                stroke="none"
                fill={colour}
                fillOpacity={0.14}
                tooltipType="none"
                connectNulls
                isAnimationActive={false}
                activeDot={false}
              />
            ))}
            {lines.map(({ key, label, colour, dash, points }) => (
              <Line
                key={key}
                dataKey={`mean ${key}`}
                name={label}
                stroke={colour}
                strokeWidth={2}
                strokeDasharray={dash}
                dot={points.length <= 16 ? { r: 2.5, fill: colour, strokeDasharray: '' } : false}
                connectNulls
                isAnimationActive={false}
              />
            ))}
            {lines.map(({ key, colour, points, best }) => {
              const point = best === undefined ? undefined : points.find(({ x }) => x === best);
              return (
                point && (
                  <ReferenceDot
                    key={key}
                    x={point.x}
                    y={point.mean}
                    r={7}
                    fill="none"
                    stroke={colour}
                    strokeWidth={2}
                  />
                )
              );
            })}
            {gaps.map((gap, place) => (
              <ReferenceLine
                key={gap.key}
                segment={[
                  { x: gap.from, y: gap.at },
                  { x: gap.to, y: gap.at },
                ]}
                ifOverflow="visible"
                shape={(ends: GapEnds) => <GapArrow ends={ends} gap={gap} above={place === 0} />}
              />
            ))}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <Legend lines={lines} />
      <BandTable name={name} lines={lines} xLabel={xLabel} textAt={textAt} />
    </figure>
  );
}

function Legend({ lines }: { readonly lines: readonly BandLine[] }) {
  return (
    <ul className={classes.legend}>
      {lines.map(({ key, label, colour, dash }) => (
        <li key={key}>
          <svg width={26} height={8} aria-hidden>
            <line x1={1} x2={25} y1={4} y2={4} stroke={colour} strokeWidth={2} strokeDasharray={dash} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

interface BandTableProps extends Pick<BandChartProps, 'name' | 'lines' | 'xLabel'> {
  readonly textAt: (x: number) => string;
}
function BandTable({ name, lines, xLabel, textAt }: BandTableProps) {
  const { t } = useWords();
  const places = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const short = (value: number | undefined): string =>
    value === undefined ? '–' : shortNumber(Number(value.toPrecision(3)));
  return (
    <details className={classes.details}>
      <summary>{t('study.table')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.scrollTable} tabIndex={0} aria-label={`${name}: ${t('study.table')}`}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{xLabel}</th>
              {lines.map(({ key, label }) => (
                <Fragment key={key}>
                  <th scope="col">{label}</th>
                  <th scope="col">{t('study.low')}</th>
                  <th scope="col">{t('study.high')}</th>
                </Fragment>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.map((x) => (
              <tr key={x}>
                <th scope="row">{textAt(x)}</th>
                {lines.map(({ key, points }) => {
                  const point = points.find((each) => each.x === x);
                  return (
                    <Fragment key={key}>
                      <td>{short(point?.mean)}</td>
                      <td>{short(point?.low)}</td>
                      <td>{short(point?.high)}</td>
                    </Fragment>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
