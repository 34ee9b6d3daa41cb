/** The clipboard: what was copied comes back, anything else is refused without a throw. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_PRESET, presets } from '../../../src/core/experiment/presets/index.ts';
import { fragmentText, readFragment } from '../../../src/ui/canvas/clipboard.ts';
import { fragmentOf } from '../../../src/ui/canvas/gestures.ts';

const [model] = presets.get(FIRST_PRESET).build().models;
if (!model) throw new Error('the preset has a model');
const fragment = fragmentOf(
  model,
  model.wiring.nodes.map((node) => node.id),
);
const text = fragmentText(fragment);

describe('readFragment', () => {
  it('gives back what was copied', () => {
    expect(readFragment(text)).toEqual(fragment);
  });
  it.each([
    ['plain text', 'hello'],
    ['other JSON', '{"nodes":[]}'],
    ['a cut text', text.slice(0, -20)],
    ['an unknown layer', text.replaceAll('"dense"', '"warp"')],
    ['a wire to nowhere', text.replace(/"target":"[^"]+"/, '"target":"gone"')],
    ['options that are no values', text.replace(/"options":\{[^}]*\}/, '"options":{"units":[1]}')],
  ])('refuses %s', (_, bad) => {
    expect(bad).not.toBe(text);
    expect(readFragment(bad)).toBeUndefined();
  });
  it('never throws on a mutated text', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('', '"', '{', 'null', '9', ','), (at, piece) => {
        readFragment(text.slice(0, at) + piece + text.slice(at + 1));
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});
