import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Experiment, type ModelSpec, taskId } from '../../../src/core/experiment/experiment.ts';
import { decodeLink, encodeLink, openLink, withResults } from '../../../src/core/experiment/link.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { parseExperiment } from '../../../src/core/experiment/schema.ts';
import { withDefaults } from '../../../src/core/fields.ts';
import { layers } from '../../../src/core/layers/index.ts';
import { apply, editsFrom, numberedWires, placeless } from './support.ts';

const first = (experiment: Experiment): ModelSpec => experiment.models[0] as ModelSpec;
const letters = (text: string): string =>
  `1.${Buffer.from(deflateSync(strToU8(text), { level: 9 })).toString('base64url')}`;
const inflate = (link: string): string => strFromU8(inflateSync(Buffer.from(link.slice(2), 'base64url')));
/** The value with its n-th inner part (counted through) replaced. */
function replaceAt(value: unknown, at: number, junk: unknown): unknown {
  let parts = 0;
  const count = (inner: unknown): void => {
    parts += 1;
    if (Array.isArray(inner)) for (const item of inner) count(item);
  };
  count(value);
  let left = at % parts;
  const walk = (inner: unknown): unknown => {
    if (left === 0) {
      left -= 1;
      return junk;
    }
    left -= 1;
    return Array.isArray(inner) ? inner.map(walk) : inner;
  };
  return walk(value);
}
const golden: readonly { readonly name: string; readonly link: string; readonly experiment: unknown }[] = JSON.parse(
  readFileSync(new URL('../../fixtures/links.v1.json', import.meta.url), 'utf8'),
);
/** Every option spelled out: what an experiment means, whatever is left to today's defaults. */
const complete = (experiment: Experiment): unknown => ({
  ...experiment,
  models: experiment.models.map((model) => ({
    ...model,
    wiring: {
      ...model.wiring,
      nodes: model.wiring.nodes.map((node) => ({
        ...node,
        options: withDefaults(layers.get(node.kind).fields, node.options),
      })),
    },
  })),
});

