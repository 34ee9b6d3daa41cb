/** The fence around what a teacher has locked, and the question before play. */
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import {
  inPlaceOf,
  lockedChange,
  modeOf,
  PARTS,
  withClassroom,
  withMode,
} from '../../../src/core/experiment/classroom.ts';
import type { Edit } from '../../../src/core/experiment/edit.ts';
import { type Experiment, modelId, nodeId, taskId } from '../../../src/core/experiment/experiment.ts';
import { decodeLink, encodeLink } from '../../../src/core/experiment/link.ts';
import { candidatesOf, outcomeOf, SAME } from '../../../src/core/experiment/prediction.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';

const plain = presets.get('hard-beside-separate').build();
const model = plain.models[0]?.id ?? modelId('A');
const node = plain.models[0]?.wiring.nodes.find(({ kind }) => kind === 'dense')?.id ?? nodeId('dense1');
const changed = (experiment: Experiment, edit: Edit): Experiment => {
  const result = applyEdit(experiment, edit);
  if (!result.ok) throw new Error(result.issue.code);
  return result.value;
};
const withPart = (part: string, mode: 'locked' | 'hidden'): Experiment =>
  changed(plain, { type: 'setView', patch: withMode(plain.view, part, mode) });
const refusal = (experiment: Experiment, edit: Edit) => lockedChange(experiment, changed(experiment, edit));

/** One change of each part that sets something. */
const CHANGES: Readonly<Record<string, Edit>> = {
  data: { type: 'setData', patch: { seed: 77 } },
  wiring: { type: 'addNode', model, node: { kind: 'dense' }, at: { x: 0, y: 0 } },
  selection: { type: 'setNodeOption', model, node, name: 'units', value: 5 },
  training: { type: 'setOptimizer', patch: { learningRate: 0.2 } },
  balancing: { type: 'setTaskWeight', model, task: taskId('a'), weight: 3 },
  sharing: { type: 'trunkToTwins', model, strength: 1 },
  seed: { type: 'setTraining', patch: { seed: 9 } },
  stop: { type: 'setTraining', patch: { stop: { kind: 'steps', steps: 7 } } },
  backend: { type: 'setBackend', backend: 'cpu' },
};

