import { describe, expect, it } from 'vitest';
import { type ModelSpec, nodeId, type Tie, tieId } from '../../../src/core/experiment/experiment.ts';
import { analyseModel, checkConnection } from '../../../src/core/graph/analyse.ts';
import type { ScenarioOutline } from '../../../src/core/scenarios/scenario.ts';
import { issuesGraph } from '../../../src/ui/parts/i18n/en/issuesGraph.ts';
import {
  dataOf,
  hardSharing,
  headFor,
  modelOf,
  outlineWith,
  separateTowers,
  TWO_TASKS,
} from '../../support/wirings.ts';

const IMAGE = outlineWith({ kind: 'image', shape: [36, 36, 1] }, TWO_TASKS);
const VECTOR = outlineWith({}, TWO_TASKS);

/** `code@node severity`, and what was found and expected. */
function issuesOf(model: ModelSpec, outline: ScenarioOutline = VECTOR, off: readonly string[] = []): string[] {
  return analyseModel(model, dataOf(off), outline).issues.map(({ code, where, severity, params }) => {
    const { found = '', expected = '' } = params;
    return `${severity} ${code}@${where?.node ?? where?.tie ?? where?.task ?? ''} ${found}/${expected}`;
  });
}
const fixesOf = (model: ModelSpec, code: string, outline: ScenarioOutline = VECTOR) =>
  analyseModel(model, dataOf(), outline).issues.find((issue) => issue.code === code)?.fixes;