describe('links', () => {
  it.each(presets.ids)("carry preset '%s' unchanged", (id) => {
    const experiment = presets.get(id).build();
    expect(decodeLink(encodeLink(experiment))).toEqual({ ok: true, value: placeless(experiment) });
    expect(decodeLink(`#${encodeLink(experiment, { positions: true })}`)).toEqual({ ok: true, value: experiment });
  });
  it('carry relations between twins, L1, pruning and phases', () => {
    const base = presets.get('separate-hard-soft').build();
    const experiment: Experiment = {
      ...base,
      models: base.models.map((model) => ({
        ...model,
        ties: model.ties.map((tie, i) => ({ ...tie, kind: 'pairwiseDistance', pairs: [i] })),
      })),
      training: {
        ...base.training,
        regularisation: { l2: 0, l1: 0.001, pruning: { scope: 'model', sparsity: 0.5, begin: 0, steps: 100 } },
        phases: [
          { steps: 300, tasks: [taskId('a')] },
          { steps: 1, frozen: ['shared', 'heads'] },
        ],
      },
    };
    expect(decodeLink(encodeLink(experiment, { positions: true }))).toEqual({ ok: true, value: experiment });
  });
  it.each([2, 0, undefined])("carry a person's own table and points, grouped by column %s", (group) => {
    const base = presets.get('hard-sharing').build();
    const table = {
      file: 'houses.csv',
      bytes: 1234,
      rows: 30,
      fingerprint: '0123456789abcdef',
      columns: [
        { id: 'size', name: 'size', at: 0, role: 'input', kind: 'number' },
        { id: 'colour', name: 'The colour', at: 1, role: 'input', kind: 'category', distinct: 3 },
        { id: 'sold', name: 'sold', at: 3, role: 'task', kind: 'category', distinct: 2, classes: ['no', 'yes'] },
        { id: 'price', name: 'price', at: 4, role: 'task', kind: 'number' },
      ],
      ...(group === undefined ? {} : { group }),
    } as const;
    for (const own of [{ table }, { points: [0, 1, 20, -30] }, { table, points: [2, 0, -100, 100] }, {}]) {
      const experiment: Experiment = { ...base, data: { ...base.data, own } };
      expect(decodeLink(encodeLink(experiment, { positions: true }))).toEqual({ ok: true, value: experiment });
    }
  });
  it('tell nothing from the default, and 0 from nothing', () => {
    const base = presets.get('hard-sharing').build();
    const [a, b, c] = ['a', 'b', 'c'].map(taskId) as [never, never, never];
    const node = first(base).wiring.nodes[0]?.id as never;
    const experiment: Experiment = {
      ...base,
      data: {
        ...base.data,
        seed: 0,
        sizes: { validation: 70 },
        tasks: {
          [a]: { enabled: false, labelled: 0, labelNoise: 0, control: 'none', sampling: 0 },
          [b]: { enabled: true, labelled: 5, labelNoise: 0.2, control: 'copy', sampling: 0.5 },
          [c]: { control: 'shuffled' },
        },
      },
      models: base.models.map((model) => ({
        ...model,
        id: 'other' as never,
        name: '',
        optimizer: { kind: 'sgd', learningRate: 0, momentum: 0.9 },
        balancing: { ...model.balancing, taskWeights: { [a]: 0, [b]: 2 } },
        groups: [
          { id: 'group1' as never, select: 'heads', learningRate: 0, frozen: false },
          { id: 'mine' as never, select: [node], learningRate: 0.5 },
          { id: 'group3' as never, select: 'shared', frozen: true },
        ],
      })),
      training: {
        ...base.training,
        seed: 0,
        orderSeed: 0,
        batchSize: 0,
        schedule: { kind: 'cosine', steps: 100, floor: 0 },
        stop: { kind: 'target', loss: 0 },
        repeats: { count: 3, vary: { data: false, init: true, order: false } },
        backend: 'cpu',
      },
      view: { hidden: ['charts'] },
    };
    const same = (value: Experiment) =>
      expect(decodeLink(encodeLink(value, { positions: true }))).toEqual({ ok: true, value });
    same(experiment);
    for (const vary of [
      { data: true, init: false, order: false },
      { data: false, init: false, order: true },
      { data: false, init: false, order: false },
    ]) {
      same({ ...experiment, training: { ...experiment.training, orderSeed: 7, repeats: { count: 1, vary } } });
    }
    for (const optimizer of [{ kind: 'adam' }, { beta2: 0 }, {}] as const) {
      same({ ...experiment, models: experiment.models.map((model) => ({ ...model, optimizer })) });
    }
  });
  it("bring an author's results behind a second dot, unread and within the same bound", () => {
    const experiment = placeless(presets.get('hard-sharing').build()) as Experiment;
    const link = encodeLink(experiment);
    const most = 16_384;
    expect(openLink(link)).toEqual({ ok: true, value: { experiment, results: undefined } });
    expect(openLink(`#${link}`)).toEqual({ ok: true, value: { experiment, results: undefined } });
    expect(openLink(withResults(link, 'any.thing'))).toEqual({ ok: true, value: { experiment, results: 'any.thing' } });
    const longest = 'x'.repeat(most - 1);
    expect(openLink(withResults(link, longest))).toEqual({ ok: true, value: { experiment, results: longest } });
    expect(openLink(withResults(link, `${longest}x`))).toMatchObject({
      issue: { code: 'link.tooLong', params: { found: most + 1, expected: most } },
    });
    expect(openLink('hello')).toMatchObject({ issue: { code: 'link.notALink' } });
    expect(openLink('')).toMatchObject({ issue: { code: 'link.notALink' } });
  });
  it('are short: the three-model preset within 700 characters', () => {
    expect(encodeLink(presets.get('separate-hard-soft').build()).length).toBeLessThanOrEqual(700);
  });
  it('are short: an experiment of 12 nodes within 300 characters', () => {
    const experiment = apply(
      presets.get('hard-sharing').build(),
      ...(['dense', 'dropout', 'concatenate', 'add', 'dense'] as const).map(
        (kind) => ({ type: 'addNode', model: 'A', node: { kind }, at: { x: 0, y: 0 } }) as never,
      ),
    );
    expect(first(experiment).wiring.nodes).toHaveLength(12);
    expect(encodeLink(experiment).length).toBeLessThanOrEqual(300);
  });
  it('carry any experiment that edits can make, up to the names of wires', () => {
    fc.assert(
      fc.property(fc.constantFrom(...presets.ids), fc.array(fc.nat(), { maxLength: 60 }), (id, choices) => {
        const experiment = editsFrom(presets.get(id).build(), choices);
        const expected = numberedWires(experiment);
        expect(decodeLink(encodeLink(experiment, { positions: true }))).toEqual({ ok: true, value: expected });
        expect(decodeLink(encodeLink(experiment))).toEqual({ ok: true, value: placeless(expected) });
      }),
      { seed: 1, numRuns: 150 },
    );
  });
  it.each(golden.map((entry) => [entry.name, entry] as const))("open for ever: '%s'", (_, { link, experiment }) => {
    const opened = decodeLink(link);
    expect(opened.ok).toBe(true);
    if (!opened.ok) return;
    expect(complete(opened.value)).toEqual(complete(experiment as Experiment));
    // And are written so for ever: what was printed and what is shared today stay the same letters.
    const positions = opened.value.models.some((model) => Object.keys(model.positions).length > 0);
    expect(encodeLink(opened.value, { positions })).toBe(link);
  });
});

