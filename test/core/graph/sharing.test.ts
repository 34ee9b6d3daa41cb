import { describe, expect, it } from 'vitest';
import { edgeId, nodeId } from '../../../src/core/experiment/experiment.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import {
  dataOf,
  hardSharing,
  headFor,
  modelOf,
  outlineWith,
  partlyShared,
  separateTowers,
  TWO_TASKS,
} from '../../support/wirings.ts';

const two = outlineWith({}, TWO_TASKS);
const sharingIn = (analysis: ReturnType<typeof analyseModel>, id: string) => {
  const node = analysis.nodes.get(nodeId(id));
  return `${node?.sharing} ${node?.tasks.join('')}`.trim();
};

describe('parameter counts of the textbook networks', () => {
  it('hard sharing: 14,347, of which 12,928 shared', () => {
    const { counts, plan } = analyseModel(hardSharing(), dataOf(), two);
    expect(counts).toEqual({ total: 14_347, shared: 12_928, partly: 0, private: { a: 129, b: 1290 } });
    expect(plan?.parameters.reduce((sum, { size }) => sum + size, 0)).toBe(14_347);
  });

  it('separate networks: 27,275, none shared', () => {
    const { counts } = analyseModel(separateTowers(), dataOf(), two);
    expect(counts).toEqual({ total: 27_275, shared: 0, partly: 0, private: { a: 13_057, b: 14_218 } });
  });

  it('partly shared: what two of three tasks train counts as neither shared nor private', () => {
    const { counts } = analyseModel(partlyShared(), dataOf(), outlineWith());
    // Trunk 100 x 8 + 8; a: 8 x 4 + 4 and 4 + 1; b: 8 x 4 + 4 and 4 x 10 + 10; c: 4 x 4 + 4 and 4 + 1.
    expect(counts).toEqual({ total: 960, shared: 0, partly: 808, private: { a: 41, b: 86, c: 25 } });
  });

  it('what no task trains counts in the total alone', () => {
    const model = modelOf({ x: ['input'], d: ['dense', { units: 8 }], stop: ['stopGradient'], ha: headFor('a') }, [
      'x > d > stop > ha',
    ]);
    const { counts } = analyseModel(model, dataOf(), two);
    expect(counts).toEqual({ total: 817, shared: 0, partly: 0, private: { a: 9 } });
  });
});

describe('sharing', () => {
  it('is read off the wiring', () => {
    const hard = analyseModel(hardSharing(), dataOf(), two);
    expect(['x', 'trunk', 'ha', 'hb'].map((id) => sharingIn(hard, id))).toEqual([
      'shared ab',
      'shared ab',
      'private a',
      'private b',
    ]);
    const separate = analyseModel(separateTowers(), dataOf(), two);
    expect(['ta', 'tb'].map((id) => sharingIn(separate, id))).toEqual(['private a', 'private b']);
  });

  it('of a layer used twice is by port: its parameters are shared, what comes before each use is not', () => {
    const base = modelOf(
      {
        x: ['input'],
        left: ['dense', { units: 5 }],
        right: ['dense', { units: 5 }],
        twice: ['dense', { units: 4, uses: 2 }],
        ha: headFor('a'),
        hb: headFor('b'),
      },
      ['x > left > twice > ha', 'x > right'],
    );
    const second = { source: nodeId('right'), sourcePort: 'out', target: nodeId('twice'), targetPort: 'in2' };
    const out = { source: nodeId('twice'), sourcePort: 'out2', target: nodeId('hb'), targetPort: 'in' };
    const edges = [...base.wiring.edges, { ...second, id: edgeId('second') }, { ...out, id: edgeId('out') }];
    const analysis = analyseModel({ ...base, wiring: { ...base.wiring, edges } }, dataOf(), two);
    expect(['left', 'right', 'twice'].map((id) => sharingIn(analysis, id))).toEqual([
      'private a',
      'private b',
      'shared ab',
    ]);
  });

  it('is partial where some tasks reach a layer, and a stop-gradient cuts its task off', () => {
    const analysis = analyseModel(partlyShared(), dataOf(), outlineWith());
    expect(sharingIn(analysis, 'trunk')).toBe('partly ab');
    expect(sharingIn(analysis, 'tbc')).toBe('private b');
    expect(sharingIn(analysis, 'tc')).toBe('private c');
    expect(sharingIn(analysis, 'stop')).toBe('private c');
    expect(analysis.edges.get(edgeId('tbc-stop'))?.tasks).toEqual([]);
    expect(analysis.edges.get(edgeId('stop-tc'))?.tasks).toEqual(['c']);
    // The trunk still takes part in c's prediction.
    expect(analysis.plan?.nodes.find(({ id }) => id === 'trunk')?.feeds).toEqual(['a', 'b', 'c']);
  });

  it('is none behind a stop-gradient only, and such parameters are planned without tasks', () => {
    const model = modelOf({ x: ['input'], d: ['dense'], stop: ['stopGradient'], ha: headFor('a'), hb: headFor('b') }, [
      'x > d > stop > ha',
      'stop > hb',
    ]);
    const analysis = analyseModel(model, dataOf(), two);
    expect(sharingIn(analysis, 'd')).toBe('none');
    expect(analysis.plan?.parameters.filter(({ node }) => node === 'd').map(({ tasks }) => tasks)).toEqual([[], []]);
    expect(analysis.plan?.lastShared).toBeUndefined();
  });

  it('leaves a task that is switched off out of everything', () => {
    const analysis = analyseModel(hardSharing(), dataOf(['b']), two);
    expect(analysis.tasks).toEqual(['a']);
    expect(sharingIn(analysis, 'trunk')).toBe('private a');
    expect(sharingIn(analysis, 'hb')).toBe('none');
    expect(analysis.plan?.nodes.map(({ id }) => id)).toEqual(['x', 'trunk', 'ha']);
    expect(analysis.counts.total).toBe(12_928 + 129);
    expect(analysis.issues).toEqual([]);
  });

  it('counts only tasks that this model serves: one head alone is private', () => {
    const model = modelOf({ x: ['input'], d: ['dense'], hb: headFor('b') }, ['x > d > hb']);
    const analysis = analyseModel(model, dataOf(), two);
    expect(sharingIn(analysis, 'd')).toBe('private b');
    expect(analysis.plan?.tasks).toEqual(['b']);
  });

  it('lets a head be wired on: the second task then trains the first head too', () => {
    const model = modelOf({ x: ['input'], ha: headFor('a'), hb: headFor('b') }, ['x > ha > hb']);
    expect(sharingIn(analyseModel(model, dataOf(), two), 'ha')).toBe('shared ab');
  });
});
