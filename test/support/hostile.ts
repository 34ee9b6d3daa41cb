/** Links, files and messages as strangers might send them: sound ones, changed in a few places. */
import fc from 'fast-check';
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { toJson } from '../../src/core/experiment/file.ts';
import { encodeLink } from '../../src/core/experiment/link.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';

/** What makes programs stumble: names of the language itself, sizes out of all measure, markup, wrong types. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    -1,
    0.5,
    1e308,
    -0,
    2 ** 53,
    '',
    '__proto__',
    'constructor',
    'toString',
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '\u0000\ud800',
    'x'.repeat(5000),
    [],
    {},
    [[[[[[[]]]]]]],
    true,
  ),
  fc.jsonValue({ maxDepth: 2 }),
  // Deeper ones, one in another three times, would not come through JSON.stringify.
  fc.constantFrom(30, 700).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown),
);

interface Place {
  readonly at: number;
  readonly what: 'replace' | 'nudge' | 'remove' | 'repeat' | 'rename';
  readonly junk: unknown;
}
const place = fc.record<Place>({
  at: fc.nat(),
  what: fc.constantFrom('replace', 'replace', 'nudge', 'nudge', 'remove', 'repeat', 'rename'),
  junk,
});

/** A little off, of the same type: what may still open. */
function nudged(value: unknown, at: number): unknown {
  if (typeof value === 'number') return at % 2 === 0 ? value + (at % 5) - 2 : value * 1.5;
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string' ? value.slice(at % 2) : value;
}
/** Letters that repeats may add at one place: of a list in a repeated list there would be thousands of millions. */
const MOST_REPEATED = 100_000;

/** `value` itself, its n-th inner part (counted through) changed. */
function change(value: unknown, { at, what, junk: drawn }: Place): unknown {
  const parts: [container: Record<string, unknown> | unknown[], key: string][] = [];
  const walk = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return;
    for (const key of Object.keys(inner)) {
      parts.push([inner as Record<string, unknown>, key]);
      walk((inner as Record<string, unknown>)[key]);
    }
  };
  walk(value);
  // The next place may lie inside of it, and it is drawn more than once.
  const put: unknown = structuredClone(drawn);
  const found = parts[at % Math.max(1, parts.length)];
  if (!found) return put;
  const [container, key] = found;
  if (what === 'nudge') (container as Record<string, unknown>)[key] = nudged((container as never)[key], at);
  else if (Array.isArray(container)) {
    if (what === 'remove') container.splice(Number(key), 1);
    else if (what === 'repeat') {
      const item: unknown = container[Number(key)];
      const most = Math.ceil(MOST_REPEATED / (1 + json(item).length));
      for (let n = Math.min(1 + (at % 700), most); n > 0; n -= 1) container.push(structuredClone(item));
    } else container[Number(key)] = put;
  } else if (what === 'remove') delete container[key];
  else if (what === 'rename') {
    const name = String(drawn).slice(0, 60);
    // As JSON.parse does it: '__proto__' becomes a property like any other.
    Object.defineProperty(container, name, {
      value: container[key],
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else container[key] = put;
  return value;
}
const changed = (value: unknown, places: readonly Place[]): unknown => places.reduce(change, structuredClone(value));
const severalPlaces = fc.array(place, { minLength: 1, maxLength: 3 });
const json = (value: unknown): string => JSON.stringify(value) ?? 'undefined';

const links = presets.all.map((preset) => encodeLink(preset.build(), { positions: true }));
const tuples = links.map(
  (link) => JSON.parse(strFromU8(inflateSync(Buffer.from(link.slice(2), 'base64url')))) as unknown,
);
const packed = (text: string): string =>
  `1.${Buffer.from(deflateSync(strToU8(text), { level: 1 })).toString('base64url')}`;

const changedLetters = fc
  .tuple(
    fc.constantFrom(...links),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'AZaz09-_.%#<\u0000é')), { minLength: 1, maxLength: 5 }),
    fc.nat(),
  )
  .map(([link, changes, cut]) => {
    const text = [...link];
    for (const [at, letter] of changes) text[at % text.length] = letter;
    return text.slice(0, cut % 4 === 0 ? cut % text.length : undefined).join('');
  });
const changedTuples = fc
  .tuple(fc.constantFrom(...tuples), severalPlaces)
  .map(([value, places]) => packed(json(changed(value, places))));
export const hostileLink: fc.Arbitrary<string> = fc.oneof(changedLetters, changedTuples, changedTuples);

const documents = presets.all.map((preset) => JSON.parse(toJson(preset.build())) as unknown);
/** A sound document as a value, changed: what a message may carry. */
export const hostileDocument: fc.Arbitrary<unknown> = fc
  .tuple(fc.constantFrom(...documents), severalPlaces)
  .map(([value, places]) => changed(value, places));
export const hostileFile: fc.Arbitrary<string> = fc.oneof(
  hostileDocument.map(json),
  hostileDocument.map(json),
  fc.tuple(hostileDocument, fc.nat()).map(([value, cut]) => json(value).slice(0, cut % 3000)),
);
