/** The empty elements of a plane plot: a path, a start ring and two discs (now, under the cursor) for each model. */
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { usePlotArea, useXAxisDomain, useYAxisDomain } from 'recharts';
import type { Axis } from '../../core/math/axis.ts';
import { modelDash } from '../parts/taskStyle.ts';
import classes from './charts.module.css';
import { type Box, toPixelX, toPixelY } from './math/path.ts';
import { PlotClip } from './PlotClip.tsx';

export interface PlaneStage {
  readonly root: SVGGElement;
  readonly geometry: {
    readonly box: Box;
    readonly x: Axis;
    readonly y: Axis;
    toX(value: number): number;
    toY(value: number): number;
  };
}
interface PlaneLayerProps {
  readonly models: readonly { readonly id: string; readonly index: number }[];
  readonly log: boolean;
  readonly stage: RefObject<PlaneStage | undefined>;
  readonly onStage: () => void;
}
const isRange = (domain: unknown): domain is [number, number] =>
  Array.isArray(domain) && typeof domain[0] === 'number' && typeof domain[1] === 'number';

export function PlaneLayer({ models, log, stage, onStage }: PlaneLayerProps) {
  const box = usePlotArea();
  const xDomain = useXAxisDomain();
  const yDomain = useYAxisDomain();
  const root = useRef<SVGGElement>(null);
  useLayoutEffect(() => {
    if (!root.current || !box || !isRange(xDomain) || !isRange(yDomain)) return;
    const logX = log && xDomain[0] > 0;
    const x: Axis = { min: xDomain[0], max: xDomain[1], log: logX };
    const y: Axis = { min: yDomain[0], max: yDomain[1], log: log && yDomain[0] > 0 };
    const geometry = {
      box,
      x,
      y,
      toX: (value: number) => toPixelX(box, x, value),
      toY: (value: number) => toPixelY(box, y, value),
    };
    stage.current = { root: root.current, geometry };
    onStage();
  });
  if (!box) return null;
  return (
    <g ref={root} className={classes.layer} aria-hidden>
      <PlotClip box={{ x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 }}>
        {models.map(({ id, index }) => (
          <g key={id} data-model={id}>
            <path data-part="path" className={classes.planePath} strokeDasharray={modelDash(index) || undefined} />
            <circle data-part="start" r={4} className={classes.planeStart} />
            <circle data-part="now" r={5} className={classes.planeNow} />
            <circle data-part="cursor" r={4} className={classes.planeCursor} />
          </g>
        ))}
      </PlotClip>
    </g>
  );
}
