/**
 * The curves of one chart, read from the run's log for the visible range and thinned out, once for all who show them
 * (paths, legend, table, files). No React: it is asked anew whenever something is painted.
 */

import type { Experiment, ModelId, Phase } from '../../core/experiment/experiment.ts';
import { lttb, minMax, type Points } from '../../core/math/downsample.ts';
import type { RunLog } from '../../core/metrics/logRows.ts';
import { isWork } from '../../core/study/cost.ts';
import type { RunState, RunStore } from '../../state/stores.ts';
import { chartStore } from './chartStore.ts';
import { type ChartLine, columnKey, modelKey, subjectKey } from './line.ts';
import { nearestIndex } from './math/nearest.ts';
import { memoryOf, smooth } from './math/smooth.ts';
import { alongside, type UnitScale, unitScale, workScale } from './units.ts';

/** Points a line at most: what a screen can show, and what keeps a redraw near a millisecond. */
const POINTS = 600;
const GHOST_POINTS = 200;

export interface Curve {
  readonly line: ChartLine;
  /** [n] rising; may repeat where a unit cannot tell two steps apart */
  readonly steps: Float64Array;
  /** [n] in the unit of the axis */
  readonly x: Float64Array;
  /** [n] */
  readonly y: Float64Array;
  /** Before smoothing, for strong lines only. */
  readonly raw: { readonly x: Float64Array; readonly y: Float64Array } | undefined;
}
export interface Reading {
  readonly curves: readonly Curve[];
  /** Curves of earlier runs. */
  readonly ghosts: readonly Curve[];
  readonly scale: UnitScale;
  /** The last step of the present run. */
  readonly last: number;
  /** Steps per second of training. */
  readonly speed: number;
  readonly running: boolean;
  /** First and last step shown, where a range is zoomed in on. */
  readonly range: readonly [number, number] | undefined;
  readonly log: RunLog;
  /** Of the present run. */
  readonly phases: readonly Phase[];
  /** What the run trains. */
  readonly experiment: Experiment | undefined;
}
export interface GhostLines {
  readonly log: RunLog;
  /** What it trained: its models may have cost something else. */
  readonly experiment: Experiment;
  readonly lines: readonly ChartLine[];
}
export interface ChartModel {
  readonly lines: readonly ChartLine[];
  /** How many curves earlier runs may have. */
  readonly ghostLines: number;
  /** The same object until something has changed. */
  read(): Reading;
}

/** A split that had to take the lead in its chart stays, or nothing would be left of the chart. */
export const isColumnHidden = (line: ChartLine, hidden: readonly string[]): boolean =>
  hidden.includes(columnKey(line.column)) && (line.column === 'train' || line.strength !== 'strong');
export const isHidden = (line: ChartLine, hidden: readonly string[]): boolean =>
  hidden.includes(modelKey(line.modelId)) || hidden.includes(subjectKey(line.subject)) || isColumnHidden(line, hidden);

export function createChartModel(
  runs: RunStore,
  lines: readonly ChartLine[],
  ghosts: readonly GhostLines[],
): ChartModel {
  let key: readonly unknown[] = [];
  let reading: Reading | undefined;
  return {
    lines,
    ghostLines: ghosts.reduce((sum, ghost) => sum + ghost.lines.filter((line) => line.strength === 'strong').length, 0),
    read() {
      const state = runs.getState();
      const settings = chartStore.getState();
      const next = [state.log, state.revision, state.status, settings];
      if (reading && next.every((part, k) => part === key[k])) return reading;
      key = next;
      reading = readAll(state, settings, lines, ghosts);
      return reading;
    },
  };
}

type Settings = ReturnType<typeof chartStore.getState>;
function readAll(
  state: RunState,
  settings: Settings,
  lines: readonly ChartLine[],
  ghosts: readonly GhostLines[],
): Reading {
  const { log, progress } = state;
  const { range, hidden, smoothing, unit } = settings;
  const scale = unitScale(state, unit);
  const steps = log.steps();
  const last = steps.at(-1) ?? 0;
  const [from, to] = range ?? [0, Math.max(last, 1)];
  const within = (own: UnitScale, end: number) => (model: ModelId) =>
    [alongside(scale, own, from, model), alongside(scale, own, end, model)] as const;
  const options = { smoothing, scale, within: within(scale, to) };
  // Earlier runs go on a little past the present one, and are shown whole before it begins.
  const ghostEnd = (ghost: GhostLines, own: UnitScale): number =>
    range ? to : last > 0 ? last * 2 : scale.toStep(own.toX(ghost.log.steps().at(-1) ?? 1));
  const ghostScale = ({ experiment }: GhostLines): UnitScale => (isWork(unit) ? workScale(unit, experiment) : scale);
  const shown = lines.filter((line) => !isHidden(line, hidden));
  return {
    curves: shown.flatMap((line) => curveOf(log, line, { ...options, points: POINTS }) ?? []),
    // A ghost's own clock is not kept, so by seconds it cannot be placed.
    ghosts:
      unit === 'seconds'
        ? []
        : ghosts.flatMap((ghost) => {
            const own = ghostScale(ghost);
            const ghostOptions = {
              smoothing,
              scale: own,
              within: within(own, ghostEnd(ghost, own)),
              points: GHOST_POINTS,
            };
            return ghost.lines
              .filter((line) => line.strength === 'strong' && !isHidden(line, hidden))
              .flatMap((line) => curveOf(ghost.log, line, ghostOptions) ?? []);
          }),
    scale,
    last,
    speed: progress.stepsPerSecond,
    running: state.status === 'running',
    range,
    log,
    phases: state.experiment?.training.phases ?? [],
    experiment: state.experiment,
  };
}

/** The point of a curve that lies nearest to a place on the axis; `undefined` where its model has not got so far. */
export function indexAt({ scale, last }: Reading, { line, x }: Curve, place: number): number | undefined {
  if (place > scale.toX(last, line.modelId) * (1 + 1e-9)) return undefined;
  return nearestIndex(x, place);
}

interface CurveOptions {
  /** First and last step that are shown of a model. */
  within(model: ModelId): readonly [number, number];
  readonly smoothing: number;
  readonly scale: UnitScale;
  readonly points: number;
}
function curveOf(log: RunLog, line: ChartLine, options: CurveOptions): Curve | undefined {
  const { smoothing, scale, points } = options;
  const [from, to] = options.within(line.modelId);
  const steps = log.steps();
  const values = log.column(line.series);
  if (!values) return undefined;
  const place = ({ x }: Points): Float64Array =>
    scale.unit === 'steps' ? x : x.map((step) => scale.toX(step, line.modelId));
  const raw = minMax(steps, values, from, to, points);
  if (smoothing === 0) return { line, steps: raw.x, x: place(raw), y: raw.y, raw: undefined };
  const smoothed = lttb(steps, smooth(steps, values, memoryOf(smoothing, to - from)), from, to, points);
  return {
    line,
    steps: smoothed.x,
    x: place(smoothed),
    y: smoothed.y,
    raw: line.strength === 'strong' ? { x: place(raw), y: raw.y } : undefined,
  };
}
