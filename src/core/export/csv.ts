/**
 * A run's log as CSV (RFC 4180: commas, CRLF, quotes doubled): `step` and one column per series, empty where a series
 * was not measured; after those, what the steps have cost. Numbers are the shortest decimals that give the same float32
 * again. Where a run has phases, a column `phase` (1 for the first) stands after the step.
 */
import type { Phase } from '../experiment/experiment.ts';
import { phaseNumber } from '../experiment/phases.ts';
import type { LogRows } from '../metrics/logRows.ts';

export const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Nine significant digits always name one float32; six often do. */
export function shortest(value: number): string {
  if (Number.isNaN(value)) return '';
  if (!Number.isFinite(value)) return String(value);
  for (let digits = 6; digits < 9; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return String(rounded);
  }
  return String(Number(value.toPrecision(9)));
}

/** @param perStep columns that are so much per step: what the steps have cost each model */
export function logToCsv(
  rows: LogRows,
  phases: readonly Phase[] = [],
  perStep: Readonly<Record<string, number>> = {},
): string {
  const columns = Object.entries(rows.columns);
  const costs = Object.entries(perStep);
  const phased = phases.length > 0;
  const names = [...columns, ...costs].map(([name]) => quoted(name));
  const lines = [['step', ...(phased ? ['phase'] : []), ...names].join(',')];
  rows.steps.forEach((step, row) => {
    const cells = columns.map(([, values]) => shortest(values[row] ?? Number.NaN));
    const spent = costs.map(([, cost]) => step * cost);
    lines.push([step, ...(phased ? [phaseNumber(phases, step)] : []), ...cells, ...spent].join(','));
  });
  return `${lines.join('\r\n')}\r\n`;
}
