/**
 * The patterns of the plane: what colour (class) or height (value) each point of the square [-1, 1]^2 has.
 * A pattern is a vector of scores, defined on the whole plane and about unit size, so that two can be blended:
 * binary = one score, class 1 where it is above 0; 3-class = three scores, the greatest wins; regression = the value.
 *
 * `rival` names a pattern of the same kind that knows nothing of this one: over uniform points the two are exactly
 * independent (binary: one changes sign under a mirror or half turn that leaves the other as it is), exactly
 * uncorrelated (regression, same argument), or nearly independent (the 3-class pair: a square is not three-fold).
 */
import type { TaskKind } from './scenario.ts';

export interface Pattern {
  readonly kind: TaskKind;
  readonly scores: (x: number, y: number) => readonly number[];
  /** Turned by this angle (radians) the pattern has lost its agreement with itself. */
  readonly turn: number;
  /** What it turns about: the centre, or a point beside it for patterns that are round. */
  readonly pivot: readonly [number, number];
  readonly rival: PatternName;
}
export const PATTERN_NAMES = [
  'circle',
  'xor',
  'spiral',
  'linear',
  'rings',
  'sectors',
  'slope',
  'hill',
  'waves',
] as const;
export type PatternName = (typeof PATTERN_NAMES)[number];

const CENTRE = [0, 0] as const;
/** Half a turn about here carries a round pattern's middle to (.32, .32). */
const BESIDE = [0.16, 0.16] as const;
/** Squared radii within which half, a third and two thirds of the square lie: pi r^2 = share * 4. */
const HALF = 2 / Math.PI;
const RING = 4 / (3 * Math.PI);

export const PATTERNS: Readonly<Record<PatternName, Pattern>> = {
  circle: {
    kind: 'binary',
    scores: (x, y) => [(HALF - x * x - y * y) / HALF],
    turn: Math.PI,
    pivot: BESIDE,
    rival: 'xor',
  },
  xor: { kind: 'binary', scores: (x, y) => [4 * x * y], turn: Math.PI / 4, pivot: CENTRE, rival: 'circle' },
  /** Two arms, three quarters of a turn from the middle to radius 1. */
  spiral: {
    kind: 'binary',
    scores: (x, y) => [Math.sin(Math.atan2(y, x) + 1.5 * Math.PI * Math.hypot(x, y))],
    turn: Math.PI / 2,
    pivot: CENTRE,
    rival: 'circle',
  },
  linear: { kind: 'binary', scores: (x, y) => [x + y], turn: Math.PI / 2, pivot: CENTRE, rival: 'xor' },
  /** Three classes by distance from the middle, of about equal area. */
  rings: {
    kind: 'multiclass',
    scores(x, y) {
      const t = (x * x + y * y) / RING; // class 0 below 1, 1 below 2, 2 above
      return [-((t - 0.5) ** 2), -((t - 1.5) ** 2), -((t - 2.5) ** 2)];
    },
    turn: Math.PI,
    pivot: BESIDE,
    rival: 'sectors',
  },
  /** Three classes by direction. */
  sectors: {
    kind: 'multiclass',
    scores: (x, y) =>
      [0, 1, 2].map((k) => 2 * (x * Math.cos((2 * Math.PI * k) / 3) + y * Math.sin((2 * Math.PI * k) / 3))),
    turn: Math.PI / 3,
    pivot: CENTRE,
    rival: 'rings',
  },
  slope: { kind: 'regression', scores: (x, y) => [1.2 * (x + y)], turn: Math.PI / 2, pivot: CENTRE, rival: 'hill' },
  hill: {
    kind: 'regression',
    scores: (x, y) => [3 * Math.exp(-3 * (x * x + y * y)) - 1],
    turn: Math.PI,
    pivot: BESIDE,
    rival: 'slope',
  },
  waves: {
    kind: 'regression',
    scores: (x) => [1.4 * Math.sin(1.5 * Math.PI * x)],
    turn: Math.PI / 2,
    pivot: CENTRE,
    rival: 'hill',
  },
};

/**
 * The scores of task B when it is 'related' to a pattern A, with q = 1 - relatedness:
 *   scores_B(u) = (1 - m) * scores_A(turned(u)) + m * scores_rival(u),
 * where `turned` turns the point by q * A.turn about A.pivot, and m = max(0, 2 q - 1). So 1 is A itself, from 1 to .5
 * the pattern turns, from .5 to 0 it goes on turning and fades into its rival, and 0 is the rival itself.
 */
export function relatedScores(a: Pattern, relatedness: number, x: number, y: number): readonly number[] {
  const q = 1 - relatedness;
  if (q === 0) return a.scores(x, y); // to the bit: turning by nothing about a pivot still rounds
  const [px, py] = a.pivot;
  const cos = Math.cos(q * a.turn);
  const sin = Math.sin(q * a.turn);
  const turned = a.scores(px + cos * (x - px) - sin * (y - py), py + sin * (x - px) + cos * (y - py));
  const m = Math.max(0, 2 * q - 1);
  if (m === 0) return turned;
  const rival = PATTERNS[a.rival].scores(x, y);
  return turned.map((score, k) => (1 - m) * score + m * (rival[k] as number));
}

/** The label of a score vector: 0 or 1, the class, or the value as it is. */
export function labelOf(kind: TaskKind, scores: readonly number[]): number {
  if (kind === 'regression') return scores[0] as number;
  if (kind === 'binary') return (scores[0] as number) > 0 ? 1 : 0;
  return scores.indexOf(Math.max(...scores));
}
