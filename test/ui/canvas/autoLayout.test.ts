/** Automatic layout: no two cards overlap, wires run rightwards, heads stand in order, tied rows leave room for springs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Edge,
  edgeId,
  type ModelSpec,
  modelId,
  nodeId,
  taskId,
  tieId,
  type WiringNode,
} from '../../../src/core/experiment/experiment.ts';
import { autoLayout, positionsOf } from '../../../src/ui/canvas/autoLayout.ts';
import { type Box, overlaps, sizeOf } from '../../../src/ui/canvas/geometry.ts';

function modelWith(kinds: readonly string[], wires: readonly (readonly [number, number])[]): ModelSpec {
  const nodes = kinds.map(
    (kind, i): WiringNode => ({
      id: nodeId(`n${i}`),
      kind,
      options: kind === 'head' ? { task: taskId(`t${i}`) } : {},
      initKey: `n${i}`,
    }),
  );
  const edges = wires.map(
    ([a, b], i): Edge => ({
      id: edgeId(`e${i}`),
      source: nodeId(`n${a}`),
      sourcePort: 'out',
      target: nodeId(`n${b}`),
      targetPort: 'in',
    }),
  );
  return {
    id: modelId('A'),
    name: 'A',
    wiring: { nodes, edges },
    positions: {},
    balancing: { method: 'weightedSum', options: {}, taskWeights: {} },
    ties: [],
    groups: [],
  };
}
const boxesOf = (model: ModelSpec, positions = autoLayout(model)): Box[] =>
  model.wiring.nodes.map((node) => {
    const at = positions[node.id];
    if (!at) throw new Error(`${node.id} has no place`);
    return { ...at, ...sizeOf(node.kind) };
  });
const countOverlaps = (boxes: readonly Box[]): number =>
  boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => overlaps(a, b))).length;

const randomModel = fc
  .record({
    kinds: fc.array(fc.constantFrom('input', 'dense', 'flatten', 'concatenate', 'head'), {
      minLength: 1,
      maxLength: 14,
    }),
    picks: fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { maxLength: 24 }),
  })
  .map(({ kinds, picks }) => {
    const n = kinds.length;
    const wires = picks
      .map(([a, b]) => [Math.min(a % n, b % n), Math.max(a % n, b % n)] as const)
      .filter(([a, b]) => a < b);
    return modelWith(kinds, wires);
  });

describe('autoLayout', () => {
  it('never lets two cards overlap', () => {
    fc.assert(
      fc.property(randomModel, (model) => {
        expect(countOverlaps(boxesOf(model))).toBe(0);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
  it('puts every target to the right of its source', () => {
    fc.assert(
      fc.property(randomModel, (model) => {
        const positions = autoLayout(model);
        for (const { source, target } of model.wiring.edges) {
          const kind = model.wiring.nodes.find((node) => node.id === source)?.kind ?? '';
          expect(positions[target]?.x).toBeGreaterThan((positions[source]?.x ?? 0) + sizeOf(kind).width);
        }
      }),
      { numRuns: 40, seed: 8 },
    );
  });
  it('reads heads from top to bottom in the order of the wiring', () => {
    const model = modelWith(
      ['input', 'dense', 'dense', 'head', 'head'],
      [
        [0, 1],
        [0, 2],
        [1, 4],
        [2, 3],
      ],
    );
    const positions = autoLayout(model);
    expect(positions[nodeId('n3')]?.y).toBeLessThan(positions[nodeId('n4')]?.y ?? 0);
  });
  it('leaves more room between rows where springs have to stand', () => {
    const towers = modelWith(
      ['input', 'dense', 'dense'],
      [
        [0, 1],
        [0, 2],
      ],
    );
    const twins: ModelSpec = {
      ...towers,
      ties: [{ id: tieId('t'), kind: 'squaredDistance', nodes: [nodeId('n1'), nodeId('n2')], strength: 1 }],
    };
    const gap = (model: ModelSpec): number => {
      const [, a, b] = boxesOf(model) as [Box, Box, Box];
      return Math.abs(a.y - b.y) - a.height;
    };
    expect(gap(twins)).toBeGreaterThan(gap(towers) + 20);
  });
});

describe('positionsOf', () => {
  const model = modelWith(
    ['input', 'dense', 'head'],
    [
      [0, 1],
      [1, 2],
    ],
  );
  it('keeps the document as it is when nothing is missing', () => {
    const placed = { ...model, positions: autoLayout(model) };
    expect(positionsOf(placed)).toBe(placed.positions);
  });
  it('places one newcomer without moving the others or covering them', () => {
    const all = autoLayout(model);
    const held = { [nodeId('n0')]: all[nodeId('n0')], [nodeId('n1')]: all[nodeId('n1')] };
    const placed = { ...model, positions: held as ModelSpec['positions'] };
    const positions = positionsOf(placed);
    expect(positions).toMatchObject(held);
    expect(countOverlaps(boxesOf(placed, positions))).toBe(0);
  });
});
