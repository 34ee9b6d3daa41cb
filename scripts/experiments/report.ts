/** A table of ours beside the expected, and how many agree within two standard errors of the difference. */
import { mean, sd } from '../../src/core/math/stats.ts';

export interface Expected {
  readonly mean: number;
  /** Over seeds. */
  readonly sd: number;
  readonly n: number;
}
export interface Line {
  readonly experiment: string;
  readonly what: string;
  readonly ours: { readonly mean: number; readonly sd: number; readonly n: number };
  readonly expected?: Expected;
  /** Difference in standard errors of the difference. */
  readonly z?: number;
  readonly agrees?: boolean;
  readonly note?: string;
}

export function line(
  experiment: string,
  what: string,
  values: readonly number[],
  expected?: Expected,
  note?: string,
): Line {
  const ours = { mean: mean(values), sd: sd(values), n: values.length };
  const rest = note === undefined ? {} : { note };
  if (!expected) return { experiment, what, ours, ...rest };
  const error = Math.sqrt(ours.sd ** 2 / ours.n + expected.sd ** 2 / expected.n);
  // Both without any spread: equal or not.
  const z =
    error > 0 ? (ours.mean - expected.mean) / error : ours.mean === expected.mean ? 0 : Number.POSITIVE_INFINITY;
  return { experiment, what, ours, expected, z, agrees: Math.abs(z) <= 2, ...rest };
}

const digits = (value: number): string => value.toPrecision(3);
const print = ({ mean: m, sd: s }: { readonly mean: number; readonly sd: number }): string =>
  `${digits(m)} ± ${digits(s)}`;

export function show({ experiment, what, ours, expected, z, agrees, note }: Line): void {
  const judged = expected
    ? `expected ${print(expected).padEnd(18)} z ${(z ?? 0).toFixed(1).padStart(5)} ${agrees ? 'agrees' : 'DIFFERS'}`
    : '';
  const text = `${experiment.padEnd(3)} ${what.padEnd(34)} ${print(ours).padEnd(18)} ${judged}`;
  console.log(note === undefined ? text : `${text}  ${note}`);
}
export function summarise(lines: readonly Line[]): void {
  const judged = lines.filter((each) => each.agrees !== undefined);
  const agreeing = judged.filter((each) => each.agrees).length;
  console.log(
    `\n${agreeing} of ${judged.length} rows within two standard errors of the difference; about ${(judged.length / 20).toFixed(0)} would fall outside by chance.`,
  );
}
