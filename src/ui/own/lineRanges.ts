/** Lines as people write them: 3, 7–9, 12, and at the end an ellipsis where not all are named. */
const MOST_RANGES = 30;

export function lineRanges(lines: readonly number[], count: number): string {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  const shown = ranges.slice(0, MOST_RANGES).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  return shown.join(', ') + (shown.length < ranges.length || lines.length < count ? ' …' : '');
}
