/** Which output stands for everything that is shared, wiring by wiring. */
import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { sharedRepresentation } from '../../../src/core/graph/representation.ts';
import {
  dataOf,
  hardSharing,
  headFor,
  modelOf,
  type Nodes,
  outlineWith,
  partlyShared,
  separateTowers,
  THREE_TASKS,
} from '../../support/wirings.ts';

const layer = ['dense', { units: 4 }] as const;
const ends: Nodes = { ha: headFor('a'), hb: headFor('b') };
const threeEnds: Nodes = { ...ends, hc: headFor('c') };
/** A layer for b and c only, between the trunk and their heads. */
const middle = (kind: Nodes[string]) =>
  modelOf({ x: ['input'], trunk: layer, mid: kind, ...threeEnds }, ['x > trunk > ha', 'trunk > mid > hb', 'mid > hc']);

const found = (model: ReturnType<typeof modelOf>, tasks: string): string | undefined => {
  const { plan, issues } = analyseModel(model, dataOf(), outlineWith({}, THREE_TASKS));
  if (!plan) throw new Error(JSON.stringify(issues));
  return sharedRepresentation(plan, [...tasks].map(taskId));
};

describe('the shared representation is', () => {
  it('what comes out of the trunk, of its last layer where it has several', () => {
    expect(found(hardSharing(), 'ab')).toBe('trunk');
    const deep = modelOf({ x: ['input'], one: layer, two: layer, three: layer, ...ends }, [
      'x > one > two > three > ha',
      'three > hb',
    ]);
    expect(found(deep, 'ab')).toBe('three');
  });

  it('where two shared layers are joined, what joins them', () => {
    const joined = modelOf({ x: ['input'], one: layer, two: layer, both: ['concatenate'], ...ends }, [
      'x > one > both > ha',
      'x > two > both > hb',
    ]);
    expect(found(joined, 'ab')).toBe('both');
  });

  it('nothing for one task, and nothing for networks that share the input alone', () => {
    expect(found(hardSharing(), 'a')).toBeUndefined();
    expect(found(hardSharing(), '')).toBeUndefined();
    expect(found(separateTowers(), 'ab')).toBeUndefined();
  });

  it('nothing where two shared layers stand side by side', () => {
    const beside = modelOf(
      { x: ['input'], one: layer, two: layer, ca: ['concatenate'], cb: ['concatenate'], ...ends },
      ['x > one > ca > ha', 'x > two > cb > hb', 'one > cb', 'two > ca'],
    );
    expect(found(beside, 'ab')).toBeUndefined();
  });

  it('nothing where a unit with an output for each tower is what is shared last', () => {
    const stitched = modelOf({ x: ['input'], ta: layer, tb: layer, unit: ['crossStitch'], ...ends }, [
      'x > ta > unit',
      'x > tb',
      'tb > unit:in2',
      'unit > ha',
      'unit:out2 > hb',
    ]);
    expect(found(stitched, 'ab')).toBeUndefined();
  });
});

describe('a task that looks past the trunk', () => {
  /** b sees the trunk and `past`; a sees the trunk alone. */
  const past = (nodes: Nodes, wires: readonly string[], from: string) =>
    modelOf({ x: ['input'], ...nodes, two: layer, cat: ['concatenate'], ...ends }, [
      ...wires,
      'two > ha',
      `${from} > cat`,
      'two > cat',
      'cat > hb',
    ]);
  it('at the input, bare or through layers without parameters, shares nothing by it', () => {
    expect(found(past({}, ['x > two'], 'x'), 'ab')).toBe('two');
    expect(found(past({ drop: ['dropout'] }, ['x > drop > two'], 'drop'), 'ab')).toBe('two');
  });
  it('at a learned layer, directly or through others, leaves no single output', () => {
    expect(found(past({ one: layer }, ['x > one > two'], 'one'), 'ab')).toBeUndefined();
    expect(found(past({ one: layer, drop: ['dropout'] }, ['x > one > drop > two'], 'drop'), 'ab')).toBeUndefined();
    const mixed = past({ one: layer, mix: ['concatenate'] }, ['x > one', 'x > mix', 'one > mix', 'mix > two'], 'mix');
    expect(found(mixed, 'ab')).toBeUndefined();
  });
  it('at a learned layer that it sends no gradient into shares nothing by it', () => {
    const stopped = past({ one: layer, stop: ['stopGradient'] }, ['x > one > two', 'one > stop'], 'stop');
    expect(found(stopped, 'ab')).toBe('two');
    const within = past({ one: layer, stop: ['stopGradient'] }, ['x > one > stop > two'], 'stop');
    expect(found(within, 'ab')).toBe('two');
  });
});

describe('of three tasks', () => {
  it('a learned layer that two of them share behind the trunk leaves no single output for all', () => {
    expect(found(middle(layer), 'abc')).toBeUndefined();
    expect(found(middle(['dropout']), 'abc')).toBe('trunk');
  });
  it('only those that are asked for count, as far as their gradients come', () => {
    expect(found(middle(layer), 'ab')).toBe('trunk');
    // c's gradient stops before the trunk.
    expect(found(partlyShared(), 'ab')).toBe('trunk');
    expect(found(partlyShared(), 'abc')).toBeUndefined();
  });
  it('one that is not asked for may branch off before the trunk ends, learned layers and all', () => {
    const early = modelOf({ x: ['input'], one: layer, two: layer, own: layer, ...threeEnds }, [
      'x > one > two > ha',
      'two > hb',
      'one > own > hc',
    ]);
    expect(found(early, 'ab')).toBe('two');
    for (const tasks of ['abc', 'ac', 'bc']) expect(found(early, tasks)).toBe(tasks === 'abc' ? undefined : 'one');
  });
});
