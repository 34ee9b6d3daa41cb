/** Loss A against loss B, a path for each model: a ring where it began, a disc where it is now. */
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { type Axis, stillFits, valueAxis } from '../../core/math/axis.ts';
import { useWords } from '../parts/i18n/index.ts';
import { type PaintLoop, startPaintLoop } from '../parts/paintLoop.ts';
import { useRun, useServices } from '../parts/services.tsx';
import type { ChartProps } from './chart.ts';
import { chartStore, useChartStore } from './chartStore.ts';
import classes from './charts.module.css';
import { localPoint } from './localPoint.ts';
import { extentOf } from './math/fit.ts';
import { nearestIndex } from './math/nearest.ts';
import { subjectName } from './names.ts';
import { PlaneLayer, type PlaneStage } from './PlaneLayer.tsx';
import { PlotFrame } from './PlotFrame.tsx';
import { type PlanePath, paintPlane, pairsOfLines, readPaths } from './paintPlane.ts';
import { spokenValues } from './tooltip.ts';

const HZ = 5;
/** Axes may change this often. */
const CALM_MS = 1000;
/** The pointer takes hold of a path within this distance. */
const REACH_PX = 24;

const axisFor = (paths: readonly PlanePath[], which: 'x' | 'y', log: boolean): Axis =>
  valueAxis(
    extentOf(
      paths.map(({ path }) => ({ x: path.steps, y: path[which] })),
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      log,
    ),
    { log, zero: !log },
  );

export function PlanePlot({ chart, model, name }: ChartProps) {
  const { runs, views } = useServices();
  const words = useWords();
  const scenario = useRun((state) => state.experiment?.data.scenario ?? '');
  const { ref: box, width, height } = useElementSize();
  const outer = useRef<HTMLDivElement>(null);
  const stage = useRef<PlaneStage>(undefined);
  const loop = useRef<PaintLoop>(undefined);
  const log = useChartStore((state) => state.logarithmic.includes(chart.id));
  const [place, setPlace] = useState(0);
  const { pairs, models } = pairsOfLines(model.lines);
  const pair = pairs[place] ?? pairs[0];
  const [axes, setAxes] = useState<{ x: Axis; y: Axis }>({
    x: valueAxis(undefined, { log: false, zero: true }),
    y: valueAxis(undefined, { log: false, zero: true }),
  });
  const first = pair?.first.task;
  const second = pair?.second.task;

  useEffect(() => {
    const element = outer.current;
    if (!element || first === undefined || second === undefined) return;
    let present: { x: Axis; y: Axis } | undefined;
    let changed = Number.NEGATIVE_INFINITY;
    const paint = (): void => {
      const paths = readPaths(model, first, second);
      if (stage.current) paintPlane(stage.current, paths, views.getState().cursor);
      const wanted = { x: axisFor(paths, 'x', log), y: axisFor(paths, 'y', log) };
      const fits = present && stillFits(present.x, wanted.x) && stillFits(present.y, wanted.y);
      const now = performance.now();
      if (fits || (present && now - changed < CALM_MS)) return;
      present = wanted;
      changed = now;
      setAxes(wanted);
    };
    const started = startPaintLoop(
      element,
      [(wake) => runs.subscribe(wake), (wake) => views.subscribe(wake), (wake) => chartStore.subscribe(wake)],
      paint,
      HZ,
    );
    loop.current = started;
    return started.stop;
  }, [model, first, second, log, runs, views]);

  const onPointerMove = (event: PointerEvent): void => {
    const geometry = stage.current?.geometry;
    if (!geometry || first === undefined || second === undefined) return;
    const { x, y } = localPoint(event);
    const paths = readPaths(model, first, second);
    views.setCursor(nearestStep(paths, geometry, x, y));
  };
  const spoken = useRef<HTMLOutputElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (first === undefined || second === undefined) return;
    const { cursor } = views.getState();
    const { step, handled } = stepByKey(event.key, cursor, readPaths(model, first, second)[0]?.path.steps ?? []);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
    views.setCursor(step);
    if (spoken.current)
      spoken.current.textContent = step === undefined ? '' : spokenValues(model, step, scenario, words);
  };
  const letGo = (): void => views.setCursor(undefined);
  if (!pair) return null;
  return (
    <div className={classes.plot} ref={outer} {...{ onPointerMove, onPointerLeave: letGo, onKeyDown, onBlur: letGo }}>
      <div className={classes.plotBox} ref={box}>
        {width > 40 && height > 40 && (
          <PlotFrame
            name={name}
            width={width}
            height={height}
            x={axes.x}
            y={axes.y}
            xLabel={subjectName(words, scenario, pair.first)}
            yLabel={subjectName(words, scenario, pair.second)}
          >
            <PlaneLayer models={models} stage={stage} log={log} onStage={() => loop.current?.wake()} />
          </PlotFrame>
        )}
      </div>
      <output ref={spoken} className={classes.spoken} />
      {pairs.length > 1 && (
        <PairSelect
          value={place}
          names={pairs.map((entry) => subjectName(words, scenario, entry))}
          label={words.word('charts.choosePair')}
          onChange={setPlace}
        />
      )}
    </div>
  );
}

/** The step on a path that a key goes to from the present one. */
function stepByKey(
  key: string,
  cursor: number | undefined,
  steps: ArrayLike<number>,
): { readonly step: number | undefined; readonly handled: boolean } {
  const last = steps.length - 1;
  const here = cursor === undefined ? last : (nearestIndex(steps, cursor) ?? last);
  const places: Readonly<Record<string, number>> = {
    ArrowLeft: here - 1,
    ArrowRight: here + 1,
    Home: 0,
    End: last,
  };
  if (key === 'Escape') return { step: undefined, handled: cursor !== undefined };
  const place = places[key];
  if (place === undefined || last < 0) return { step: cursor, handled: false };
  return { step: steps[Math.min(last, Math.max(0, place))], handled: true };
}

function nearestStep(
  paths: readonly PlanePath[],
  geometry: PlaneStage['geometry'],
  px: number,
  py: number,
): number | undefined {
  let best: number | undefined;
  let nearest = REACH_PX;
  for (const { path } of paths) {
    for (let k = 0; k < path.steps.length; k += 1) {
      const distance = Math.hypot(geometry.toX(path.x[k] as number) - px, geometry.toY(path.y[k] as number) - py);
      if (distance < nearest) {
        nearest = distance;
        best = path.steps[k];
      }
    }
  }
  return best;
}

interface PairSelectProps {
  readonly value: number;
  readonly names: readonly string[];
  readonly label: string;
  readonly onChange: (place: number) => void;
}
function PairSelect({ value, names, label, onChange }: PairSelectProps) {
  const id = useId();
  return (
    <select
      id={id}
      className={classes.pairSelect}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    >
      {names.map((entry, k) => (
        <option key={entry} value={k}>
          {entry}
        </option>
      ))}
    </select>
  );
}
