/**
 * Live lines inside the frame: one path a line, written outside React. React renders the empty elements when the set of
 * lines changes; `Painter` fills them from the run's log.
 */
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { usePlotArea, useXAxisDomain, useYAxisDomain } from 'recharts';
import type { Axis } from '../../core/math/axis.ts';
import classes from './charts.module.css';
import type { ChartLine } from './line.ts';
import { GHOST_STROKE, strokeOf, subjectColour, subjectMark } from './lineStyle.ts';
import type { Box } from './math/path.ts';
import { PlotClip } from './PlotClip.tsx';

/** Where the plot is on screen and what its axes show; `undefined` until it has a size. */
export interface Geometry {
  readonly box: Box;
  readonly x: Axis;
  readonly y: Axis;
}
export interface Stage {
  readonly root: SVGGElement;
  readonly geometry: Geometry;
}
export interface PhaseMark {
  readonly step: number;
  readonly name: string;
}
interface CurveLayerProps {
  readonly lines: readonly ChartLine[];
  readonly ghosts: number;
  /** Where phases begin. */
  readonly phases?: readonly PhaseMark[];
  readonly logX: boolean;
  readonly logY: boolean;
  readonly stage: RefObject<Stage | undefined>;
  /** Called when the frame has changed and everything must be painted anew. */
  readonly onStage: () => void;
}

const isRange = (domain: unknown): domain is [number, number] =>
  Array.isArray(domain) && typeof domain[0] === 'number' && typeof domain[1] === 'number';

export function CurveLayer({ lines, ghosts, phases = [], logX, logY, stage, onStage }: CurveLayerProps) {
  const box = usePlotArea();
  const x = useXAxisDomain();
  const y = useYAxisDomain();
  const root = useRef<SVGGElement>(null);
  useLayoutEffect(() => {
    if (!root.current || !box || !isRange(x) || !isRange(y)) return;
    stage.current = {
      root: root.current,
      geometry: { box, x: { min: x[0], max: x[1], log: logX }, y: { min: y[0], max: y[1], log: logY } },
    };
    onStage();
  });
  if (!box) return null;
  const strong = lines.filter((line) => line.strength === 'strong');
  return (
    <g ref={root} className={classes.layer} aria-hidden>
      <PlotClip box={{ x: box.x, y: box.y - 2, width: box.width + 1, height: box.height + 4 }}>
        {phases.map(({ step, name }) => (
          <g key={step} data-phase={step} className={classes.phase}>
            <line y1={box.y} y2={box.y + box.height} />
            <text x={4} y={box.y + 10}>
              {name}
            </text>
          </g>
        ))}
        {Array.from({ length: ghosts }, (_, k) => (
          <path key={`ghost ${String(k)}`} data-ghost={k} {...GHOST_STROKE} />
        ))}
        {strong.map((line) => (
          <path
            key={line.series}
            data-raw={line.series}
            {...strokeOf(line)}
            strokeWidth={1}
            strokeOpacity={0.13}
            strokeDasharray=""
          />
        ))}
        {[...lines].reverse().map((line) => (
          <path key={line.series} data-line={line.series} {...strokeOf(line)} />
        ))}
        <rect data-selection className={classes.selection} y={box.y} height={box.height} />
        <line data-crosshair className={classes.crosshair} y1={box.y} y2={box.y + box.height} />
        {lines.map((line) => (
          <circle
            key={line.series}
            data-dot={line.series}
            r={3.5}
            fill={subjectColour(line.subject)}
            className={classes.dot}
          />
        ))}
      </PlotClip>
      <rect x={box.x} y={box.y - 8} width={box.width + 20} height={box.height + 16} className={classes.ground} />
      {strong.map((line) => (
        <text
          key={line.series}
          data-mark={line.series}
          x={box.x + box.width + 5}
          dy="0.35em"
          fill={subjectColour(line.subject)}
          className={classes.mark}
        >
          {subjectMark(line.subject)}
        </text>
      ))}
    </g>
  );
}
