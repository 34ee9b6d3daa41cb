/**
 * Shapes of wires and springs, as SVG paths in canvas px. A wire that several tasks share is a braid: one strand per
 * task, wound about the wire's curve; a private wire is a single strand.
 */
import type { Point } from '../../core/experiment/experiment.ts';

/** Distance between neighbouring strands of a braid at its widest, px. */
const STRAND_GAP = 4;
/** One full turn of a braid takes about this length, px. */
const TURN = 46;
const SAMPLES_PER_TURN = 12;

const fixed = (value: number): string => String(Math.round(value * 10) / 10);

/** A cubic from an output on the right of a card to an input on the left of another: control points lie level. */
function wireCurve(from: Point, to: Point): (s: number) => Point {
  const pull = Math.max(24, Math.abs(to.x - from.x) / 2, to.x < from.x ? 60 : 0);
  const [x1, x2] = [from.x + pull, to.x - pull];
  return (s) => {
    const r = 1 - s;
    const [a, b, c, d] = [r * r * r, 3 * r * r * s, 3 * r * s * s, s * s * s];
    return { x: a * from.x + b * x1 + c * x2 + d * to.x, y: (a + b) * from.y + (c + d) * to.y };
  };
}

/** The wire's middle line. */
export function wirePath(from: Point, to: Point): string {
  const pull = Math.max(24, Math.abs(to.x - from.x) / 2, to.x < from.x ? 60 : 0);
  return `M${fixed(from.x)},${fixed(from.y)} C${fixed(from.x + pull)},${fixed(from.y)} ${fixed(to.x - pull)},${fixed(to.y)} ${fixed(to.x)},${fixed(to.y)}`;
}
export const wireMiddle = (from: Point, to: Point): Point => wireCurve(from, to)(0.5);

/** One path per strand; `strands` >= 1. */
export function braidPaths(from: Point, to: Point, strands: number): readonly string[] {
  if (strands <= 1) return [wirePath(from, to)];
  const curve = wireCurve(from, to);
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const turns = Math.max(1, Math.round(length / TURN));
  const samples = turns * SAMPLES_PER_TURN;
  const reach = (STRAND_GAP * (strands - 1)) / 2;
  const line = Array.from({ length: samples + 1 }, (_, i) => curve(i / samples));
  const normals = line.map((_, i) => {
    const before = line[Math.max(0, i - 1)] as Point;
    const after = line[Math.min(samples, i + 1)] as Point;
    const size = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    return { x: -(after.y - before.y) / size, y: (after.x - before.x) / size };
  });
  return Array.from({ length: strands }, (_, strand) => {
    const points = line.map((point, i) => {
      // Strands of two are half a turn apart, of three a third, …
      const angle = 2 * Math.PI * (strand / strands + (turns * i) / samples);
      const away = reach * Math.cos(angle);
      const normal = normals[i] as Point;
      return { x: point.x + normal.x * away, y: point.y + normal.y * away };
    });
    return smooth(points);
  });
}

/** A smooth path through points: quadratic pieces between midpoints. */
function smooth(points: readonly Point[]): string {
  const [first, ...rest] = points as [Point, ...Point[]];
  let path = `M${fixed(first.x)},${fixed(first.y)}`;
  for (let i = 0; i < rest.length - 1; i += 1) {
    const [a, b] = [rest[i] as Point, rest[i + 1] as Point];
    path += ` Q${fixed(a.x)},${fixed(a.y)} ${fixed((a.x + b.x) / 2)},${fixed((a.y + b.y) / 2)}`;
  }
  const last = rest[rest.length - 1] as Point;
  return `${path} L${fixed(last.x)},${fixed(last.y)}`;
}

/**
 * A spring between two points: straight ends and a zigzag whose share of the length is `stretch` (0 = pressed flat
 * against the middle, 1 = drawn out over the whole length).
 */
export function springPath(from: Point, to: Point, stretch: number): string {
  const COILS = 7;
  const WIDTH = 7;
  const share = 0.3 + 0.7 * Math.min(1, Math.max(0, stretch));
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const at = (distance: number, side: number): string =>
    `${fixed(from.x + along.x * distance - along.y * side)},${fixed(from.y + along.y * distance + along.x * side)}`;
  const start = (length * (1 - share)) / 2;
  const step = (length * share) / COILS;
  let path = `M${at(0, 0)} L${at(start, 0)}`;
  for (let i = 0; i < COILS; i += 1) path += ` L${at(start + (i + 0.5) * step, i % 2 === 0 ? WIDTH : -WIDTH)}`;
  return `${path} L${at(length - start, 0)} L${at(length, 0)}`;
}

/** How far a spring is drawn out for a twin distance d >= 0: half at d = 1, never quite full. */
export const stretchOf = (distance: number): number => distance / (1 + distance);
