/** Laws of the analysis on random wirings with random options, sound or not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edge, edgeId, type ModelSpec, nodeId, tieId } from '../../../src/core/experiment/experiment.ts';
import { analyseModel, checkConnection } from '../../../src/core/graph/analyse.ts';
import { layers } from '../../../src/core/layers/index.ts';
import { dataOf, modelOf, type Nodes, outlineWith } from '../../support/wirings.ts';

const value = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'z', '', 'x', 'relu', 'same', 'valid', 'auto'),
  fc.integer({ min: -2, max: 9 }),
  fc.constantFrom(Number.NaN, 1e9, 0.5, true),
);
const name = fc.constantFrom(
  'units',
  'activation',
  'filters',
  'size',
  'stride',
  'padding',
  'task',
  'loss',
  'factor',
  'input',
);
const options = fc.oneof(fc.constant({}), fc.dictionary(name, value, { maxKeys: 2 }));
const node = fc.tuple(fc.constantFrom(...layers.ids, 'dense', 'dense', 'head', 'head', 'nonsense'), options);
const input = fc.constantFrom(
  { kind: 'vector' as const, shape: [5] },
  { kind: 'image' as const, shape: [6, 5, 2] },
  { kind: 'tokens' as const, shape: [4], vocabulary: 9 },
  { kind: 'sequence' as const, shape: [6, 3] },
);

/** Ids n0..; wires between any two, some to nowhere. */
const anyModel: fc.Arbitrary<ModelSpec> = fc
  .record({
    nodes: fc.array(node, { minLength: 1, maxLength: 9 }),
    wires: fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.constantFrom('in', 'in', 'in', 'side')), { maxLength: 14 }),
    tied: fc.array(fc.nat(9), { maxLength: 3 }),
  })
  .map(({ nodes, wires, tied }) => {
    const named: Nodes = Object.fromEntries(nodes.map((each, i) => [`n${i}`, each as never]));
    const edges = wires.map(
      ([source, target, port], i): Edge => ({
        id: edgeId(`e${i}`),
        source: nodeId(`n${source}`),
        sourcePort: 'out',
        target: nodeId(`n${target}`),
        targetPort: port,
      }),
    );
    const ties = [{ id: tieId('t'), kind: 'squaredDistance', nodes: tied.map((i) => nodeId(`n${i}`)), strength: 1 }];
    const model = modelOf(named, [], tied.length > 0 ? { ties } : {});
    return { ...model, wiring: { nodes: model.wiring.nodes, edges } };
  });

/** Towers of random depth over a random trunk: always sound. */
const soundModel: fc.Arbitrary<ModelSpec> = fc
  .record({
    trunk: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
    towers: fc.array(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    stop: fc.boolean(),
    order: fc.infiniteStream(fc.nat(1000)),
  })
  .map(({ trunk, towers, stop, order }) => {
    const nodes: Record<string, readonly [string, Record<string, string | number>]> = { x: ['input', {}] };
    const wires: string[] = [];
    const chain = ['x', ...trunk.map((_, i) => `t${i}`)];
    trunk.forEach((units, i) => {
      nodes[`t${i}`] = ['dense', { units }];
    });
    if (stop) {
      nodes.stop = ['stopGradient', {}];
      chain.push('stop');
    }
    wires.push(chain.join('>'));
    towers.forEach((layersOfTower, task) => {
      const ids = layersOfTower.map((units, i) => {
        nodes[`p${task}${i}`] = ['dense', { units }];
        return `p${task}${i}`;
      });
      nodes[`h${task}`] = ['head', { task: 'abc'[task] ?? 'a' }];
      wires.push([chain.at(-1), ...ids, `h${task}`].join('>'));
    });
    const model = modelOf(nodes, wires);
    const keys = new Map(model.wiring.nodes.map(({ id }) => [id, order.next().value as number]));
    const shuffled = model.wiring.nodes.toSorted((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0));
    return { ...model, wiring: { ...model.wiring, nodes: shuffled } };
  });

const off = fc.subarray(['a', 'b', 'c']);

describe('on any wiring', () => {
  it('the analysis never throws, speaks of every node and wire, and plans only without errors', () => {
    fc.assert(
      fc.property(anyModel, input, off, (model, source, disabled) => {
        const analysis = analyseModel(model, dataOf(disabled), outlineWith(source));
        expect([...analysis.nodes.keys()].toSorted()).toEqual(model.wiring.nodes.map(({ id }) => id).toSorted());
        expect(analysis.edges.size).toBe(model.wiring.edges.length);
        const errors = analysis.issues.filter(({ severity }) => severity === 'error');
        expect(analysis.plan === undefined).toBe(errors.length > 0);
      }),
      { seed: 11, numRuns: 1500 },
    );
  });

  it('a wire that may be drawn makes no loop and no misfit on its target', () => {
    fc.assert(
      fc.property(anyModel, input, fc.nat(9), fc.nat(9), (model, source, from, to) => {
        const edge = { source: nodeId(`n${from}`), sourcePort: 'out', target: nodeId(`n${to}`), targetPort: 'in' };
        if (checkConnection(model, dataOf(), outlineWith(source), edge)) return;
        const edges = [...model.wiring.edges, { ...edge, id: edgeId('new') }];
        const before = analyseModel(model, dataOf(), outlineWith(source));
        const after = analyseModel({ ...model, wiring: { ...model.wiring, edges } }, dataOf(), outlineWith(source));
        const onTarget = after.nodes.get(edge.target)?.issues.map(({ code }) => code) ?? [];
        const old = before.nodes.get(edge.target)?.issues.map(({ code }) => code) ?? [];
        expect(onTarget.filter((code) => !old.includes(code) && /^(connect|shape)\.|loop/.test(code))).toEqual([]);
      }),
      { seed: 12, numRuns: 800 },
    );
  });
});

describe('on a sound wiring', () => {
  it('the plan is topological, its parameters are numbered in order and sum to the counts', () => {
    fc.assert(
      fc.property(soundModel, off, (model, disabled) => {
        const { plan, counts, tasks } = analyseModel(model, dataOf(disabled), outlineWith());
        if (!plan) {
          expect(tasks).toEqual([]);
          return;
        }
        const seen = new Set<string>();
        for (const each of plan.nodes) {
          for (const wire of each.inputs) expect(seen.has(wire.node)).toBe(true);
          seen.add(each.id);
        }
        expect(plan.parameters.map(({ index }) => index)).toEqual(plan.parameters.map((_, i) => i));
        expect(plan.nodes.flatMap(({ parameters }) => parameters)).toEqual(plan.parameters.map((_, i) => i));
        const sum = (list: readonly { size: number }[]): number => list.reduce((total, { size }) => total + size, 0);
        expect(sum(plan.parameters)).toBe(counts.total);
        const reached = counts.shared + counts.partly + Object.values(counts.private).reduce((a, b) => a + b, 0);
        expect(sum(plan.parameters.filter((parameter) => parameter.tasks.length > 0))).toBe(reached);
        for (const each of plan.nodes) expect(each.tasks.every((task) => each.feeds.includes(task))).toBe(true);
        expect(plan.tasks).toEqual(tasks);
      }),
      { seed: 13, numRuns: 400 },
    );
  });
});
