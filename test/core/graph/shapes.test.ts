/** Shapes along the wires: what a node without an answer says, the largest output, what inputs carry, ports in order. */
import { describe, expect, it } from 'vitest';
import { type ModelSpec, nodeId, taskId } from '../../../src/core/experiment/experiment.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { inferShapes } from '../../../src/core/graph/shapes.ts';
import { outputIndex, topologyOf } from '../../../src/core/graph/topology.ts';
import type { ScenarioOutline } from '../../../src/core/scenarios/scenario.ts';
import { dataOf, headFor, modelOf, outlineWith } from '../../support/wirings.ts';

const A = [{ id: taskId('a'), kind: 'binary' as const }];
const shapesOf = (model: ModelSpec, id: string, outline: ScenarioOutline = outlineWith()) =>
  inferShapes(topologyOf(model.wiring), outline).get(nodeId(id));
const codesOf = (model: ModelSpec, outline: ScenarioOutline): string[] =>
  analyseModel(model, dataOf(), outline).issues.map(({ code }) => code);
const NOTHING = { outputShapes: undefined, parameters: [], parameterCount: 0, multiplyAdds: 0 };
const SILENT = {
  ...NOTHING,
  options: {},
  optionFaults: [],
  missing: [],
  fault: undefined,
  inputShapes: undefined,
};

describe('a node without an answer', () => {
  const model = modelOf(
    { x: ['input'], q: ['quantum', { depth: 2 }], f: ['flatten'], after: ['dense'], c: ['conv2d', { filters: 3 }] },
    ['x > q > f > after', 'x > c'],
  );
  it('of an unknown kind says nothing at all', () => {
    expect(shapesOf(model, 'q')).toEqual(SILENT);
  });
  it('waits where what comes before has none', () => {
    expect(shapesOf(model, 'f')).toEqual(SILENT);
  });
  it('whose inputs do not fit tells what came in and why it does not fit', () => {
    expect(shapesOf(model, 'c')).toMatchObject({
      ...NOTHING,
      inputShapes: [[100]],
      fault: { code: 'shape.image', params: { found: '100' } },
    });
  });
  it('names the port that lacks a wire, and it alone', () => {
    const gate = modelOf({ x: ['input'], e: ['dense'], g: ['gate'] }, ['x > e', 'e > g:experts']);
    expect(shapesOf(gate, 'g')?.missing).toEqual(['in']);
  });
});

describe('options', () => {
  it('that the layer does not know are left out and keep nothing from training', () => {
    const model = modelOf({ x: ['input'], s: ['dropout', { colour: 'red', rate: 0.25 }], ha: headFor('a') }, [
      'x > s > ha',
    ]);
    const { plan, issues } = analyseModel(model, dataOf(), outlineWith({}, A));
    expect(issues.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning option.unknown']);
    expect(plan?.nodes.find(({ id }) => id === 's')?.options).toMatchObject({ rate: 0.25 });
    expect(plan?.nodes.find(({ id }) => id === 's')?.options).not.toHaveProperty('colour');
  });
});

describe('the limits', () => {
  const flat = modelOf({ x: ['input'], ha: headFor('a') }, ['x > ha']);
  it('allow an output of exactly a million numbers a row', () => {
    expect(codesOf(flat, outlineWith({ shape: [1_000_000] }, A))).toEqual([]);
    expect(codesOf(flat, outlineWith({ shape: [1_000_001] }, A))).toEqual(['shape.large']);
  });
  it('allow exactly twenty million parameters', () => {
    const twenty = [{ id: taskId('a'), kind: 'multiclass' as const, classes: 20 }];
    // 20 kernels of 999,999 and 20 biases.
    expect(codesOf(flat, outlineWith({ shape: [999_999] }, twenty))).toEqual([]);
    expect(codesOf(flat, outlineWith({ shape: [1_000_000] }, twenty))).toEqual(['model.tooLarge']);
  });
});

describe('wires', () => {
  it('carry an input unchanged as far as the first layer: word numbers reach an embedding', () => {
    const words = { id: 'w', kind: 'tokens' as const, shape: [24], vocabulary: 9 };
    const outline = { ...outlineWith({}, A), inputs: [...outlineWith().inputs, words] };
    const model = modelOf(
      {
        x: ['input'],
        w: ['input', { input: 'w' }],
        e: ['embedding', { dimension: 2 }],
        late: ['embedding'],
        d: ['dense'],
      },
      ['w > e', 'w > d > late'],
    );
    expect(shapesOf(model, 'e', outline)).toMatchObject({ outputShapes: [[24, 2]], parameterCount: 18 });
    expect(shapesOf(model, 'late', outline)?.fault?.code).toBe('shape.tokens');
  });

  it('come in by port, then in the order in which they were drawn', () => {
    const model = modelOf({ x: ['input'], e1: ['dense'], e2: ['dense'], g: ['gate'], ha: headFor('a') }, [
      'x > e1',
      'x > e2',
      'e2 > g:experts',
      'e1 > g:experts',
      'x > g',
      'g > ha',
    ]);
    const { plan } = analyseModel(model, dataOf(), outlineWith({}, A));
    expect(plan?.nodes.find(({ id }) => id === 'g')?.inputs.map(({ node }) => node)).toEqual(['x', 'e2', 'e1']);
  });

  it('leave by a port that exists', () => {
    const { nodes, order } = topologyOf(
      modelOf({ x: ['input'], ta: ['dense'], tb: ['dense'], s: ['sluice'] }, []).wiring,
    );
    expect(order).toEqual(['x', 'ta', 'tb', 's']);
    expect(['out', 'out2', 'side'].map((port) => outputIndex(nodes.get(nodeId('s')), port))).toEqual([0, 1, -1]);
    expect(outputIndex(undefined, 'out')).toBe(-1);
  });
});

describe('running statistics', () => {
  const model = modelOf(
    { x: ['input'], na: ['batchNorm'], nb: ['batchNorm'], ha: headFor('a'), hb: headFor('b') },
    ['x > na > ha', 'x > nb > hb'],
    { ties: [{ id: 't' as never, kind: 'squaredDistance', nodes: ['na', 'nb'].map(nodeId), strength: 1 }] },
  );
  it('are no trainable numbers, no task trains them, and no tie holds them', () => {
    const { plan, nodes } = analyseModel(model, dataOf(['c']), outlineWith());
    expect(nodes.get(nodeId('na'))?.parameterCount).toBe(200);
    const own = plan?.parameters
      .filter(({ node }) => node === 'na')
      .map(({ name, tasks }) => `${name} ${tasks.join('')}`);
    expect(own).toEqual(['gain a', 'shift a', 'mean ', 'variance ']);
    expect(plan?.ties[0]?.members.map((row) => row.map((index) => plan.parameters[index]?.id))).toEqual([
      ['na/gain', 'nb/gain'],
      ['na/shift', 'nb/shift'],
    ]);
  });
});
