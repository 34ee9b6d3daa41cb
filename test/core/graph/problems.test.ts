/** Problems stand where they belong: on their node, their wire, their loop, each once. */
import { describe, expect, it } from 'vitest';
import { nodeId, taskId } from '../../../src/core/experiment/experiment.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { dataOf, headFor, modelOf, outlineWith, TWO_TASKS } from '../../support/wirings.ts';

const VECTOR = outlineWith({}, TWO_TASKS);
const analysisOf = (model: ReturnType<typeof modelOf>, outline = VECTOR) => analyseModel(model, dataOf(), outline);
const heads = { ha: headFor('a'), hb: headFor('b') };

describe('a node', () => {
  it('holds all of its own problems and no others', () => {
    const model = modelOf({ x: ['input'], c: ['conv2d'], ...heads }, ['x > ha', 'x > hb', 'x > c']);
    const { nodes } = analysisOf(model);
    const codes = (id: string) => nodes.get(nodeId(id))?.issues.map(({ code }) => code);
    expect(codes('c')).toEqual(['shape.image', 'node.deadEnd']);
    expect(codes('x')).toEqual([]);
    expect(codes('ha')).toEqual([]);
  });

  it('without a wire lacks one, and is no dead end besides', () => {
    const { issues } = analysisOf(modelOf({ x: ['input'], d: ['dense'], ...heads }, ['x > ha', 'x > hb']));
    expect(issues).toEqual([
      { code: 'node.missingInput', severity: 'warning', params: { port: 'in' }, where: { model: 'M', node: 'd' } },
    ]);
  });

  it('whose id comes twice counts once, as it stands first', () => {
    const model = modelOf({ x: ['input'], d: ['dense', { units: 3 }], ...heads }, ['x > d > ha', 'd > hb']);
    const again = { id: nodeId('d'), kind: 'flatten', options: {}, initKey: 'd2' };
    const { issues, nodes } = analysisOf({
      ...model,
      wiring: { ...model.wiring, nodes: [...model.wiring.nodes, again] },
    });
    expect(issues).toEqual([
      { code: 'model.duplicateNode', severity: 'error', params: { found: 'd' }, where: { model: 'M', node: 'd' } },
    ]);
    expect(nodes.get(nodeId('d'))?.outputShapes).toEqual([[3]]);
  });

  it('with a head of its kind among the others gets such a head beside it', () => {
    const model = modelOf({ x: ['input'], d: ['dense', { units: 1 }], p: ['productHead', { task: 'a' }] }, [
      'x > d > p',
    ]);
    const [mend] = analysisOf(model).issues.find(({ code }) => code === 'model.taskWithoutHead')?.fixes ?? [];
    expect(mend?.edits).toMatchObject([{ type: 'addConnected', node: { kind: 'productHead' }, from: { node: 'd' } }]);
    const bare = analysisOf(modelOf({ x: ['input'] }, [])).issues.find(({ code }) => code === 'model.noHead');
    expect(bare?.fixes?.map(({ edits }) => edits)).toMatchObject([
      [{ type: 'addNode', node: { kind: 'head', options: { task: 'a' } } }],
      [{ type: 'addNode', node: { kind: 'head', options: { task: 'b' } } }],
    ]);
  });
});

describe('a wire', () => {
  it('to or from a port that is not there says which ends it has', () => {
    const { issues } = analysisOf(modelOf({ x: ['input'], ...heads }, ['x > ha', 'x > hb', 'x:side > hb:other']));
    expect(issues).toMatchObject([
      {
        code: 'connect.port',
        severity: 'error',
        params: { found: 'side → other', port: 'other' },
        where: { model: 'M', node: 'hb', edge: 'x-hb' },
        fixes: [{ edits: [{ type: 'removeEdges', model: 'M', edges: ['x-hb'] }] }],
      },
    ]);
    const from = analysisOf(modelOf({ x: ['input'], d: ['dense'], ...heads }, ['x > ha', 'x:side > d', 'd > hb']));
    expect(from.issues.map(({ code }) => code)).toEqual(['connect.port', 'node.missingInput']);
  });
});

describe('loops', () => {
  // The wire that closes the first loop was drawn before the one that it follows.
  const model = modelOf({ x: ['input'], s: ['add'], d: ['dense'], u: ['add'], v: ['dense'], w: ['dense'], ...heads }, [
    'x > s',
    'd > s',
    's > d',
    'd > ha',
    'd > u > v > w > u',
    'w > hb',
  ]);
  it('are one problem each, of their own layers, mended by the wire drawn last', () => {
    expect(analysisOf(model).issues.filter(({ code }) => code === 'node.loop')).toMatchObject([
      {
        params: { count: 2 },
        where: { model: 'M', node: 'd', edge: 's-d' },
        fixes: [{ edits: [{ type: 'removeEdges', edges: ['s-d'] }] }],
      },
      {
        params: { count: 3 },
        where: { model: 'M', node: 'u', edge: 'w-u' },
        fixes: [{ edits: [{ type: 'removeEdges', edges: ['w-u'] }] }],
      },
    ]);
  });
  it('train nothing while they last', () => {
    const { nodes, edges } = analysisOf(model);
    expect(nodes.get(nodeId('d'))).toMatchObject({ tasks: [], sharing: 'none', parameterCount: 0 });
    expect([...edges.values()].flatMap(({ tasks }) => tasks)).toEqual([]);
  });
});

describe('a model without a task that is switched on', () => {
  it('offers the first three', () => {
    const tasks = ['a', 'b', 'c', 'd'].map((id) => ({ id: taskId(id), kind: 'binary' as const }));
    const model = modelOf({ x: ['input'], ha: headFor('a') }, ['x > ha']);
    const { issues } = analyseModel(model, dataOf(['a', 'b', 'c', 'd']), outlineWith({}, tasks));
    const issue = issues.find(({ code }) => code === 'model.noTask');
    expect(issue?.where).toEqual({ model: 'M' });
    expect(issue?.fixes?.map(({ code, params }) => `${code} ${params.task}`)).toEqual([
      'enableTask a',
      'enableTask b',
      'enableTask c',
    ]);
  });
});
