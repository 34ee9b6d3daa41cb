import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyExperiment } from '../../../src/core/experiment/defaults.ts';
import { LIMITS } from '../../../src/core/experiment/experiment.ts';
import { fromJson, toJson } from '../../../src/core/experiment/file.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { parseExperiment } from '../../../src/core/experiment/schema.ts';
import { editsFrom } from './support.ts';

/** The three-model preset with the value at `path` replaced (`undefined`: taken away). */
function withValue(path: string, value: unknown): unknown {
  const document: unknown = structuredClone(presets.get('separate-hard-soft').build());
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const owner = keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], document);
  if (value === undefined) delete (owner as Record<string, unknown>)[last];
  else (owner as Record<string, unknown>)[last] = value;
  return document;
}
const issueOf = (value: unknown) => {
  const result = parseExperiment(value);
  return result.ok ? undefined : result.issue;
};
const first = 'models.0.wiring';

describe('the schema', () => {
  it('takes the empty experiment', () => {
    expect(parseExperiment(emptyExperiment())).toEqual({ ok: true, value: emptyExperiment() });
  });
  it.each<[string, unknown, string]>([
    ['title', 7, 'schema.type'],
    ['notes', 'x'.repeat(LIMITS.text + 1), 'schema.large'],
    ['mystery', 1, 'schema.unknownKey'],
    ['training.momentun', 1, 'schema.unknownKey'],
    ['training.seed', -1, 'schema.small'],
    ['training.seed', 1.5, 'schema.type'],
    ['training.seed', 2 ** 32, 'schema.large'],
    ['training.batchSize', LIMITS.batch + 1, 'schema.large'],
    ['training.optimizer.learningRate', Number.NaN, 'schema.type'],
    ['training.optimizer.learningRate', Number.POSITIVE_INFINITY, 'schema.type'],
    ['training.optimizer.beta1', 1, 'schema.large'],
    ['training.optimizer.epsilon', 0, 'schema.small'],
    ['training.optimizer.kind', 'lion', 'schema.choice'],
    ['training.stop', { kind: 'epochs', epochs: LIMITS.epochs + 1 }, 'schema.large'],
    ['training.phases', [1], 'schema.type'],
    ['training.phases', [{ steps: 0 }], 'schema.small'],
    ['training.phases', [{ steps: 5, frozen: ['roof'] }], 'schema.choice'],
    [
      'training.regularisation',
      { l2: 0, pruning: { scope: 'layer', sparsity: 1, begin: 0, steps: 0 } },
      'schema.large',
    ],
    ['training.backend', 'abacus', 'schema.value'],
    ['training.repeats.count', LIMITS.repeats + 1, 'schema.large'],
    ['models', [], 'schema.small'],
    ['data.scenario', 'moon', 'schema.unknownScenario'],
    ['data.options', { noise: 7 }, 'option.range'],
    ['data.options', { moons: 7 }, 'option.unknown'],
    ['data.sizes.train', LIMITS.rowsPerSplit + 1, 'schema.large'],
    ['data.tasks', { constructor: {} }, 'schema.name'],
    ['models.1.id', 'A', 'schema.repeatedId'],
    ['models.0.balancing.method', 'magic', 'schema.unknownMethod'],
    ['models.0.balancing.options', { reduction: 'median' }, 'option.choice'],
    ['models.0.balancing.taskWeights', { a: -1 }, 'schema.small'],
    [`${first}.nodes.0.id`, 'a b', 'schema.name'],
    [`${first}.nodes.1.id`, 'dense2', 'schema.repeatedId'],
    [`${first}.nodes.1.kind`, 'quantum', 'schema.unknownLayer'],
    [`${first}.nodes.1.options.units`, 4097, 'option.range'],
    [`${first}.nodes.1.options.units`, 2.5, 'option.notInteger'],
    [`${first}.nodes.1.options.activation`, 'step', 'option.choice'],
    [`${first}.nodes.1.initKey`, '', 'schema.small'],
    [`${first}.edges.0.source`, 'nobody', 'schema.noSuchNode'],
    [`${first}.edges.0.targetPort`, 'side', 'schema.noSuchPort'],
    [`${first}.edges.1.id`, 'e1', 'schema.repeatedId'],
    ['models.0.positions', { nobody: { x: 0, y: 0 } }, 'schema.noSuchNode'],
    ['models.0.positions', { dense1: { x: Number.NaN, y: 0 } }, 'schema.type'],
    ['models.2.ties.0.kind', 'rope', 'schema.unknownTie'],
    ['models.2.ties.0.nodes', ['dense1'], 'schema.small'],
    ['models.2.ties.0.nodes', ['dense1', 'dense1'], 'schema.repeatedId'],
    ['models.2.ties.0.strength', -1, 'schema.small'],
    ['models.2.ties.0.strength', 'firm', 'schema.value'],
    ['models.2.groups', [{ id: 'g', select: ['nobody'] }], 'schema.noSuchNode'],
    ['version', 2, 'schema.future'],
    ['version', 0, 'schema.version'],
    ['version', undefined, 'schema.version'],
    ['training', undefined, 'schema.type'],
  ])('refuses %s = %o by %s', (path, value, code) => {
    expect(issueOf(withValue(path, value))?.code).toBe(code);
  });
  it('names the place, what was found and what was expected', () => {
    expect(issueOf(withValue(`${first}.nodes.1.kind`, 'quantum'))).toMatchObject({
      params: { found: 'quantum', expected: expect.stringContaining('dense') },
      where: { path: 'models.0.wiring.nodes.1.kind' },
    });
    expect(issueOf(withValue('training.batchSize', 1e9))).toMatchObject({
      params: { found: '1000000000', expected: LIMITS.batch },
      where: { path: 'training.batchSize' },
    });
  });
  it('takes an infinite tie', () => {
    expect(issueOf(withValue('models.2.ties.0.strength', 'infinite'))).toBeUndefined();
  });
  it('lets a loop open: its problem stands on its nodes', () => {
    expect(issueOf(withValue(`${first}.edges.0.source`, 'dense3'))).toBeUndefined();
  });
  it('enforces the limits on nodes, wires and models', () => {
    const nodes = Array.from({ length: LIMITS.nodesPerModel + 1 }, (_, i) => ({
      id: `n${i}`,
      kind: 'dense',
      options: {},
      initKey: 'k',
    }));
    expect(issueOf(withValue(`${first}.nodes`, nodes))?.code).toBe('schema.large');
    const { models } = presets.get('hard-sharing').build();
    const five = [...'ABCDE'].map((id) => ({ ...models[0], id }));
    expect(issueOf(withValue('models', five))?.code).toBe('schema.large');
  });
  it('never throws, whatever it is given', () => {
    const cyclic: Record<string, unknown> = { version: 1 };
    cyclic.models = [cyclic];
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const trap = {
      get version(): number {
        throw new Error('no');
      },
    };
    for (const value of [undefined, null, 1n, Symbol('s'), () => 1, [], 'text', cyclic, proxy, trap, new Map()]) {
      expect(parseExperiment(value).ok).toBe(false);
    }
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }), (value) => {
        expect(parseExperiment(value).ok).toBe(false);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
  it('never throws when one part of a sound document is junk', () => {
    const paths = ['title', 'data', 'data.options', 'data.tasks', 'models', 'models.0', 'models.0.wiring'].concat(
      [`${first}.nodes`, `${first}.nodes.1`, `${first}.nodes.1.options`, `${first}.edges.0`, 'models.0.positions'],
      ['models.0.balancing', 'models.2.ties', 'models.2.ties.0.nodes', 'models.0.groups', 'training', 'view'],
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.anything(), (path, junk) => {
        parseExperiment(withValue(path, junk));
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});

describe('files', () => {
  it('say what they are', () => {
    expect(JSON.parse(toJson(emptyExperiment()))).toMatchObject({ kind: 'braid-experiment', version: 1 });
  });
  it('give back any experiment that edits can make', () => {
    fc.assert(
      fc.property(fc.constantFrom(...presets.ids), fc.array(fc.nat(), { maxLength: 40 }), (id, choices) => {
        const experiment = editsFrom(presets.get(id).build(), choices);
        expect(fromJson(toJson(experiment))).toEqual({ ok: true, value: experiment });
      }),
      { seed: 5, numRuns: 60 },
    );
  });
  it('open without the word that says what they are', () => {
    expect(fromJson(JSON.stringify(emptyExperiment())).ok).toBe(true);
  });
  it.each([
    ['', 'file.json'],
    ['{', 'file.json'],
    ['[]', 'schema.type'],
    ['null', 'schema.type'],
    ['{"kind":"recipe","version":1}', 'file.kind'],
    ['{"kind":"braid-experiment"}', 'schema.version'],
    ['{"version":99}', 'schema.future'],
    ['{"__proto__":{"version":1}}', 'schema.version'],
  ])("'%s' is refused by %s", (text, code) => {
    expect(fromJson(text)).toMatchObject({ ok: false, issue: { code } });
  });
});
