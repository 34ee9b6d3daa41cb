/** A slider is walked from end to end and back by its arrow keys: every press gives another value. */
import { describe, expect, it } from 'vitest';
import { methods } from '../../../src/core/balancing/index.ts';
import { layers } from '../../../src/core/layers/index.ts';
import { scenarios } from '../../../src/core/scenarios/index.ts';
import { strengthAt } from '../../../src/core/study/sharingSlider.ts';
import { spreadOf } from '../../../src/ui/parts/numbers.ts';
import { type Positions, positionBeside } from '../../../src/ui/parts/sliderKeys.ts';

/** Values at the places that the handle takes, each found again from its value. */
function walk(positions: Positions, place: (value: never) => number, way: 1 | -1): unknown[] {
  const [begin, end] = way > 0 ? [positions.min, positions.max] : [positions.max, positions.min];
  const values = [positions.toValue(begin)];
  while (values.at(-1) !== positions.toValue(end) && values.length < 2000) {
    values.push(positions.toValue(positionBeside(positions, place(values.at(-1) as never), way)));
  }
  return values;
}
const fields = [...methods.all, ...layers.all, ...scenarios.all].flatMap((spec) => [...spec.fields]);
const ranges = fields.flatMap((field) =>
  (field.type === 'number' || field.type === 'integer') && field.scale === 'log' ? [field] : [],
);
const all = [
  ...ranges.map((range) => [range.name, range] as const),
  ['batch size', { min: 1, max: 512, scale: 'log', integer: true }] as const,
  ['labelled rows', { min: 1, max: 20_000, scale: 'log', integer: true }] as const,
];

describe('arrow keys', () => {
  it.each(all)('%s: to the other end and back, never twice at one value', (_, range) => {
    const spread = spreadOf(range);
    const place = (value: number): number => spread.toPosition(value);
    for (const way of [1, -1] as const) {
      const values = walk(spread, place, way) as number[];
      expect(values.at(-1)).toBe(way > 0 ? range.max : range.min);
      expect(values).toEqual([...new Set(values)].sort((a, b) => way * (a - b)));
    }
  });
  it('leave the ends of the slider over a whole model', () => {
    const positions = { min: 0, max: 100, step: 1, toValue: (position: number) => strengthAt(position / 100) };
    expect(positions.toValue(positionBeside(positions, 0, 1))).toBe(1e-4);
    expect(positions.toValue(positionBeside(positions, 100, -1))).toBe(1e3);
  });
});
