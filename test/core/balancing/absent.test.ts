/**
 * Tasks that sit a step out (no label in the batch, not their turn, switched off) and tasks that come later: what a
 * method remembers of a task is that task's own. Looped over the registry.
 */
import { describe, expect, it } from 'vitest';
import { bufferOf, putBuffers } from '../../../src/core/balancing/buffers.ts';
import { methods } from '../../../src/core/balancing/index.ts';
import type { BalancingSpec, GramianStats } from '../../../src/core/balancing/method.ts';
import { defaultsOf } from '../../../src/core/fields.ts';
import { matrixOps, numbers, readMatrix, tensor } from '../../../src/core/lab/arrayOps.ts';
import { gramianOf, type Matrix } from '../../../src/core/math/gramian.ts';
import { createRng } from '../../../src/core/math/rng.ts';
import { statsOf, taskNames } from '../../support/methodRuns.ts';

const ALL = taskNames(3);
/** A step of these tasks over gradients of their own, and what the method remembers after it. */
function stepOf(spec: BalancingSpec, state: unknown, tasks: readonly string[], at: number) {
  const options = defaultsOf(spec.fields);
  const rng = createRng(at, 'gradients');
  const every = ALL.map(() => Array.from({ length: 4 }, () => rng.normal()));
  const jacobian: Matrix = tasks.map((task) => every[ALL.indexOf(task)] as number[]);
  const stats: GramianStats = {
    ...statsOf(
      tasks.map((task) => 1 + ALL.indexOf(task) + 0.1 * at),
      gramianOf(jacobian),
      at,
      at,
    ),
    tasks,
    allTasks: ALL,
  };
  const step =
    spec.needs === 'jacobian'
      ? spec.direction(matrixOps, tensor(jacobian.flat(), [tasks.length, 4]), stats, state, options, rng, readMatrix)
      : spec.weigh(stats, state, options, rng);
  const after = stats.losses.map((loss) => 0.9 * loss);
  const next = spec.lossAfterStep?.(stats, after, step.state, options) ?? step.state;
  return { state: next as unknown, found: 'weights' in step ? step.weights : numbers(step.direction) };
}
/** Everything that stands under the task's name, at any depth, with the way to it. */
function ownOf(state: unknown, task: string, way = ''): string[] {
  if (typeof state !== 'object' || state === null || ArrayBuffer.isView(state)) return [];
  return Object.entries(state).flatMap(([key, value]) =>
    key === task ? [`${way}: ${JSON.stringify(value)}`] : ownOf(value, task, `${way}/${key}`),
  );
}
// The bandit compares tasks; alternating training and DWA remember turns and epochs, not tasks.
const REMEMBERING = methods.all.filter(({ id, init, fields }) => {
  const state: unknown = init(ALL, defaultsOf(fields));
  return typeof state === 'object' && state !== null && !['bandit', 'alternating', 'dwa'].includes(id);
});

describe.each(REMEMBERING.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const start: unknown = spec.init(ALL, defaultsOf(spec.fields));
  it('leaves alone what it knows of a task that sits out', () => {
    const first = stepOf(spec, start, ALL, 0).state;
    const second = stepOf(spec, first, ['task0', 'task2'], 1).state;
    expect(ownOf(second, 'task1')).toEqual(ownOf(first, 'task1'));
    // And something of the others changed, or there would be nothing to remember.
    const changed = (task: string): boolean => ownOf(first, task).join() !== ownOf(second, task).join();
    if (!['nash-mtl', 'stch'].includes(spec.id)) expect(changed('task0') || changed('task2')).toBe(true);
  });
  it('takes a task that it never saw as one at its first step', () => {
    const options = defaultsOf(spec.fields);
    const known = stepOf(spec, spec.init(ALL, options), ALL, 0);
    // Half of the tasks that MoDo, SDMGrad and MoCo begin with would have other shares: they are compared among themselves.
    const late = stepOf(spec, JSON.parse(JSON.stringify(stripped(start, 'task1'))), ALL, 0);
    expect(late.found).toEqual(known.found);
  });
});
/** The state without anything of one task. */
function stripped(state: unknown, task: string): unknown {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return state;
  return Object.fromEntries(
    Object.entries(state).flatMap(([key, value]) => (key === task ? [] : [[key, stripped(value, task)]])),
  );
}

describe('buffers', () => {
  it('of another size are begun anew, those from a checkpoint are taken as they are', () => {
    expect(bufferOf({ a: [1, 2, 3] }, 'a', 3)).toEqual([1, 2, 3]);
    expect(bufferOf({ a: [1, 2, 3] }, 'a', 2)).toEqual(new Float32Array(2));
    expect(bufferOf({}, 'a', 2)).toEqual(new Float32Array(2));
  });
  it('of others stay', () => {
    expect(putBuffers({ a: [1], b: [2] }, ['b', 'c'], [[3], [4]])).toEqual({ a: [1], b: [3], c: [4] });
  });
});
