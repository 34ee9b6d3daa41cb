/** A wire being dragged is judged by the target's own ports and shapes, all of its wires taken together. */
import { describe, expect, it } from 'vitest';
import { type ModelSpec, nodeId } from '../../../src/core/experiment/experiment.ts';
import { checkConnection } from '../../../src/core/graph/analyse.ts';
import type { ScenarioOutline } from '../../../src/core/scenarios/scenario.ts';
import { dataOf, headFor, modelOf, outlineWith } from '../../support/wirings.ts';

const VECTOR = outlineWith();
const PICTURE = outlineWith({ kind: 'image', shape: [36, 36, 1] });
const DATA = dataOf();
/** `wire`: 'source > target', ports after colons. */
function check(model: ModelSpec, wire: string, outline: ScenarioOutline = VECTOR) {
  const [source = [], target = []] = wire.split(' > ').map((end) => end.split(':'));
  return checkConnection(model, DATA, outline, {
    source: nodeId(source[0] ?? ''),
    sourcePort: source[1] ?? 'out',
    target: nodeId(target[0] ?? ''),
    targetPort: target[1] ?? 'in',
  });
}

/** A gate over experts of 4 units, and one of 5 that fits none of them. */
const gated = (wires: readonly string[]): ModelSpec =>
  modelOf(
    {
      x: ['input'],
      e1: ['dense', { units: 4 }],
      e2: ['dense', { units: 4 }],
      odd: ['dense', { units: 5 }],
      seen: ['dense', { units: 3 }],
      g: ['gate'],
      ha: headFor('a'),
    },
    ['x > e1', 'x > e2', 'x > odd', 'x > seen', ...wires],
  );
const EXPERTS = ['e1 > g:experts', 'e2 > g:experts'];

describe('a gate', () => {
  it('takes any number of experts, all of one shape', () => {
    const model = gated(['seen > g', 'e1 > g:experts']);
    expect(check(model, 'e2 > g:experts')).toBeUndefined();
    expect(check(model, 'odd > g:experts')).toMatchObject({
      code: 'connect.shape',
      params: { found: '5', expected: '4', context: 'equal' },
    });
  });
  it('may look at a row of any width, wired after the experts', () => {
    expect(check(gated(EXPERTS), 'seen > g')).toBeUndefined();
  });
  it('says nothing of its experts before it has something to look at', () => {
    expect(check(gated(EXPERTS), 'odd > g:experts')).toBeUndefined();
  });
  it('looks at one wire only', () => {
    const model = gated(['seen > g', ...EXPERTS]);
    expect(check(model, 'odd > g')).toEqual({
      code: 'connect.occupied',
      severity: 'error',
      params: { port: 'in' },
      where: { model: 'M', node: 'g' },
      fixes: [
        {
          code: 'removeWires',
          params: { count: 1 },
          edits: [{ type: 'removeEdges', model: 'M', edges: ['seen-g'] }],
        },
      ],
    });
  });
});

describe('a layer with options of its own', () => {
  const conv = (options: Readonly<Record<string, string | number>>) =>
    modelOf({ x: ['input'], c: ['conv2d', options], ha: headFor('a') }, ['x > ha']);
  it('is not asked while they are wrong, but in spite of unknown ones', () => {
    expect(check(conv({}), 'x > c')?.code).toBe('connect.shape');
    expect(check(conv({ colour: 'red' }), 'x > c')?.code).toBe('connect.shape');
    expect(check(conv({ filters: -1 }), 'x > c')).toBeUndefined();
    expect(check(conv({ filters: -1, colour: 'red' }), 'x > c')).toBeUndefined();
  });
  it('may ask what the wire carries: an embedding takes word numbers alone, of the input that it is wired to', () => {
    const model = modelOf({ x: ['input'], w: ['input', { input: 'w' }], words: ['embedding'], ha: headFor('a') }, [
      'x > ha',
    ]);
    const two = {
      ...VECTOR,
      inputs: [...VECTOR.inputs, { id: 'w', kind: 'tokens' as const, shape: [24], vocabulary: 9 }],
    };
    expect(check(model, 'w > words', two)).toBeUndefined();
    expect(check(model, 'x > words', two)?.code).toBe('connect.shape');
  });
});

describe('the answer', () => {
  const model = modelOf({ x: ['input'], c: ['conv2d'], d: ['dense'], ha: headFor('a') }, ['x > d']);
  const wired = modelOf({ x: ['input'], c: ['conv2d'], d: ['dense'], ha: headFor('a') }, ['x > d > ha']);
  it('belongs to this model and these data, whatever was asked before', () => {
    for (let round = 0; round < 2; round += 1) {
      expect(check(model, 'd > ha')).toBeUndefined();
      expect(check(wired, 'd > ha')?.code).toBe('connect.duplicate');
      expect(check(model, 'x > c')?.code).toBe('connect.shape');
      expect(check(model, 'x > c', PICTURE)).toBeUndefined();
    }
  });
  it('names what is missing and where', () => {
    const error = (code: string, found: string, where: object) => ({
      code,
      severity: 'error',
      params: { found },
      where,
    });
    expect(check(model, 'x > gone')).toEqual(error('connect.dangling', 'gone', { model: 'M' }));
    expect(check(model, 'gone > ha')).toEqual(error('connect.dangling', 'gone', { model: 'M' }));
    expect(check(model, 'x:side > ha')).toEqual(error('connect.port', 'side', { model: 'M', node: 'ha' }));
    expect(check(model, 'x > ha:side')).toEqual(error('connect.port', 'side', { model: 'M', node: 'ha' }));
  });
});
