/**
 * Fewer points for a line on screen. `minMax` keeps every bucket's lowest and highest point, so no spike is lost
 * (use it for noisy losses); `lttb` keeps the shape with fewer points (Steinarsson, 'Downsampling Time Series for
 * Visual Representation', MSc thesis, University of Iceland, 2013: largest triangle three buckets).
 * Both skip values that are not numbers, and keep one point on either side of the visible range so that the line
 * reaches the edges.
 */
export interface Points {
  /** [n] rising */
  readonly x: Float64Array;
  /** [n] */
  readonly y: Float64Array;
}
type Numbers = Float32Array | Float64Array;

/** Indices of the finite values that are visible in [from, to], and one neighbour on either side. */
function visibleRows(x: Numbers, y: Numbers, from: number, to: number): number[] {
  const rows: number[] = [];
  let before: number | undefined;
  for (let i = 0; i < x.length; i += 1) {
    if (!Number.isFinite(y[i])) continue;
    if ((x[i] as number) < from) before = i;
    else {
      rows.push(i);
      if ((x[i] as number) > to) break;
    }
  }
  if (before !== undefined) rows.unshift(before);
  return rows;
}

const pick = (x: Numbers, y: Numbers, rows: readonly number[]): Points => ({
  x: Float64Array.from(rows, (row) => x[row] as number),
  y: Float64Array.from(rows, (row) => y[row] as number),
});

/**
 * At most `limit` points (4 or more): the first, the last, and each bucket's lowest and highest. Buckets are equal
 * stretches of x, so a line's buckets do not move as points of another density are added.
 */
export function minMax(x: Numbers, y: Numbers, from: number, to: number, limit: number): Points {
  const rows = visibleRows(x, y, from, to);
  if (rows.length <= limit) return pick(x, y, rows);
  const buckets = Math.max(1, Math.floor((limit - 2) / 2));
  const first = rows[0] as number;
  const last = rows[rows.length - 1] as number;
  const start = x[first] as number;
  const width = ((x[last] as number) - start) / buckets || 1;
  const kept = [first];
  for (let i = 1; i < rows.length - 1; ) {
    const bucket = Math.min(buckets - 1, Math.floor(((x[rows[i] as number] as number) - start) / width));
    let low = rows[i] as number;
    let high = low;
    for (; i < rows.length - 1; i += 1) {
      const row = rows[i] as number;
      if (Math.min(buckets - 1, Math.floor(((x[row] as number) - start) / width)) !== bucket) break;
      if ((y[row] as number) < (y[low] as number)) low = row;
      if ((y[row] as number) > (y[high] as number)) high = row;
    }
    if (low === high) kept.push(low);
    else kept.push(Math.min(low, high), Math.max(low, high));
  }
  return pick(x, y, [...kept, last]);
}

/** At most `limit` points (3 or more): of each bucket the point that makes the largest triangle with its neighbours. */
export function lttb(x: Numbers, y: Numbers, from: number, to: number, limit: number): Points {
  const rows = visibleRows(x, y, from, to);
  if (rows.length <= limit) return pick(x, y, rows);
  const X = (i: number): number => x[rows[i] as number] as number;
  const Y = (i: number): number => y[rows[i] as number] as number;
  const inner = rows.length - 2;
  const buckets = limit - 2;
  const edge = (bucket: number): number => 1 + Math.floor((bucket * inner) / buckets);
  const kept = [0];
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const nextStart = edge(bucket + 1);
    const nextEnd = Math.min(rows.length, Math.max(nextStart + 1, edge(bucket + 2)));
    let meanX = 0;
    let meanY = 0;
    for (let i = nextStart; i < nextEnd; i += 1) {
      meanX += X(i) / (nextEnd - nextStart);
      meanY += Y(i) / (nextEnd - nextStart);
    }
    const previous = kept[kept.length - 1] as number;
    let best = edge(bucket);
    let bestArea = -1;
    for (let i = edge(bucket); i < nextStart; i += 1) {
      const area = Math.abs(
        (X(previous) - meanX) * (Y(i) - Y(previous)) - (X(previous) - X(i)) * (meanY - Y(previous)),
      );
      if (area > bestArea) {
        bestArea = area;
        best = i;
      }
    }
    kept.push(best);
  }
  return pick(
    x,
    y,
    [...kept, rows.length - 1].map((i) => rows[i] as number),
  );
}
