/** Lines over steps. The drag zooms, the pointer and the arrow keys move the cursor that all charts share. */
import { useElementSize } from '@mantine/hooks';
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { phaseStarts } from '../../core/experiment/phases.ts';
import { useWords } from '../parts/i18n/index.ts';
import { type PaintLoop, startPaintLoop } from '../parts/paintLoop.ts';
import { useRun, useServices } from '../parts/services.tsx';
import { CurveLayer, type Stage } from './CurveLayer.tsx';
import type { ChartProps } from './chart.ts';
import type { Reading } from './chartModel.ts';
import { chartStore, useChartStore } from './chartStore.ts';
import classes from './charts.module.css';
import type { FitRequest } from './math/fit.ts';
import { PlotFrame } from './PlotFrame.tsx';
import { paintCursor, paintCurves, paintSelection } from './paintCurves.ts';
import { paintTooltip, spokenValues } from './tooltip.ts';
import { useFrame } from './useFrame.ts';
import { usePlotInput } from './usePlotInput.ts';

const CURVES_HZ = 5;
const CURSOR_HZ = 60;

function fitRequest(chart: ChartProps['chart'], reading: Reading, log: boolean): FitRequest {
  const { scale, last, speed, range } = reading;
  const end = last > 0 ? last : Math.max(0, ...reading.ghosts.map((ghost) => ghost.steps.at(-1) ?? 0));
  return {
    curves: [...reading.curves, ...(last > 0 ? [] : reading.ghosts)],
    range: range ? [scale.toX(range[0]), scale.toX(range[1])] : undefined,
    last: scale.toX(end),
    perSecond: Math.max(0, scale.toX(last + speed) - scale.toX(last)),
    running: reading.running,
    log,
    zero: chart.axis.zero,
    fixed: chart.axis.fixed,
  };
}

export function TimePlot({ chart, model, name }: ChartProps) {
  const { runs, views } = useServices();
  const words = useWords();
  const { ref: box, width, height } = useElementSize();
  const outer = useRef<HTMLDivElement>(null);
  const tooltip = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage>(undefined);
  const loops = useRef<{ curves: PaintLoop; cursor: PaintLoop }>(undefined);
  const { axes, suggest } = useFrame();
  const unit = useChartStore((state) => state.unit);
  const log = useChartStore((state) => chart.axis.log && state.logarithmic.includes(chart.id));
  const scenario = useRun((state) => state.experiment?.data.scenario ?? '');
  const phases = useRun((state) => state.experiment?.training.phases);
  const phaseMarks = useMemo(
    () => phaseStarts(phases ?? []).map((step, i) => ({ step, name: words.t('charts.phase', { number: i + 1 }) })),
    [phases, words],
  );
  const spoken = useRef<HTMLOutputElement>(null);
  const input = usePlotInput({
    stage,
    model,
    selection: (at) => stage.current && paintSelection(stage.current, at),
    say(step) {
      if (spoken.current)
        spoken.current.textContent = step === undefined ? '' : spokenValues(model, step, scenario, words);
    },
  });

  const shown = useRef(chartStore.getState());
  const paintCursorNow = useEffectEvent((): void => {
    const { cursor } = views.getState();
    if (stage.current) paintCursor(stage.current, model, cursor);
    if (tooltip.current) {
      const here = input.active.current && stage.current ? cursor : undefined;
      paintTooltip(tooltip.current, here, model, stage.current, words);
    }
  });
  const paint = useEffectEvent((): void => {
    const reading = model.read();
    if (stage.current) paintCurves(stage.current, reading);
    paintCursorNow();
    const settings = chartStore.getState();
    suggest(fitRequest(chart, reading, log), settings !== shown.current);
    shown.current = settings;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another model is another set of lines, to be painted at once
  useEffect(() => {
    const element = outer.current;
    if (!element) return;
    const curves = startPaintLoop(
      element,
      [(wake) => runs.subscribe(wake), (wake) => chartStore.subscribe(wake)],
      () => paint(),
      CURVES_HZ,
    );
    const cursor = startPaintLoop(element, [(wake) => views.subscribe(wake)], () => paintCursorNow(), CURSOR_HZ);
    loops.current = { curves, cursor };
    return () => {
      curves.stop();
      cursor.stop();
    };
  }, [model, runs, views]);

  return (
    <div className={classes.plot} ref={outer} {...input.handlers}>
      <div className={classes.plotBox} ref={box}>
        {width > 40 && height > 40 && (
          <PlotFrame
            name={words.word('charts.zoomsByKeys', { name })}
            width={width}
            height={height}
            x={axes.x}
            y={axes.y}
            xLabel={words.word(`charts.unit.${unit}`)}
            percent={model.lines.length > 0 && model.lines.every((line) => line.format === 'percent')}
          >
            <CurveLayer
              lines={model.lines}
              ghosts={model.ghostLines}
              phases={phaseMarks}
              logX={false}
              logY={axes.y.log}
              stage={stage}
              onStage={() => loops.current?.curves.wake()}
            />
          </PlotFrame>
        )}
      </div>
      <div className={classes.tooltip} ref={tooltip} hidden />
      <output ref={spoken} className={classes.spoken} />
    </div>
  );
}
