/**
 * Points that a person draws on the plane: each has a place and a class for one task, and no label for the others. Some are
 * held out, every other one for validation and for test; which ones hangs on the seed and the point's place in the list
 * alone, so drawing one more moves no other. Before anything is drawn there is an example: a ring for A, two clouds for B.
 */
import { LIMITS, type OwnData, type TaskId, taskId } from '../experiment/experiment.ts';
import { numberOption, type Options, textOption } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { drawSplits } from './draw.ts';
import type { Dataset, ScenarioSpec, Sizes, Split, TaskDef } from './scenario.ts';

const RANGE = 2;
/** Steps from the middle of the plane to its edge. */
export const POINT_STEPS = 100;
const TASKS = ['a', 'b', 'c'] as const;
const CLASSES = ['two', 'three'] as const;

export interface DrawnPoint {
  /** Place of its task: 0, 1, 2. */
  readonly task: number;
  readonly label: number;
  /** Hundredths of half the plane, -100..100. */
  readonly x: number;
  readonly y: number;
}
export function readPoints(own: OwnData | undefined): DrawnPoint[] {
  const flat = own?.points ?? [];
  return Array.from({ length: Math.floor(flat.length / 4) }, (_, i) => {
    const [task = 0, label = 0, x = 0, y = 0] = flat.slice(4 * i, 4 * i + 4);
    return { task, label, x, y };
  });
}
/** As many as the document holds. */
export const packPoints = (points: readonly DrawnPoint[]): number[] =>
  points.slice(0, LIMITS.ownPoints).flatMap(({ task, label, x, y }) => [task, label, x, y]);

const classesOf = (options: Options, task: (typeof TASKS)[number]): number =>
  textOption(options, task) === 'three' ? 3 : 2;
const tasksOf = (options: Options): TaskDef[] =>
  TASKS.slice(0, numberOption(options, 'tasks')).map((task) =>
    classesOf(options, task) === 3
      ? { id: taskId(task), kind: 'multiclass', classes: 3 }
      : { id: taskId(task), kind: 'binary' },
  );

/** Rows of these points; a split that nothing falls into has one row without labels in the middle. */
function splitOf(points: readonly DrawnPoint[], tasks: readonly TaskDef[]): Split {
  const rows = Math.max(1, points.length);
  const x = new Float32Array(2 * rows);
  const labels = Object.fromEntries(tasks.map(({ id }) => [id, new Float32Array(rows).fill(Number.NaN)]));
  for (const [row, point] of points.entries()) {
    x[2 * row] = (RANGE * point.x) / POINT_STEPS;
    x[2 * row + 1] = (RANGE * point.y) / POINT_STEPS;
    const task = tasks[point.task];
    const own = task && labels[task.id];
    if (own && point.label < (task.classes ?? 2)) own[row] = point.label;
  }
  return { rows, inputs: { x }, labels };
}
function dealt(points: readonly DrawnPoint[], held: number, seed: number): Record<keyof Sizes, DrawnPoint[]> {
  const rng = createRng(seed, 'ownPoints/split');
  const pools: Record<keyof Sizes, DrawnPoint[]> = { train: [], validation: [], test: [] };
  for (const [place, point] of points.entries()) {
    const chance = rng.fork(place).uniform();
    pools[chance >= held ? 'train' : chance >= held / 2 ? 'validation' : 'test'].push(point);
  }
  return pools;
}

/** What stands there before anybody draws. */
function example(tasks: readonly TaskDef[], rows: number, rng: Rng): Split {
  const x = Float32Array.from({ length: 2 * rows }, () => RANGE * (2 * rng.uniform() - 1));
  const labels = Object.fromEntries(
    tasks.map(({ id, classes = 2 }, t): [TaskId, Float32Array] => {
      const told = Float32Array.from({ length: rows }, (_, row) => {
        const [px = 0, py = 0] = x.subarray(2 * row, 2 * row + 2);
        const score = t === 0 ? Math.hypot(px, py) / 1.3 : 1 + (t === 1 ? px : py) / 1.5;
        return Math.max(0, Math.min(classes - 1, Math.floor(score)));
      });
      return [id, told];
    }),
  );
  return { rows, inputs: { x }, labels };
}

export const ownPoints: ScenarioSpec = {
  id: 'own-points',
  domain: 'own',
  source: { kind: 'generated' },
  fields: [
    { name: 'tasks', type: 'integer', default: 2, min: 1, max: 3 },
    { name: 'a', type: 'choice', default: 'two', choices: CLASSES },
    { name: 'b', type: 'choice', default: 'two', choices: CLASSES, when: { field: 'tasks', is: [2, 3] } },
    { name: 'c', type: 'choice', default: 'two', choices: CLASSES, when: { field: 'tasks', is: [3] } },
    { name: 'held', type: 'number', default: 0.3, min: 0, max: 0.8, step: 0.05 },
  ],
  sizes: { train: 120, validation: 40, test: 80 },
  maxSizes: { train: 2000, validation: 1000, test: 1000 },
  outline: (options) => ({
    inputs: [{ id: 'x', kind: 'plane', shape: [2], range: RANGE }],
    tasks: tasksOf(options),
  }),
  async load(options, sizes, seed, _assets, own): Promise<Dataset> {
    const tasks = tasksOf(options);
    if (!own?.points) return drawSplits(sizes, seed, 'ownPoints/example', (rows, rng) => example(tasks, rows, rng));
    const pools = dealt(readPoints(own), numberOption(options, 'held'), seed);
    return {
      train: splitOf(pools.train, tasks),
      validation: splitOf(pools.validation, tasks),
      test: splitOf(pools.test, tasks),
    };
  },
};
