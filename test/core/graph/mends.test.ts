/** Every mend that an issue offers applies in one click and does away with that issue; its words have what they name. */
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import { emptyExperiment } from '../../../src/core/experiment/defaults.ts';
import {
  type Edge,
  type Experiment,
  type ModelSpec,
  nodeId,
  taskId,
  tieId,
} from '../../../src/core/experiment/experiment.ts';
import type { Field, Options, OptionValue } from '../../../src/core/fields.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { addHead, mendOption } from '../../../src/core/graph/mends.ts';
import type { Fix, Issue } from '../../../src/core/result.ts';
import { outlineOf } from '../../../src/core/scenarios/outline.ts';
import { issuesGraph } from '../../../src/ui/parts/i18n/en/issuesGraph.ts';
import { dataOf, hardSharing, modelOf, outlineWith } from '../../support/wirings.ts';

const LEFT = 'digit-left';
const left = ['head', { task: LEFT }] as const;
const right = ['head', { task: 'digit-right' }] as const;
const tied = (nodes: readonly string[], kind = 'squaredDistance') => ({
  ties: [{ id: tieId('t1'), kind, nodes: nodes.map(nodeId), strength: 1 }],
});
/** Twins d and e under the heads, and f before both. */
const twins = (ties: Partial<ModelSpec>) =>
  modelOf(
    { x: ['input'], f: ['flatten'], d: ['dense'], e: ['dense'], l: left, r: right },
    ['x > f > d > l', 'f > e > r'],
    ties,
  );
/** A sound model with a layer d of `options`. */
const withOptions = (options: Options) =>
  modelOf({ x: ['input'], f: ['flatten'], d: ['dense', options], l: left, r: right }, ['x > f > d > l', 'd > r']);

/** Broken models over pictures of 36×36×1, and the problem that each is about. */
const BROKEN: readonly (readonly [code: string, ModelSpec])[] = [
  ['shape.vector', modelOf({ x: ['input'], d: ['dense'], l: left, r: right }, ['x > d > l', 'd > r'])],
  ['shape.vector', modelOf({ x: ['input'], c: ['conv2d'], l: left, r: right }, ['x > c > l', 'c > r'])],
  [
    'node.loop',
    modelOf({ x: ['input'], a: ['add'], c: ['conv2d', { filters: 1 }], f: ['flatten'], l: left, r: right }, [
      'x > a > c > f > l',
      'f > r',
      'c > a',
    ]),
  ],
  ['node.noTask', modelOf({ x: ['input'], f: ['flatten'], l: left, h: ['head'] }, ['x > f > l', 'f > h'])],
  ['node.unknownTask', modelOf({ x: ['input'], f: ['flatten'], h: ['head', { task: 'gone' }] }, ['x > f > h'])],
  ['node.duplicateHead', modelOf({ x: ['input'], f: ['flatten'], l: left, l2: left }, ['x > f > l', 'f > l2'])],
  [
    'node.loss',
    modelOf({ x: ['input'], f: ['flatten'], l: ['head', { task: LEFT, loss: 'binaryCrossEntropy' }] }, ['x > f > l']),
  ],
  ['node.deadEnd', modelOf({ x: ['input'], f: ['flatten'], d: ['dense'], l: left }, ['x > f > l', 'f > d'])],
  ['model.noHead', modelOf({ x: ['input'], f: ['flatten'] }, ['x > f'])],
  ['model.taskWithoutHead', modelOf({ x: ['input'], f: ['flatten'], l: left }, ['x > f > l'])],
  ['model.taskWithoutHead', modelOf({ x: ['input'], l: left }, ['x > l'])],
  [
    'tie.shape',
    modelOf(
      { x: ['input'], f: ['flatten'], d: ['dense', { units: 3 }], e: ['dense'], l: left, r: right },
      ['x > f > d > l', 'f > e > r'],
      tied(['d', 'e']),
    ),
  ],
  ['tie.kind', twins(tied(['d', 'e'], 'rope'))],
  ['tie.node', twins(tied(['d', 'gone']))],
  ['tie.few', twins(tied(['d']))],
  ['tie.empty', twins(tied(['f', 'd']))],
  [
    'tie.task',
    modelOf(
      { x: ['input'], f: ['flatten'], d: ['dense'], e: ['dense'], s: ['add'], l: left, r: right },
      ['x > f > d > s > l', 'f > e > s > r'],
      tied(['d', 'e']),
    ),
  ],
  ['option.range', withOptions({ units: 99_999 })],
  ['option.notInteger', withOptions({ units: 3.6 })],
  ['option.notNumber', withOptions({ units: 'many' })],
  ['option.choice', withOptions({ activation: 'bold' })],
  [
    'node.unknownInput',
    modelOf({ x: ['input', { input: 'gone' }], f: ['flatten'], l: left, r: right }, ['x > f > l', 'f > r']),
  ],
  [
    'node.unknownKind',
    modelOf({ x: ['input'], f: ['flatten'], q: ['quantum'], l: left, r: right }, ['x > f > l', 'f > r']),
  ],
  ['connect.port', modelOf({ x: ['input'], f: ['flatten'], l: left, r: right }, ['x > f > l', 'f > r', 'x > r:side'])],
  ['connect.occupied', modelOf({ x: ['input'], f: ['flatten'], l: left, r: right }, ['x > f > l', 'f > r', 'l > r'])],
];

const issuesIn = (experiment: Experiment): readonly Issue[] =>
  analyseModel(experiment.models[0] as ModelSpec, experiment.data, outlineOf(experiment.data)).issues;
