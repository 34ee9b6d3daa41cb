/**
 * Runs every contender from every start and keeps what is drawn: all of the first steps, then every k-th, so that a
 * hundred thousand steps are as many points as a screen is wide. Advances by as much as it is asked to, so that a worker
 * can hear messages in between. Walkers do not know of each other, so several recorders can share them out.
 */
import { withDefaults } from '../fields.ts';
import { labProblems } from './problems.ts';
import type { LabSetup } from './setup.ts';
import { createWalker, type Walker } from './walker.ts';

/** Numbers kept of a walker at a step. */
export const FIELDS = ['x1', 'x2', 'f1', 'f2', 'share', 'cosine', 'multiplier'] as const;
export const WIDTH = FIELDS.length;
const DENSE = 300;
const POINTS = 1500;

/** The steps that are kept, rising, from 0 to `steps`. */
export function keptSteps(steps: number): number[] {
  const dense = Math.min(DENSE, steps);
  const stride = Math.max(1, Math.ceil((steps - dense) / POINTS));
  const kept = Array.from({ length: dense + 1 }, (_, i) => i);
  for (let step = dense + stride; step < steps; step += stride) kept.push(step);
  if (kept.at(-1) !== steps) kept.push(steps);
  return kept;
}

/** Every `of`-th walker, from the `index`-th on. */
export interface Part {
  readonly index: number;
  readonly of: number;
}
export interface Recorder {
  /** Of this part. */
  readonly walkers: number;
  /** How many of the kept steps are recorded so far. */
  readonly recorded: number;
  /** The next kept step of every walker, contenders by starts: [walkers * WIDTH]; `undefined` at the end. */
  next(): Float32Array | undefined;
  /** Walkers whose last step had no common descent direction. */
  noSolution(): boolean[];
}

export function createRecorder(setup: LabSetup, part: Part = { index: 0, of: 1 }): Recorder {
  const { fields, build } = labProblems.get(setup.problem);
  const problem = build(withDefaults(fields, setup.options));
  const settings = { problem, optimizer: setup.optimizer, rate: setup.rate, seed: 1 };
  const walkers: Walker[] = setup.contenders
    .flatMap((contender) => setup.starts.map((start) => ({ contender, start })))
    .filter((_, i) => i % part.of === part.index)
    .map(({ contender, start }) => createWalker(settings, contender, start));
  const kept = keptSteps(setup.steps);
  let recorded = 0;
  return {
    walkers: walkers.length,
    get recorded() {
      return recorded;
    },
    next() {
      const to = kept[recorded];
      if (to === undefined) return undefined;
      const many = to - (kept[recorded - 1] ?? 0);
      const row = new Float32Array(walkers.length * WIDTH);
      for (const [i, walker] of walkers.entries()) {
        for (let step = 0; step < many; step += 1) walker.step();
        const [a, b] = walker.weights.map(Math.abs) as [number, number];
        row.set([...walker.x, ...walker.losses, a / (a + b), walker.cosine, walker.multiplier], i * WIDTH);
      }
      recorded += 1;
      return row;
    },
    noSolution: () => walkers.map((walker) => walker.noSolution),
  };
}

/**
 * Puts a part's `rows` [rows, own walkers, WIDTH] where they belong in `values` [kept steps, walkers, WIDTH], from kept
 * step `from` on. Returns how many rows they are.
 */
export function spreadRows(
  values: Float32Array,
  walkers: number,
  { index, of }: Part,
  rows: Float32Array,
  from: number,
): number {
  const own = Math.ceil((walkers - index) / of);
  if (own <= 0) return 0;
  const count = rows.length / (own * WIDTH);
  for (let i = 0; i < count * own; i += 1) {
    const [row, walker] = [from + Math.floor(i / own), index + (i % own) * of];
    values.set(rows.subarray(i * WIDTH, (i + 1) * WIDTH), (row * walkers + walker) * WIDTH);
  }
  return count;
}
