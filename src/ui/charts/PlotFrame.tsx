/** The frame of a plot by recharts: axes, grid, focus. Lines are its children and paint themselves. */
import type { ReactNode } from 'react';
import { CartesianGrid, LineChart, usePlotArea, XAxis, YAxis } from 'recharts';
import { type Axis, fraction, ticksOf, tickText } from '../../core/math/axis.ts';

interface PlotFrameProps {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly xLabel: string;
  readonly yLabel?: string | undefined;
  readonly percent?: boolean | undefined;
  readonly children: ReactNode;
}
const NO_ROWS: readonly object[] = [];
/** On the right there is room for the letters at the ends of lines. */
const MARGIN = { top: 8, right: 24, bottom: 0, left: 0 };
const X_HEIGHT = 20;
const Y_WIDTH = 40;
/** About the width of a letter of the unit's name, px. */
const LETTER = 5.8;
const TICK = { fill: 'var(--ink-soft)', fontSize: 11 };
const LINE = { stroke: 'var(--line)' };

export function PlotFrame({ name, width, height, x, y, xLabel, yLabel, percent, children }: PlotFrameProps) {
  // What the axis counts stands on the row of numbers, at its end: numbers under it are left out.
  const free = width - (yLabel ? 0 : LETTER * xLabel.length + 12);
  const xTicks = ticksOf(x, Math.max(4, Math.floor(width / 80))).filter((tick) => {
    const plot = width - Y_WIDTH - MARGIN.right;
    return yLabel !== undefined || Y_WIDTH + fraction(x, tick) * plot + 12 < free;
  });
  const yTicks = ticksOf(y, Math.max(2, Math.floor(height / 32)));
  return (
    <LineChart width={width} height={height} margin={MARGIN} data={NO_ROWS as object[]} aria-label={name}>
      <CartesianGrid stroke="var(--line)" strokeOpacity={0.6} xAxisId={0} yAxisId={0} />
      <XAxis
        type="number"
        dataKey="x"
        domain={[x.min, x.max]}
        scale={x.log ? 'log' : 'linear'}
        ticks={xTicks}
        interval="equidistantPreserveStart"
        allowDataOverflow
        tickFormatter={tickText}
        tick={TICK}
        axisLine={LINE}
        tickLine={LINE}
        tickSize={4}
        height={yLabel ? 34 : X_HEIGHT}
        {...(yLabel
          ? { label: { value: xLabel, position: 'insideBottom', offset: 2, fill: 'var(--ink-soft)', fontSize: 11 } }
          : {})}
      />
      <YAxis
        type="number"
        dataKey="y"
        domain={[y.min, y.max]}
        scale={y.log ? 'log' : 'linear'}
        ticks={yTicks}
        interval={0}
        allowDataOverflow
        tickFormatter={percent ? (value: number) => `${Number((value * 100).toPrecision(4))}%` : tickText}
        tick={TICK}
        axisLine={LINE}
        tickLine={LINE}
        tickSize={4}
        width={yLabel ? 54 : Y_WIDTH}
        {...(yLabel
          ? {
              label: {
                value: yLabel,
                angle: -90,
                position: 'insideLeft',
                offset: 6,
                style: { textAnchor: 'middle' },
                fill: 'var(--ink-soft)',
                fontSize: 11,
              },
            }
          : {})}
      />
      {children}
      {!yLabel && <UnitLabel text={xLabel} />}
    </LineChart>
  );
}

/** What the axis counts, on the row of its numbers. */
function UnitLabel({ text }: { readonly text: string }) {
  const box = usePlotArea();
  if (!box) return null;
  return (
    <text
      x={box.x + box.width + MARGIN.right - 2}
      y={box.y + box.height + 15}
      textAnchor="end"
      fontSize={10.5}
      fill="var(--ink-soft)"
      pointerEvents="none"
      aria-hidden
    >
      {text}
    </text>
  );
}