describe('problems of a wiring', () => {
  it('are none in a sound model', () => {
    expect(issuesOf(hardSharing())).toEqual([]);
  });

  it('shapes that do not fit: found, expected, and Flatten as the mend', () => {
    const model = modelOf(
      { x: ['input'], d: ['dense'], ha: headFor('a'), hb: headFor('b') },
      ['x > d > ha', 'd > hb'],
      { positions: { [nodeId('x')]: { x: 0, y: 10 }, [nodeId('d')]: { x: 100, y: 30 } } },
    );
    expect(issuesOf(model, IMAGE)).toEqual(['error shape.vector@d 36×36×1/n']);
    expect(fixesOf(model, 'shape.vector', IMAGE)?.map(({ edits }) => edits)).toEqual([
      [{ type: 'insertOnEdge', model: 'M', edge: 'x-d', node: { kind: 'flatten' }, at: { x: 50, y: 20 } }],
    ]);
  });

  it('a missing wire stands on its node, and what comes after it only waits', () => {
    const model = modelOf({ x: ['input'], d: ['dense'], e: ['dense'], ha: headFor('a'), hb: headFor('b') }, [
      'd > e > ha',
      'e > hb',
    ]);
    expect(issuesOf(model)).toEqual(['warning node.deadEnd@x /', 'error node.missingInput@d /']);
  });

  it('a layer that feeds no head only warns', () => {
    const model = modelOf({ x: ['input'], d: ['conv2d'], ha: headFor('a'), hb: headFor('b') }, [
      'x > ha',
      'x > hb',
      'x > d',
    ]);
    expect(issuesOf(model)).toEqual(['warning shape.image@d 100/height×width×channels', 'warning node.deadEnd@d /']);
    expect(analyseModel(model, dataOf(), VECTOR).plan).toBeDefined();
  });

  it('a loop is one error with one wire to remove', () => {
    const model = modelOf(
      { x: ['input'], s: ['add'], d: ['dense'], e: ['dense'], ha: headFor('a'), hb: headFor('b') },
      ['x > s > d > e > ha', 'e > hb', 'e > s'],
    );
    expect(issuesOf(model)).toEqual(['error node.loop@s /']);
    expect(fixesOf(model, 'node.loop')?.[0]?.edits).toEqual([{ type: 'removeEdges', model: 'M', edges: ['e-s'] }]);
  });

  it('an unknown kind and a bad option, with the nearest value as the mend', () => {
    const model = modelOf(
      {
        x: ['input'],
        q: ['quantum'],
        d: ['dense', { units: 99_999, colour: 'red' }],
        ha: headFor('a'),
        hb: headFor('b'),
      },
      ['x > q > ha', 'x > d > hb'],
    );
    expect(issuesOf(model)).toEqual([
      'error node.unknownKind@q quantum/',
      'error option.range@d 99999/',
      'warning option.unknown@d /units, activation, start, uses',
    ]);
    expect(fixesOf(model, 'option.range')?.[0]?.edits).toEqual([
      { type: 'setNodeOption', model: 'M', node: 'd', name: 'units', value: 4096 },
    ]);
  });

  it('a head without a task offers the tasks that are free', () => {
    const model = modelOf({ x: ['input'], h: ['head'], ha: headFor('a') }, ['x > h', 'x > ha']);
    expect(issuesOf(model)).toEqual(['warning model.taskWithoutHead@b /', 'error node.noTask@h /a, b']);
    expect(fixesOf(model, 'node.noTask')?.map(({ params }) => params.task)).toEqual(['b']);
    const loose = modelOf({ x: ['input'], h: ['head'], ha: headFor('a'), hb: headFor('b') }, ['x > ha', 'x > hb']);
    expect(issuesOf(loose)).toEqual(['warning node.missingInput@h /', 'error node.noTask@h /a, b']);
  });

  it('two heads for one task, an unknown task, a loss of another kind', () => {
    const twice = modelOf({ x: ['input'], h1: headFor('a'), h2: headFor('a'), hb: headFor('b') }, [
      'x > h1',
      'x > h2',
      'x > hb',
    ]);
    expect(issuesOf(twice)).toEqual(['error node.duplicateHead@h2 /']);
    const unknown = modelOf({ x: ['input'], h: headFor('z'), ha: headFor('a'), hb: headFor('b') }, [
      'x > h',
      'x > ha',
      'x > hb',
    ]);
    expect(issuesOf(unknown)).toEqual(['error node.unknownTask@h z/a, b']);
    const loss = modelOf({ x: ['input'], ha: ['head', { task: 'a', loss: 'softmaxCrossEntropy' }], hb: headFor('b') }, [
      'x > ha',
      'x > hb',
    ]);
    expect(issuesOf(loss)).toEqual(['error node.loss@ha softmaxCrossEntropy/binaryCrossEntropy']);
  });

  it('a model without a head cannot train and offers heads', () => {
    const model = modelOf({ x: ['input'], d: ['dense'] }, ['x > d']);
    expect(issuesOf(model)).toContain('error model.noHead@ /a, b');
    expect(fixesOf(model, 'model.noHead')?.map(({ code, params }) => `${code} ${params.task}`)).toEqual([
      'addHead a',
      'addHead b',
    ]);
  });

  it('a task without a head is a warning with a head beside the others as the mend', () => {
    const model = modelOf({ x: ['input'], d: ['dense'], ha: headFor('a') }, ['x > d > ha']);
    expect(issuesOf(model)).toEqual(['warning model.taskWithoutHead@b /']);
    expect(fixesOf(model, 'model.taskWithoutHead')?.[0]?.edits).toMatchObject([
      {
        type: 'addConnected',
        node: { kind: 'head', options: { task: 'b' }, initKey: 'head:b' },
        from: { node: 'd', port: 'out', side: 'source' },
      },
    ]);
  });

  it('wires to nowhere, to unknown ports and on top of others', () => {
    const model = hardSharing();
    const wire = model.wiring.edges[0];
    if (!wire) throw new Error('no wire');
    const edges = [
      ...model.wiring.edges,
      { ...wire, id: 'e1', target: nodeId('gone') },
      { ...wire, id: 'e2', targetPort: 'side' },
      { ...wire, id: 'e3' },
      { ...wire, id: 'e4', source: nodeId('x'), target: nodeId('ha') },
    ] as typeof model.wiring.edges;
    const broken = { ...model, wiring: { ...model.wiring, edges } };
    expect(issuesOf(broken).map((line) => line.split(' ')[1])).toEqual([
      'connect.dangling@',
      'connect.port@trunk',
      'connect.duplicate@trunk',
      'connect.occupied@ha',
    ]);
  });

  it('more parameters or larger pictures than allowed', () => {
    const big = modelOf(
      {
        x: ['input'],
        d: ['dense', { units: 4096 }],
        e: ['dense', { units: 4096 }],
        f: ['dense', { units: 4096 }],
        ha: headFor('a'),
        hb: headFor('b'),
      },
      ['x > d > e > f > ha', 'f > hb'],
    );
    expect(issuesOf(big)).toEqual([expect.stringMatching(/^error model.tooLarge@ \d+\/20000000$/)]);
    const up = { factor: 8 };
    const wide = modelOf(
      { x: ['input'], u: ['upsample', up], v: ['upsample', up], f: ['flatten'], ha: headFor('a'), hb: headFor('b') },
      ['x > u > v > f > ha', 'f > hb'],
    );
    expect(issuesOf(wide, IMAGE)).toEqual(['error shape.large@v 5308416/1000000']);
  });
});

