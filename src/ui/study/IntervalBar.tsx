/** A gain and its 95 % interval on a line with zero in it: right of zero is better. Stands beside the numbers in words. */
import type { Interval } from '../../core/math/stats.ts';
import classes from './study.module.css';

const WIDTH = 110;
const HEIGHT = 16;
const EDGE = 4;

interface IntervalBarProps {
  readonly mean: number;
  readonly interval: Interval | undefined;
  /** Largest size on the line: the same for all bars of a table and measure. */
  readonly reach: number;
}
export function IntervalBar({ mean, interval, reach }: IntervalBarProps) {
  const x = (value: number): number => {
    const share = reach > 0 ? Math.max(-1, Math.min(1, value / reach)) : 0;
    return WIDTH / 2 + share * (WIDTH / 2 - EDGE);
  };
  const middle = HEIGHT / 2;
  return (
    <svg width={WIDTH} height={HEIGHT} className={classes.interval} aria-hidden>
      <line x1={EDGE} x2={WIDTH - EDGE} y1={middle} y2={middle} stroke="var(--line)" />
      <line x1={WIDTH / 2} x2={WIDTH / 2} y1={1} y2={HEIGHT - 1} stroke="var(--ink-soft)" strokeDasharray="2 2" />
      {interval && (
        <line x1={x(interval.low)} x2={x(interval.high)} y1={middle} y2={middle} stroke="var(--ink)" strokeWidth={3} />
      )}
      <circle cx={x(mean)} cy={middle} r={4} fill="var(--ink)" stroke="var(--surface)" />
    </svg>
  );
}
/** Twice the mean gains at least, and the intervals as far as they are not absurdly wide. */
export function reachOf(list: readonly { readonly mean: number; readonly interval?: Interval | undefined }[]): number {
  const means = Math.max(...list.map(({ mean }) => Math.abs(mean)), 0);
  const ends = Math.max(
    ...list.map(({ interval, mean }) => Math.max(Math.abs(interval?.low ?? mean), Math.abs(interval?.high ?? mean))),
    0,
  );
  return Math.min(ends, means * 4) || ends;
}