describe('what is locked', () => {
  const setting = PARTS.filter(({ sets }) => sets);
  it('has a change here for every part that sets something', () => {
    expect(Object.keys(CHANGES).sort()).toEqual(setting.map(({ id }) => id).sort());
  });
  it.each(setting.flatMap(({ id, modes }) => modes.map((mode) => [id, mode] as const)))(
    '%s, %s: its own change is refused, and no other part refuses it',
    (part, mode) => {
      const bound = withPart(part, mode);
      expect(modeOf(bound.view, part)).toBe(mode);
      expect(refusal(bound, CHANGES[part] as Edit)).toMatchObject({ code: 'class.locked', params: { part } });
      expect(refusal(plain, CHANGES[part] as Edit)).toBeUndefined();
      const others = Object.entries(CHANGES).filter(
        // Twins are new layers: that is the wiring's matter as well as the ties'.
        ([id]) => id !== part && !(id === 'sharing' && part === 'wiring'),
      );
      for (const [, edit] of others) expect(refusal(bound, edit)).toBeUndefined();
    },
  );
  it('holds a change in a batch, and lets layers be moved', () => {
    const bound = withPart('training', 'locked');
    expect(refusal(bound, { type: 'batch', edits: [CHANGES.data as Edit, CHANGES.training as Edit] })?.code).toBe(
      'class.locked',
    );
    const moved = refusal(withPart('wiring', 'locked'), {
      type: 'move',
      model,
      positions: { [node]: { x: 900, y: 9 } },
    });
    expect(moved).toBeUndefined();
  });
  it('holds a locked layer, its settings and its inputs, and no other layer', () => {
    const view = withClassroom(plain.view, { layers: [{ model, nodes: [node] }] });
    const bound = changed(plain, { type: 'setView', patch: view });
    const other = plain.models[0]?.wiring.nodes.find(({ kind, id }) => kind === 'dense' && id !== node)?.id ?? node;
    expect(refusal(bound, CHANGES.selection as Edit)?.code).toBe('class.lockedLayer');
    expect(refusal(bound, { type: 'removeNodes', model, nodes: [node] })?.code).toBe('class.lockedLayer');
    expect(refusal(bound, { type: 'setNodeOption', model, node: other, name: 'units', value: 5 })).toBeUndefined();
  });
  it('stays around a ready-made experiment that is opened, with the note and a student’s name, not the prediction', () => {
    const view = { ...withMode(plain.view, 'training', 'locked'), hidden: ['seed'], lesson: 'conflict' };
    const set = changed(plain, { type: 'setView', patch: { ...view, answers: { name: 'One', predicted: 'same' } } });
    const fresh = presets.get('tuned-sum').build();
    const opened = inPlaceOf({ ...set, notes: 'Read this.' }, fresh);
    expect(opened).toMatchObject({ notes: 'Read this.', models: fresh.models, data: fresh.data });
    expect(opened.view).toEqual({
      ...fresh.view,
      lesson: 'conflict',
      hidden: ['seed'],
      classroom: { locked: ['training'] },
      answers: { name: 'One' },
    });
    expect(lockedChange(opened, changed(opened, CHANGES.training as Edit))?.code).toBe('class.locked');
    expect(inPlaceOf(plain, fresh)).toEqual(fresh);
  });
  it('offers only some kinds of layers, beside those that are there', () => {
    const bound = changed(plain, { type: 'setView', patch: withClassroom(plain.view, { offered: ['head'] }) });
    const add = (kind: string): Edit => ({ type: 'addNode', model, node: { kind }, at: { x: 0, y: 0 } });
    expect(refusal(bound, add('dropout'))).toMatchObject({ code: 'class.notOffered', params: { kind: 'dropout' } });
    expect(refusal(bound, add('dense'))).toBeUndefined();
  });
  it('leaves nothing behind when it is taken back, and travels in a link', () => {
    const bound = withPart('seed', 'hidden');
    expect(changed(bound, { type: 'setView', patch: withMode(bound.view, 'seed', 'shown') }).view).toEqual(plain.view);
    const set = changed(bound, {
      type: 'setView',
      patch: withClassroom(bound.view, { task: '比较两个任务', predict: { about: 'models', steps: 300 } }),
    });
    const read = decodeLink(encodeLink(set));
    expect(read.ok && read.value.view).toEqual(set.view);
    expect(encodeLink(set).length - encodeLink(plain).length).toBeLessThan(180);
  });
});

describe('the question before play', () => {
  const ask = (about: 'tasks' | 'models') => candidatesOf(plain, { about, steps: 100 });
  it('compares the tasks of a model, or the models at a task', () => {
    expect(ask('tasks').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(ask('models').map(({ id }) => id)).toEqual(plain.models.map(({ id }) => id));
  });
  it('waits for every score, and calls what one run cannot tell apart the same', () => {
    const scores = (a: number, b: number | undefined) =>
      outcomeOf(ask('tasks'), ({ task }) => (task === 'a' ? a : b))?.winner;
    expect(scores(0.9, undefined)).toBeUndefined();
    expect(scores(0.9, 0.8)).toBe('a');
    expect(scores(0.8, 0.9)).toBe('b');
    expect(scores(0.9, 0.895)).toBe(SAME);
  });
  it('knows that of some scores the lower one is better', () => {
    const lower = ask('tasks').map((candidate) => ({ ...candidate, better: 'lower' as const }));
    expect(outcomeOf(lower, ({ task }) => (task === 'a' ? 2 : 1))?.winner).toBe('b');
  });
});