const same = (a: Issue, b: Issue): boolean =>
  a.code === b.code && a.where?.node === b.where?.node && a.where?.task === b.where?.task;

/** The English sentence of a code, and the values that it names. */
const wordsOf = (table: object, code: string): unknown =>
  code.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], table);
function expectWords(words: unknown, { code, params }: Pick<Fix, 'code' | 'params'>): void {
  expect(words, code).toBeTypeOf('string');
  const named = [...String(words).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]);
  expect(Object.keys(params), code).toEqual(expect.arrayContaining(named));
}
function expectMends(experiment: Experiment, code: string): void {
  const issues = issuesIn(experiment);
  expect(issues.find((issue) => issue.code === code)?.fixes?.length).toBeGreaterThan(0);
  for (const issue of issues) {
    expect(issue.where?.model, issue.code).toBe('M');
    if (!issue.code.startsWith('option.')) expectWords(wordsOf(issuesGraph.issue, issue.code), issue);
    for (const fix of issue.fixes ?? []) {
      const what = `${issue.code}: ${fix.code}`;
      expectWords(wordsOf(issuesGraph.fix, fix.code) ?? wordsOf(issuesGraph.fix, `${fix.code}_other`), fix);
      const mended = applyEdit(experiment, { type: 'batch', edits: fix.edits });
      expect(mended, what).toMatchObject({ ok: true });
      if (mended.ok)
        expect(
          issuesIn(mended.value).some((rest) => same(rest, issue)),
          what,
        ).toBe(false);
    }
  }
}
const experimentOf = (model: ModelSpec, data: Partial<Experiment['data']> = {}): Experiment => ({
  ...emptyExperiment(),
  data: { ...emptyExperiment().data, scenario: 'multiMnist', ...data },
  models: [model],
});

describe.each(BROKEN)('%s', (code, model) => {
  it('is found with a mend, and every mend on offer mends', () => expectMends(experimentOf(model), code));
});

describe('model.noTask', () => {
  const off = { enabled: false };
  const model = modelOf({ x: ['input'], f: ['flatten'], l: left, r: right }, ['x > f > l', 'f > r']);
  const experiment = experimentOf(model, { tasks: { [taskId(LEFT)]: off, [taskId('digit-right')]: off } });
  it('offers each task, and every mend on offer mends', () => {
    expectMends(experiment, 'model.noTask');
    const issue = issuesIn(experiment).find(({ code }) => code === 'model.noTask');
    expect(issue?.fixes?.map(({ params }) => params.task)).toEqual([LEFT, 'digit-right']);
  });
});

describe('node.binaryTask', () => {
  it('offers the free tasks that answer yes or no, and no others', () => {
    const model = modelOf({ x: ['input'], h: ['head', { task: 'yes' }], p: ['productHead', { task: 'many' }] }, [
      'x > h > p',
    ]);
    const kinds = { yes: 'binary', no: 'binary', many: 'multiclass', number: 'regression' } as const;
    const tasks = Object.entries(kinds).map(([id, kind]) => ({ id: taskId(id), kind, classes: 3 }));
    const { issues } = analyseModel(model, dataOf(), outlineWith({}, tasks));
    expect(issues.find(({ code }) => code === 'node.binaryTask')?.fixes).toEqual([
      {
        code: 'chooseTask',
        params: { task: 'no' },
        edits: [{ type: 'setNodeOption', model: 'M', node: 'p', name: 'task', value: 'no' }],
      },
    ]);
  });
});

describe('the nearest value that a field allows', () => {
  const model = hardSharing();
  const whole: Field = { name: 'n', type: 'integer', default: 2, min: 1, max: 10 };
  const real: Field = { name: 'n', type: 'number', default: 2, min: 0.5, max: 7.5 };
  const choice: Field = { name: 'n', type: 'choice', default: 'one', choices: ['one', 'two'] };
  it.each<readonly [Field, OptionValue, OptionValue]>([
    [whole, 3.6, 4],
    [whole, 99, 10],
    [whole, -5, 1],
    [whole, 10.4, 10],
    [real, 99, 7.5],
    [real, 0.2, 0.5],
    [real, 3.6, 3.6],
    // What is no number at all is near to nothing: back to the default.
    [whole, Number.POSITIVE_INFINITY, 2],
    [real, Number.NaN, 2],
    [whole, 'many', 2],
    [choice, 3, 'one'],
    [choice, 'three', 'one'],
  ])('%j: %s becomes %s', (field, found, nearest) => {
    expect(mendOption(model, nodeId('trunk'), field, found)).toEqual({
      code: 'setOption',
      params: { field: 'n', value: String(nearest) },
      edits: [{ type: 'setNodeOption', model: 'M', node: 'trunk', name: 'n', value: nearest }],
    });
  });
});

describe('a new head', () => {
  const model = hardSharing({ positions: { [nodeId('ha')]: { x: 300, y: 50 } } });
  const [beside] = model.wiring.edges.filter(({ target }) => target === 'ha') as [Edge];
  const node = { kind: 'head', options: { task: 'c' }, initKey: 'head:c' };
  it('stands below the one whose source it shares', () => {
    expect(addHead(model, taskId('c'), 'head', beside).edits).toEqual([
      {
        type: 'addConnected',
        model: 'M',
        node,
        at: { x: 300, y: 160 },
        from: { node: 'trunk', port: 'out', side: 'source' },
      },
    ]);
  });
  it('without another is put down unwired', () => {
    expect(addHead(model, taskId('c'), 'head', undefined).edits).toEqual([
      { type: 'addNode', model: 'M', node, at: { x: 0, y: 110 } },
    ]);
  });
});
