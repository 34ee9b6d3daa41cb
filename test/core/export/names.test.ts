/** Names of nodes in exported programs: no node may hide a function that its forward pass calls. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LayerCode, pyString } from '../../../src/core/code.ts';
import { comment, identifiers } from '../../../src/core/export/names.ts';
import { layers } from '../../../src/core/layers/index.ts';
import { CASES, prepare } from '../../support/layerCases.ts';

/** Names in a text of Python that stand for themselves: not what follows a dot, not strings, not named arguments. */
const namesIn = ({ call, penalty = '' }: LayerCode): string[] =>
  [...`${call} ${penalty}`.replace(/"[^"]*"/g, '').matchAll(/(?<![\w.])[A-Za-z_]\w*(?!\w*=)/g)].map(([name]) => name);
/** Of a generator or of the cases: not names of the module. */
const BOUND = ['each', 'x0', 'x1', 'x2', 'x3', 'x4'];

/** Any UTF-16, half characters too; the tables of fc's own generator of such texts take seconds to make. */
const text16 = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff })), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units));

describe('names in a program', () => {
  it('leave alone what the texts of layers call', () => {
    for (const spec of layers.all) {
      for (const each of CASES[spec.kind] ?? []) {
        const { inputs, options, context, outputShapes } = prepare(spec, each);
        const inputShapes = inputs.map(({ shape }) => shape.slice(1));
        const own = spec.category === 'source' ? [] : spec.parameters(inputShapes, options, context);
        const code = {
          name: 'layer',
          initKey: 'layer',
          inputs: inputs.map((_, i) => `x${i}`),
          inputShapes,
          outputShapes,
          options,
          parameters: Object.fromEntries(own.map(({ name, shape }) => [name, shape])),
        };
        for (const text of [spec.pytorch?.(code), spec.keras?.(code)]) {
          expect(text, spec.kind).toBeDefined();
          const taken = text ? namesIn(text).filter((name) => !BOUND.includes(name)) : [];
          expect(taken.filter((name) => identifiers([name]).get(name) === name)).toEqual([]);
        }
      }
    }
  });
  it('are Python identifiers, each another', () => {
    fc.assert(
      fc.property(fc.array(text16, { maxLength: 5 }), (drawn) => {
        const ids = [...new Set(drawn)];
        const names = [...identifiers(ids).values()];
        expect(names).toHaveLength(ids.length);
        expect(new Set(names).size).toBe(names.length);
        expect(names.filter((name) => !/^[A-Za-z][A-Za-z0-9_]*$/.test(name))).toEqual([]);
      }),
    );
  });
  it('stay inside their comment', () => {
    fc.assert(
      fc.property(text16, (text) => {
        expect(comment(text)).not.toMatch(/["\\\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
  it('stay whole inside a string of Python', () => {
    expect(pyString('\\ud83d a"\\\n\u2028é😀\ud83d!')).toBe('"\\\\ud83d a\\"\\\\\\n\\u2028\\u00e9\\U0001f600\\ufffd!"');
  });
});