describe('problems of ties', () => {
  const tied = (nodes: readonly string[], kind = 'squaredDistance'): Tie[] => [
    { id: tieId('t'), kind, nodes: nodes.map(nodeId), strength: 1 },
  ];
  it.each([
    ['fine', ['ta', 'tb'], []],
    ['too few', ['ta'], ['error tie.few@t 1/2']],
    ['the same twice', ['ta', 'ta'], ['error tie.few@t 1/2']],
    ['gone', ['ta', 'zz'], ['error tie.node@t zz/']],
    ['without parameters', ['x', 'ta'], ['error tie.empty@x /']],
    ['unequal', ['ta', 'hb'], ['error tie.shape@hb kernel 128×10, bias 10/kernel 100×128, bias 128']],
    ['of one task', ['ta', 'ta2'], ['warning tie.task@t a/']],
  ])('%s', (_, nodes, expected) => {
    const base = separateTowers();
    const extra = { id: nodeId('ta2'), kind: 'dense', options: { units: 128 }, initKey: 'ta' };
    const sum = { id: nodeId('sum'), kind: 'add', options: {}, initKey: 'sum' };
    const edge = (source: string, target: string) => ({
      id: `${source}-${target}` as never,
      source: nodeId(source),
      sourcePort: 'out',
      target: nodeId(target),
      targetPort: 'in',
    });
    const edges = base.wiring.edges.filter(({ id }) => id !== 'ta-ha');
    const wiring = {
      nodes: [...base.wiring.nodes, extra, sum],
      edges: [...edges, edge('x', 'ta2'), edge('ta', 'sum'), edge('ta2', 'sum'), edge('sum', 'ha')],
    };
    expect(issuesOf({ ...base, wiring, ties: tied(nodes) })).toEqual(expected);
  });

  it('of an unknown kind', () => {
    expect(issuesOf(separateTowers({ ties: tied(['ta', 'tb'], 'rope') }))[0]).toMatch(/^error tie.kind@t rope\//);
  });
});

describe('a wire being dragged', () => {
  const model = modelOf(
    { x: ['input'], d: ['dense'], e: ['dense'], cat: ['concatenate'], c: ['conv2d'], ha: headFor('a'), h: ['head'] },
    ['x > d > e > ha', 'd > cat'],
  );
  const check = (source: string, target: string, ports: readonly [string, string] = ['out', 'in']) =>
    checkConnection(model, dataOf(), VECTOR, {
      source: nodeId(source),
      sourcePort: ports[0],
      target: nodeId(target),
      targetPort: ports[1],
    });
  it.each([
    ['d', 'd', 'connect.self'],
    ['e', 'd', 'connect.loop'],
    ['d', 'cat', 'connect.duplicate'],
    ['x', 'e', 'connect.occupied'],
    ['x', 'gone', 'connect.dangling'],
    ['x', 'c', 'connect.shape'],
    ['e', 'cat', undefined],
    ['e', 'h', undefined],
  ])('%s to %s: %s', (source, target, code) => {
    expect(check(source, target)?.code).toBe(code);
  });

  it('refuses ports that do not exist', () => {
    expect(check('x', 'h', ['side', 'in'])?.code).toBe('connect.port');
    expect(check('x', 'h', ['out', 'side'])?.code).toBe('connect.port');
    expect(check('x', 'x', ['out', 'in'])?.code).toBe('connect.self');
  });

  it('says what was found and expected, and which rule', () => {
    expect(check('x', 'c')?.params).toEqual({ found: '100', expected: 'height×width×channels', context: 'image' });
  });

  it('offers to take the old wire out', () => {
    expect(check('x', 'e')?.fixes?.[0]?.edits).toEqual([{ type: 'removeEdges', model: 'M', edges: ['d-e'] }]);
  });
});

describe('words', () => {
  it('exist for every code and every mend that these files can give', async () => {
    const sources = import.meta.glob<string>(['../../../src/core/graph/*.ts', '../../../src/core/layers/*.ts'], {
      query: '?raw',
      import: 'default',
      eager: true,
    });
    const text = Object.values(sources).join('\n');
    const codes = new Set(
      [...text.matchAll(/'((?:connect|node|shape|tie|model)\.\w+)'/g)].map((match) => match[1] as string),
    );
    for (const reason of ['dangling', 'port', 'duplicate', 'occupied']) codes.add(`connect.${reason}`);
    expect(codes.size).toBeGreaterThan(25);
    const issue = issuesGraph.issue as Record<string, Record<string, string>>;
    const lost = [...codes].filter((code) => !issue[code.split('.')[0] ?? '']?.[code.split('.')[1] ?? '']);
    expect(lost).toEqual([]);
    const rules = [...codes].filter((code) => code.startsWith('shape.')).map((code) => code.slice(6));
    expect(rules.filter((rule) => !issue.connect?.[`shape_${rule}`])).toEqual([]);
    const mends = [...text.matchAll(/code: '(\w+)',\n\s+params/g)].map((match) => match[1] as string);
    const fix = issuesGraph.fix as Record<string, unknown>;
    expect(mends.filter((mend) => !fix[mend] && !fix[`${mend}_one`])).toEqual([]);
    const inserts = [...text.matchAll(/'(flatten|embedding)'\)/g)].map((match) => match[1] as string);
    expect(inserts.filter((kind) => !issuesGraph.fix.insert[kind as 'flatten'])).toEqual([]);
  });
});
