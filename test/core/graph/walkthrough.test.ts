/** One step as a walk: which stops there are, in which order, and where the gradients meet. */
import { describe, expect, it } from 'vitest';
import { type ModelSpec, nodeId, type TaskId, taskId, tieId } from '../../../src/core/experiment/experiment.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import type { ModelPlan } from '../../../src/core/graph/modelPlan.ts';
import { type StepReading, type Stop, walkthrough } from '../../../src/core/graph/walkthrough.ts';
import {
  dataOf,
  hardSharing,
  headFor,
  modelOf,
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
      outputs: { min: -n, max: n, mean: n / 4 },
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

describe('each stop', () => {
  it('says what it is about, whose it is, and its numbers', () => {
    const nowhere = { wires: [], tasks: [] };
    const head = (node: string, task: string) => ({ node, task, nodes: [node], wires: [], tasks: [task] });
    expect(walk(hardSharing())).toEqual([
      { kind: 'source', node: 'x', rows: 32, nodes: ['x'], ...nowhere },
      {
        kind: 'forward',
        node: 'trunk',
        outputs: { min: -1, max: 1, mean: 0.25 },
        nodes: ['trunk'],
        wires: [{ from: 'x', to: 'trunk' }],
        tasks: [],
      },
      {
        kind: 'forward',
        node: 'ha',
        outputs: { min: -2, max: 2, mean: 0.5 },
        nodes: ['ha'],
        wires: [{ from: 'trunk', to: 'ha' }],
        tasks: ['a'],
      },
      {
        kind: 'forward',
        node: 'hb',
        outputs: { min: -3, max: 3, mean: 0.75 },
        nodes: ['hb'],
        wires: [{ from: 'trunk', to: 'hb' }],
        tasks: ['b'],
      },
      { kind: 'loss', loss: 0.5, ...head('ha', 'a') },
      { kind: 'loss', loss: 1.5, ...head('hb', 'b') },
      { kind: 'gradient', norm: 1, ...head('ha', 'a') },
      { kind: 'gradient', norm: 2, ...head('hb', 'b') },
      {
        kind: 'meeting',
        node: 'trunk',
        norms: [
          { task: 'a', norm: 1 },
          { task: 'b', norm: 2 },
        ],
        pairs: [{ a: 'a', b: 'b', cosine: -0.25 }],
        nodes: ['trunk'],
        wires: [
          { from: 'trunk', to: 'ha' },
          { from: 'trunk', to: 'hb' },
        ],
        tasks: ['a', 'b'],
      },
      {
        kind: 'weights',
        weights: [
          { task: 'a', weight: 1 },
          { task: 'b', weight: 1 },
        ],
        combined: 3,
        nodes: ['trunk'],
        wires: [],
        tasks: ['a', 'b'],
      },
      {
        kind: 'update',
        learningRate: 0.1,
        moved: Math.sqrt(14),
        most: { node: 'hb', moved: 3 },
        // The input has nothing to move.
        nodes: ['trunk', 'ha', 'hb'],
        ...nowhere,
      },
      {
        kind: 'after',
        losses: [
          { task: 'a', before: 0.5, after: 0.4 },
          { task: 'b', before: 1.5, after: 1.4 },
        ],
        nodes: ['ha', 'hb'],
        ...nowhere,
      },
    ]);
  });

  it('of a tie tells its penalty before and after; a tie without numbers is passed over', () => {
    const ties = ['s', 't'].map((id) => ({
      id: tieId(id),
      kind: 'squaredDistance',
      nodes: ['ta', 'tb'].map(nodeId),
      strength: 1,
    }));
    const readings = ['t', 'gone'].map((id) => ({ tie: tieId(id), before: 2, after: 1.5 }));
    const stops = walk(separateTowers({ ties }), TWO_TASKS, { ties: readings });
    expect(stops.slice(-3).map(({ kind }) => kind)).toEqual(['update', 'tie', 'after']);
    const nodes = ['ta', 'tb'];
    expect(stops.at(-2)).toEqual({ kind: 'tie', tie: 't', before: 2, after: 1.5, nodes, wires: [], tasks: [] });
  });

  it('takes each pair of three tasks from its own place of the cosines', () => {
    const model = modelOf({ x: ['input'], d: ['dense'], ha: headFor('a'), hb: headFor('b'), hc: headFor('c') }, [
      'x > d > ha',
      'd > hb',
      'd > hc',
    ]);
    const plan = planOf(model, THREE_TASKS);
    const reading = readingOf(plan);
    const cosines = [1, 0.1, 0.2, 0.1, 1, 0.3, 0.2, 0.3, 1];
    const stops = walkthrough(plan, { ...reading, nodes: reading.nodes.map((each) => ({ ...each, cosines })) });
    const meeting = stops.find((stop) => stop.kind === 'meeting');
    expect(meeting?.pairs.map(({ a: one, b: other, cosine }) => `${one}${other} ${cosine}`)).toEqual([
      'ab 0.1',
      'ac 0.2',
      'bc 0.3',
    ]);
  });

  it('lights the wires over which its gradient comes back, and no others', () => {
    const wiresOf = (stops: readonly Stop[], short: string): string[] =>
      stops
        .filter((stop) => inShort(stop) === short)
        .flatMap(({ wires }) => wires.map(({ from, to }) => `${from} ${to}`));
    const partly = walk(partlyShared(), THREE_TASKS);
    expect(wiresOf(partly, 'meeting trunk')).toEqual(['trunk ta', 'trunk tbc']);
    // Nothing of c comes through the stop-gradient behind this layer.
    expect(wiresOf(partly, 'gradient tbc b')).toEqual(['tbc hb']);
    const turn = { stepping: [a], weights: [1, undefined] };
    expect(wiresOf(walk(hardSharing(), TWO_TASKS, turn), 'gradient trunk a')).toEqual(['trunk ha']);
    const deep = modelOf({ x: ['input'], one: ['dense'], two: ['dense'], ha: headFor('a'), hb: headFor('b') }, [
      'x > one > two > ha',
      'two > hb',
    ]);
    expect(wiresOf(walk(deep, TWO_TASKS, turn), 'gradient one a')).toEqual(['one two']);
  });

  it('says nothing of a task without a label in the batch, and of one that waits only that', () => {
    const only = walk(hardSharing(), TWO_TASKS, { tasks: [a], stepping: [a], losses: [0.5], lossesAfter: [0.4] });
    expect(only.map(inShort).filter((stop) => stop.endsWith(' b'))).toEqual([]);
    const waits = walk(hardSharing(), TWO_TASKS, { stepping: [a] }).find(({ kind }) => kind === 'waits');
    expect(waits).toEqual({ kind: 'waits', task: 'b', nodes: [], wires: [], tasks: ['b'] });
  });

  it('that was not measured has no number rather than a wrong one', () => {
    const stops = walk(hardSharing(), TWO_TASKS, { nodes: [] });
    const stop = (short: string) => stops.find((each) => inShort(each) === short);
    expect(stop('forward trunk')).toMatchObject({ outputs: { min: 0, max: 0, mean: 0 } });
    expect(stop('gradient ha a')).toMatchObject({ norm: Number.NaN });
    expect(stop('meeting trunk')).toMatchObject({ pairs: [{ cosine: Number.NaN }] });
    expect(stop('weights')).toMatchObject({ combined: 0 });
    expect(stop('update')).toMatchObject({ most: undefined, moved: 0, nodes: [] });
  });
});
