/** Lanes: panels never overlap, hold their cards, and stand in the columns that show them largest. */
import { describe, expect, it } from 'vitest';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { overlaps, sizeOf } from '../../../src/ui/canvas/geometry.ts';
import { columnsFor, LANE_HEADER, laneAt, lanesOf, toCanvas, toModel } from '../../../src/ui/canvas/lanes.ts';

const WINDOW = { width: 700, height: 360 };

describe.each(presets.all.map((preset) => [preset.id, preset.build()] as const))(
  'lanes of preset %s',
  (_, experiment) => {
    const lanes = lanesOf(experiment.models, WINDOW);
    it('do not overlap', () => {
      for (const [i, a] of lanes.entries()) for (const b of lanes.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
    });
    it('hold every card below their header', () => {
      for (const lane of lanes) {
        for (const node of lane.model.wiring.nodes) {
          const { x, y } = toCanvas(lane, lane.positions[node.id] ?? { x: Number.NaN, y: 0 });
          const { width, height } = sizeOf(node.kind);
          expect(x).toBeGreaterThanOrEqual(lane.x);
          expect(y).toBeGreaterThanOrEqual(lane.y + LANE_HEADER);
          expect(x + width).toBeLessThanOrEqual(lane.x + lane.width);
          expect(y + height).toBeLessThanOrEqual(lane.y + lane.height);
        }
      }
    });
    it('never cover one card by another', () => {
      for (const lane of lanes) {
        const boxes = lane.model.wiring.nodes.map((node) => ({
          ...(lane.positions[node.id] ?? { x: 0, y: 0 }),
          ...sizeOf(node.kind),
        }));
        for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
      }
    });
  },
);

describe('columnsFor', () => {
  it('stacks wide panels in a tall window and sets them side by side in a wide one', () => {
    const panels = [
      { width: 400, height: 200 },
      { width: 400, height: 200 },
    ];
    expect(columnsFor(panels, { width: 400, height: 800 })).toBe(1);
    expect(columnsFor(panels, { width: 1200, height: 200 })).toBe(2);
  });
});

describe('lane coordinates', () => {
  const lanes = lanesOf(presets.all[0]?.build().models ?? [], WINDOW);
  it('go to the canvas and back', () => {
    for (const lane of lanes) expect(toModel(lane, toCanvas(lane, { x: 37, y: -12 }))).toEqual({ x: 37, y: -12 });
  });
  it('find the lane under a point, and none outside', () => {
    for (const lane of lanes) expect(laneAt(lanes, { x: lane.x + 3, y: lane.y + 3 })).toBe(lane);
    expect(laneAt(lanes, { x: -5, y: -5 })).toBeUndefined();
  });
});