describe('links from strangers', () => {
  it.each([
    ['', 'link.notALink'],
    ['#', 'link.notALink'],
    ['hello', 'link.notALink'],
    ['2.abcd', 'link.version'],
    ['123456.abcd', 'link.version'],
    ['1234567.abcd', 'link.notALink'],
    ['x1.abcd', 'link.notALink'],
    ['1x.abcd', 'link.notALink'],
    ['1.', 'link.characters'],
    ['1.a', 'link.characters'],
    ['1.ab%cd', 'link.characters'],
    ['1._____w', 'link.broken'],
    [`1.${'A'.repeat(20_000)}`, 'link.tooLong'],
    [letters('not json'), 'link.broken'],
    [letters('null'), 'schema.small'],
    [letters('[]'), 'schema.small'],
  ])("'%.20s' is refused as %s", (text, code) => {
    const result = decodeLink(text);
    expect(result).toMatchObject({ ok: false, issue: { code } });
  });
  it('says what was found and what was expected', () => {
    const most = 16_384;
    expect(decodeLink('2.abcd')).toMatchObject({ issue: { params: { found: '2', expected: '1' } } });
    expect(decodeLink('A'.repeat(most + 1))).toMatchObject({ issue: { params: { found: most + 1, expected: most } } });
    expect(decodeLink('A'.repeat(most))).toMatchObject({ issue: { code: 'link.notALink' } });
  });
  it('refuses a bomb: few letters, many bytes', () => {
    const link = letters(`"${'a'.repeat(5_000_000)}"`);
    expect(link.length).toBeLessThan(16_384);
    expect(decodeLink(link)).toMatchObject({ ok: false, issue: { code: 'link.tooLarge' } });
  });
  it('reads a text of exactly the cap, and refuses one byte more', () => {
    const cap = 256 * 1024;
    expect(decodeLink(letters(`"${'a'.repeat(cap - 2)}"`))).toMatchObject({ issue: { code: 'schema.small' } });
    expect(decodeLink(letters(`"${'a'.repeat(cap - 1)}"`))).toMatchObject({ issue: { code: 'link.tooLarge' } });
  });
  it('refuses layers without number', () => {
    expect(decodeLink(letters(JSON.stringify([[[new Array(60_000).fill(1)]]])))).toMatchObject({
      issue: { code: 'schema.large', where: { path: 'models.0.wiring.nodes' } },
    });
  });
  it('never throw on junk, and what opens is valid', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json().map(letters)), (text) => {
        const result = decodeLink(text);
        if (result.ok) expect(parseExperiment(result.value).ok).toBe(true);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
  it('never throw when some letters were changed, and what opens is valid', () => {
    const links = presets.all.map((preset) => encodeLink(preset.build()));
    const change = fc.record({ at: fc.nat(), letter: fc.constantFrom(...'AZaz09-_.%') });
    fc.assert(
      fc.property(fc.constantFrom(...links), fc.array(change, { minLength: 1, maxLength: 4 }), (link, changes) => {
        const text = [...link];
        for (const { at, letter } of changes) text[at % text.length] = letter;
        const result = decodeLink(text.join(''));
        if (result.ok) expect(parseExperiment(result.value).ok).toBe(true);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
  it('never throw when the tuples were changed, and what opens is valid', () => {
    // Junk in place of a random part of a sound document reaches much deeper than changed letters.
    fc.assert(
      fc.property(fc.constantFrom(...presets.ids), fc.nat(), fc.jsonValue({ maxDepth: 2 }), (id, at, junk) => {
        const text = encodeLink(presets.get(id).build(), { positions: true });
        const tuples: unknown = JSON.parse(inflate(text));
        const result = decodeLink(letters(JSON.stringify(replaceAt(tuples, at, junk))));
        if (result.ok) expect(parseExperiment(result.value).ok).toBe(true);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });
});
