/** Gestures to edits, on the first presets: one undo step each, and what the document says afterwards. */
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import type { Edit } from '../../../src/core/experiment/edit.ts';
import { type Experiment, edgeId, type ModelSpec, nodeId } from '../../../src/core/experiment/experiment.ts';
import { FIRST_PRESET, presets } from '../../../src/core/experiment/presets/index.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { outlineOf } from '../../../src/core/scenarios/outline.ts';
import { overlaps, sizeOf } from '../../../src/ui/canvas/geometry.ts';
import {
  addEdit,
  connectEdit,
  deleteEdit,
  fragmentOf,
  insertEdit,
  modelOf,
  moveEdit,
  nudgeEdit,
  sharedLayers,
  splitPointEdit,
  whyNot,
  withLayout,
} from '../../../src/ui/canvas/gestures.ts';

const experiment = presets.get(FIRST_PRESET).build();
const outline = outlineOf(experiment.data);
const first = (of: Experiment): ModelSpec => {
  const [model] = of.models;
  if (!model) throw new Error('the preset has a model');
  return model;
};
const model = first(experiment);
const does = (edit: Edit | undefined, before = experiment): Experiment => {
  if (!edit) throw new Error('no edit');
  const result = applyEdit(before, edit);
  if (!result.ok) throw new Error(result.issue.code);
  return result.value;
};
const analyse = (of: Experiment, spec: ModelSpec) => analyseModel(spec, of.data, outlineOf(of.data));
const ids = (spec: ModelSpec, kind: string) =>
  spec.wiring.nodes.filter((node) => node.kind === kind).map((node) => node.id);
const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('missing');
  return value;
};

describe('connecting', () => {
  it('replaces the wire on a taken port in one edit', () => {
    const head = must(ids(model, 'head')[0]);
    const input = must(ids(model, 'input')[0]);
    const edge = { source: input, sourcePort: 'out', target: head, targetPort: 'in' };
    expect(whyNot(model, experiment.data, outline, edge)).toBeUndefined();
    const edit = connectEdit(model, experiment.data, outline, edge);
    expect(edit.type).toBe('batch');
    const wires = first(does(edit)).wiring.edges.filter((wire) => wire.target === head);
    expect(wires.map((wire) => wire.source)).toEqual([input]);
  });
  it('says why a loop may not be drawn', () => {
    const wire = must(model.wiring.edges.find((each) => each.source !== ids(model, 'input')[0]));
    const back = { source: wire.target, sourcePort: 'out', target: wire.source, targetPort: 'in' };
    expect(whyNot(model, experiment.data, outline, back)?.code).toBe('connect.loop');
  });
});

describe('deleting', () => {
  const none = { model: model.id, nodes: [], edges: [], tie: undefined };
  it('is nothing where nothing is selected', () => {
    expect(deleteEdit(none)).toBeUndefined();
    expect(deleteEdit({ ...none, model: undefined, nodes: [nodeId('x')] })).toBeUndefined();
  });
  it('takes nodes and wires in one step', () => {
    const [edge] = model.wiring.edges;
    const [head] = ids(model, 'head');
    const after = first(does(deleteEdit({ ...none, nodes: [must(head)], edges: [must(edge).id] })));
    expect(after.wiring.nodes).toHaveLength(model.wiring.nodes.length - 1);
    expect(after.wiring.edges.some((wire) => wire.id === must(edge).id || wire.target === head)).toBe(false);
  });
});

describe('moving', () => {
  it('nudges the selected cards only and never touches the wiring', () => {
    const [head] = ids(model, 'head');
    const after = first(does(nudgeEdit(model, [must(head)], { x: 10, y: -10 })));
    expect(after.wiring).toBe(model.wiring);
    const from = must(model.positions[must(head)]);
    expect(after.positions[must(head)]).toEqual({ x: from.x + 10, y: from.y - 10 });
    const moved = model.wiring.nodes.filter((node) => after.positions[node.id] !== model.positions[node.id]);
    expect(moved.map((node) => node.id)).toEqual([head]);
  });
  it('writes all places down where they were only computed', () => {
    const bare = { ...model, positions: {} };
    const edit = moveEdit(bare, { [must(ids(model, 'head')[0])]: { x: 1, y: 2 } });
    expect(edit.type === 'move' && Object.keys(edit.positions)).toHaveLength(model.wiring.nodes.length);
  });
});

describe('adding', () => {
  it('finds a free spot, again and again', () => {
    let now = experiment;
    for (let i = 0; i < 6; i += 1) now = does(addEdit(first(now), { kind: 'dense' }, undefined), now);
    const after = first(now);
    const boxes = after.wiring.nodes.map((node) => ({ ...must(after.positions[node.id]), ...sizeOf(node.kind) }));
    for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
  });
});

describe('copying', () => {
  it('takes the wires among the chosen nodes and no others', () => {
    const wire = must(model.wiring.edges[0]);
    const fragment = fragmentOf(model, [wire.source, wire.target]);
    expect(fragment.edges.map((edge) => edge.id)).toEqual([wire.id]);
    expect(fragmentOf(model, [wire.source]).edges).toEqual([]);
  });
});

describe('the split point', () => {
  const shared = (of: Experiment) => sharedLayers(first(of), analyse(of, first(of))).length;
  it('moves left by one layer and back again', () => {
    const before = shared(experiment);
    expect(before).toBeGreaterThan(0);
    const apart = does(splitPointEdit(experiment, model.id, -1, analyse));
    expect(shared(apart)).toBe(before - 1);
    const together = does(splitPointEdit(apart, model.id, 1, analyse), apart);
    expect(shared(together)).toBe(before);
  });
  it('stops at the ends', () => {
    const apart = does(splitPointEdit(experiment, model.id, -99, analyse));
    expect(shared(apart)).toBe(0);
    expect(splitPointEdit(apart, model.id, -1, analyse)).toBeUndefined();
  });
  it('leaves every layer with a place of its own', () => {
    const after = first(does(splitPointEdit(experiment, model.id, -99, analyse)));
    expect(after.wiring.nodes.every((node) => after.positions[node.id] !== undefined)).toBe(true);
  });
});

describe('withLayout', () => {
  it('lays only the named models out', () => {
    const edit = withLayout(experiment, { type: 'trunkToTwins', model: model.id, strength: 1 }, [model.id]);
    const after = does(edit);
    expect(first(after).ties.length).toBeGreaterThan(0);
    for (const other of experiment.models.slice(1)) expect(modelOf(after, other.id)).toEqual(other);
  });
  it('leaves a refused edit as it is', () => {
    const refused: Edit = { type: 'splitLayer', model: model.id, node: nodeId('nowhere') };
    expect(withLayout(experiment, refused, [model.id])).toBe(refused);
  });
});

describe('inserting on a wire', () => {
  it('makes room, so that no card covers another', () => {
    for (const { id } of model.wiring.edges) {
      const after = first(does(insertEdit(model, id, { kind: 'dropout' })));
      const boxes = after.wiring.nodes.map((node) => ({ ...must(after.positions[node.id]), ...sizeOf(node.kind) }));
      for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
      expect(after.wiring.edges).toHaveLength(model.wiring.edges.length + 1);
    }
  });
  it('is nothing on a wire that is not there', () => {
    expect(insertEdit(model, edgeId('gone'), { kind: 'dropout' })).toBeUndefined();
  });
});
