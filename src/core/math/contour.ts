/**
 * Contour lines by marching squares (Lorensen and Cline's marching cubes, SIGGRAPH 1987, in two dimensions), joined into
 * polylines so that they can be dashed. Saddles are decided by the mean of the four corners.
 */
/** x0, y0, x1, y1, … in grid units: the centre of column c, row r is (c, r). */
export type Polyline = readonly number[];

/** Cell sides: 0 top, 1 right, 2 bottom, 3 left. For each of the 16 corner patterns, the pairs of sides to be joined. */
const JOINS: readonly (readonly (readonly [number, number])[])[] = [
  [], [[3, 0]], [[0, 1]], [[3, 1]], [[1, 2]], [], [[0, 2]], [[3, 2]],
  [[2, 3]], [[2, 0]], [], [[2, 1]], [[1, 3]], [[1, 0]], [[0, 3]], [],
]; // biome-ignore format: a table

interface Crossing {
  readonly x: number;
  readonly y: number;
}

/** @param values [rows, columns], row by row */
export function contours(values: ArrayLike<number>, columns: number, rows: number, level: number): Polyline[] {
  const at = (c: number, r: number): number => (values[r * columns + c] ?? 0) - level;
  const points = new Map<string, Crossing>();
  const links = new Map<string, string[]>();
  /** The crossing on the grid edge from (c, r), to the right ('h') or down ('v'); cells share their edges. */
  const crossing = (c: number, r: number, way: 'h' | 'v'): string => {
    const key = `${way}${c},${r}`;
    if (!points.has(key)) {
      const here = at(c, r);
      const there = way === 'h' ? at(c + 1, r) : at(c, r + 1);
      const share = here / (here - there);
      points.set(key, way === 'h' ? { x: c + share, y: r } : { x: c, y: r + share });
    }
    return key;
  };
  const side = (c: number, r: number, which: number): string =>
    which === 0
      ? crossing(c, r, 'h')
      : which === 1
        ? crossing(c + 1, r, 'v')
        : which === 2
          ? crossing(c, r + 1, 'h')
          : crossing(c, r, 'v');
  const link = (a: string, b: string): void => {
    links.set(a, [...(links.get(a) ?? []), b]);
    links.set(b, [...(links.get(b) ?? []), a]);
  };
  for (let r = 0; r + 1 < rows; r += 1) {
    for (let c = 0; c + 1 < columns; c += 1) {
      for (const [a, b] of joinsOf(at(c, r), at(c + 1, r), at(c + 1, r + 1), at(c, r + 1))) {
        link(side(c, r, a), side(c, r, b));
      }
    }
  }
  return trace(points, links);
}

function joinsOf(nw: number, ne: number, se: number, sw: number): readonly (readonly [number, number])[] {
  const pattern = (nw > 0 ? 1 : 0) | (ne > 0 ? 2 : 0) | (se > 0 ? 4 : 0) | (sw > 0 ? 8 : 0);
  if (pattern !== 5 && pattern !== 10) return JOINS[pattern] ?? [];
  const middle = nw + ne + se + sw > 0;
  return (pattern === 5) === middle
    ? [
        [0, 1],
        [2, 3],
      ]
    : [
        [3, 0],
        [1, 2],
      ];
}

/** Follows the links: open lines from their ends first, then rings. */
function trace(points: ReadonlyMap<string, Crossing>, links: Map<string, string[]>): Polyline[] {
  const lines: Polyline[] = [];
  const walk = (start: string): void => {
    const line: number[] = [];
    let key: string | undefined = start;
    while (key !== undefined) {
      const point = points.get(key);
      if (point) line.push(point.x, point.y);
      const next: string | undefined = links.get(key)?.pop();
      if (next !== undefined) {
        const back = links.get(next) ?? [];
        const index = back.indexOf(key);
        if (index >= 0) back.splice(index, 1);
      }
      key = next;
    }
    if (line.length >= 4) lines.push(line);
  };
  for (const [key, neighbours] of links) if (neighbours.length === 1) walk(key);
  for (const [key, neighbours] of links) if (neighbours.length > 0) walk(key);
  return lines;
}
