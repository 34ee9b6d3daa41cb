/** One step as a walk: which stops there are, in which order, and where the gradients meet. */
import { describe, expect, it } from 'vitest';
import { type ModelSpec, nodeId, type TaskId, taskId } from '../../../src/core/experiment/experiment.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import type { ModelPlan } from '../../../src/core/graph/modelPlan.ts';
import { type StepReading, type Stop, walkthrough } from '../../../src/core/graph/walkthrough.ts';
import {
  dataOf,
  hardSharing,
  outlineWith,
  partlyShared,
  separateTowers,
  THREE_TASKS,
  TWO_TASKS,
} from '../../support/wirings.ts';

function planOf(model: ModelSpec, tasks = TWO_TASKS): ModelPlan {
  const { plan, issues } = analyseModel(model, dataOf(), outlineWith({}, tasks));
  if (!plan) throw new Error(JSON.stringify(issues));
  return plan;
}
/** Norm 1, 2, … for the tasks in order; all gradients at right angles but for the first pair, which opposes. */
function readingOf(plan: ModelPlan, changes: Partial<StepReading> = {}): StepReading {
  const { tasks } = plan;
  return {
    step: 7,
    rows: 32,
    tasks,
    stepping: tasks,
    losses: tasks.map((_, t) => 0.5 + t),
    lossesAfter: tasks.map((_, t) => 0.4 + t),
    weights: tasks.map(() => 1),
    learningRate: 0.1,
    nodes: plan.nodes.map(({ id, parameters }, n) => ({
      node: id,
      outputs: { min: -1, max: 1, mean: 0 },
      norms: parameters.length > 0 ? tasks.map((_, t) => 1 + t) : [],
      cosines: tasks.flatMap((_, i) => tasks.map((__, j) => (i === j ? 1 : i + j === 1 ? -0.25 : 0))),
      combined: parameters.length > 0 ? 3 : 0,
      moved: parameters.length > 0 ? n : 0,
    })),
    ties: [],
    ...changes,
  };
}
const inShort = (stop: Stop): string =>
  [stop.kind, 'node' in stop ? stop.node : '', 'task' in stop ? stop.task : ''].filter(Boolean).join(' ');
const walk = (model: ModelSpec, tasks = TWO_TASKS, changes: Partial<StepReading> = {}): Stop[] => {
  const plan = planOf(model, tasks);
  return walkthrough(plan, readingOf(plan, changes));
};
const a: TaskId = taskId('a');
const b: TaskId = taskId('b');

describe('the walk through a step', () => {
  it('goes forward, measures, comes back by task, meets in the trunk, and updates', () => {
    expect(walk(hardSharing()).map(inShort)).toEqual([
      'source x',
      'forward trunk',
      'forward ha',
      'forward hb',
      'loss ha a',
      'loss hb b',
      'gradient ha a',
      'gradient hb b',
      'meeting trunk',
      'weights',
      'update',
      'after',
    ]);
  });

  it('says at a meeting how long each gradient is and how they stand to each other', () => {
    const meeting = walk(hardSharing()).find((stop) => stop.kind === 'meeting');
    expect(meeting).toMatchObject({
      norms: [
        { task: a, norm: 1 },
        { task: b, norm: 2 },
      ],
      pairs: [{ a, b, cosine: -0.25 }],
      tasks: [a, b],
      wires: [
        { from: 'trunk', to: 'ha' },
        { from: 'trunk', to: 'hb' },
      ],
    });
  });

  it('tells separate networks that their gradients never meet', () => {
    const kinds = walk(separateTowers()).map(inShort);
    expect(kinds).toContain('apart');
    expect(kinds.filter((kind) => kind.startsWith('meeting') || kind === 'weights')).toEqual([]);
    expect(kinds.slice(7, 11)).toEqual(['gradient ha a', 'gradient ta a', 'gradient hb b', 'gradient tb b']);
  });

  it('meets where two of three tasks share, and not behind a stop-gradient', () => {
    const stops = walk(partlyShared(), THREE_TASKS);
    const meetings = stops.flatMap((stop) =>
      stop.kind === 'meeting' ? [[stop.node, stop.tasks, stop.pairs.length]] : [],
    );
    expect(meetings).toEqual([['trunk', [a, b], 1]]);
    const mine = stops.flatMap((stop) => (stop.kind === 'gradient' && stop.task === 'c' ? [stop.node] : []));
    expect(mine).toEqual(['hc', 'tc']);
  });

  it('lets a task that does not step wait, and nothing meet', () => {
    const stops = walk(hardSharing(), TWO_TASKS, { stepping: [a], weights: [1, undefined] });
    expect(stops.map(inShort)).toEqual([
      'source x',
      'forward trunk',
      'forward ha',
      'forward hb',
      'loss ha a',
      'loss hb b',
      'gradient ha a',
      'gradient trunk a',
      'waits b',
      'update',
      'after',
    ]);
  });

  it('leaves the weights out where the method works on directions', () => {
    const weighing = walk(hardSharing(), TWO_TASKS, { weights: [undefined, undefined] }).find(
      (stop) => stop.kind === 'weights',
    );
    expect(weighing).toMatchObject({ weights: [], combined: 3, nodes: ['trunk'] });
  });

  it('names the layer that moves most, and the length of the whole step', () => {
    const update = walk(hardSharing()).find((stop) => stop.kind === 'update');
    expect(update).toMatchObject({ most: { node: nodeId('hb'), moved: 3 }, moved: Math.sqrt(1 + 4 + 9) });
  });

  it('lights only nodes and wires that exist', () => {
    for (const model of [hardSharing(), separateTowers(), partlyShared()]) {
      const known = new Set(model.wiring.edges.map(({ source, target }) => `${source} ${target}`));
      for (const { nodes, wires } of walk(model, THREE_TASKS.slice(0, model.wiring.nodes.length > 5 ? 3 : 2))) {
        for (const node of nodes) expect(model.wiring.nodes.some(({ id }) => id === node)).toBe(true);
        for (const { from, to } of wires) expect(known.has(`${from} ${to}`)).toBe(true);
      }
    }
  });
});
