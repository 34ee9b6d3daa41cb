/**
 * Lanes: up to four models in one canvas, each in a panel of its own. A model's positions in the document are its own;
 * its lane adds an offset. The panels stand in as many columns as shows them largest.
 */
import type { Experiment, ModelId, ModelSpec, Point } from '../../core/experiment/experiment.ts';
import type { Fold } from '../../core/experiment/view.ts';
import { positionsOf } from './autoLayout.ts';
import { FOLD_SIZE, groupsOf } from './folding.ts';
import { type Box, boundsOf, cardBoxes, type Positions, type Size } from './geometry.ts';

export interface Lane extends Box {
  readonly model: ModelSpec;
  readonly index: number;
  readonly positions: Positions;
  /** Added to a model position to get the canvas position. */
  readonly offset: Point;
}
/** Height of a lane's header, in canvas px. */
export const LANE_HEADER = 34;
const PADDING = 12;
const GAP = 10;
const EMPTY: Size = { width: 520, height: 130 };
const SMALLEST_WIDTH = 420;
/** A single row of cards has room for a problem's words below it. */
const SMALLEST_HEIGHT = 228;

interface Panel extends Size {
  readonly model: ModelSpec;
  readonly positions: Positions;
  readonly bounds: Box;
}

/** Folded layers take no room; the card that stands for them does. */
function shownBounds(model: ModelSpec, positions: Positions, folds: readonly Fold[]): Box | undefined {
  const groups = groupsOf(model, positions, folds);
  const hidden = new Set(groups.flatMap(({ nodes }) => nodes));
  const nodes = model.wiring.nodes.filter(({ id }) => !hidden.has(id));
  const shown = { ...model, wiring: { ...model.wiring, nodes } };
  return boundsOf([...cardBoxes(shown, positions), ...groups.map(({ corner }) => ({ ...corner, ...FOLD_SIZE }))]);
}
function panelOf(model: ModelSpec, folds: readonly Fold[]): Panel {
  const positions = positionsOf(model);
  const bounds = shownBounds(model, positions, folds) ?? { x: 0, y: 0, ...EMPTY };
  return {
    model,
    positions,
    bounds,
    width: Math.max(SMALLEST_WIDTH, bounds.width + 2 * PADDING),
    height: Math.max(SMALLEST_HEIGHT, bounds.height + 2 * PADDING + LANE_HEADER),
  };
}

interface Arrangement {
  readonly widths: readonly number[];
  readonly heights: readonly number[];
}
function arrange(panels: readonly Size[], columns: number): Arrangement {
  const widths = Array.from({ length: columns }, (_, c) =>
    Math.max(...panels.filter((_, i) => i % columns === c).map((panel) => panel.width)),
  );
  const rows = Math.ceil(panels.length / columns);
  const heights = Array.from({ length: rows }, (_, r) =>
    Math.max(...panels.slice(r * columns, (r + 1) * columns).map((panel) => panel.height)),
  );
  return { widths, heights };
}
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** How many columns show the panels largest in a window of this size (px). */
export function columnsFor(panels: readonly Size[], window: Size): number {
  let best = 1;
  let bestZoom = 0;
  for (let columns = 1; columns <= panels.length; columns += 1) {
    const { widths, heights } = arrange(panels, columns);
    const zoom = Math.min(
      window.width / (sum(widths) + GAP * (columns - 1)),
      window.height / (sum(heights) + GAP * (heights.length - 1)),
    );
    if (zoom > bestZoom * 1.02) [best, bestZoom] = [columns, zoom];
  }
  return best;
}

/** A lane for every model of the experiment. */
export function lanesOf(models: Experiment['models'], window: Size, folds: readonly Fold[] = []): readonly Lane[] {
  const panels = models.map((model) => panelOf(model, folds));
  const columns = columnsFor(panels, window);
  const { widths, heights } = arrange(panels, columns);
  return panels.map(({ model, positions, bounds }, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const x = sum(widths.slice(0, column)) + GAP * column;
    const y = sum(heights.slice(0, row)) + GAP * row;
    return {
      model,
      index,
      positions,
      x,
      y,
      width: widths[column] ?? 0,
      height: heights[row] ?? 0,
      offset: { x: x + PADDING - bounds.x, y: y + PADDING + LANE_HEADER - bounds.y },
    };
  });
}

export const laneAt = (lanes: readonly Lane[], point: Point): Lane | undefined =>
  lanes.find(
    (lane) => point.x >= lane.x && point.x < lane.x + lane.width && point.y >= lane.y && point.y < lane.y + lane.height,
  );
export const laneOf = (lanes: readonly Lane[], model: ModelId): Lane | undefined =>
  lanes.find((lane) => lane.model.id === model);
/** From canvas to model coordinates and back. */
export const toModel = (lane: Lane, point: Point): Point => ({
  x: Math.round(point.x - lane.offset.x),
  y: Math.round(point.y - lane.offset.y),
});
export const toCanvas = (lane: Lane, point: Point): Point => ({
  x: point.x + lane.offset.x,
  y: point.y + lane.offset.y,
});
