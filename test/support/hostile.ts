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
  fc.constantFrom(30, 1000).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown),
);

interface Place {
  readonly at: number;
  readonly what: 'replace' | 'remove' | 'repeat' | 'rename';
  readonly junk: unknown;
}
const place = fc.record<Place>({
  at: fc.nat(),
  what: fc.constantFrom('replace', 'replace', 'remove', 'repeat', 'rename'),
  junk,
});

/** A copy of `value` whose n-th inner part (counted through) is changed. */
function changed(value: unknown, { at, what, junk: put }: Place): unknown {
  const copy: unknown = structuredClone(value);
  const parts: [container: Record<string, unknown> | unknown[], key: string][] = [];
  const walk = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return;
    for (const key of Object.keys(inner)) {
      parts.push([inner as Record<string, unknown>, key]);
      walk((inner as Record<string, unknown>)[key]);
    }
  };
  walk(copy);
  const found = parts[at % Math.max(1, parts.length)];
  if (!found) return put;
  const [container, key] = found;
  if (Array.isArray(container)) {
    if (what === 'remove') container.splice(Number(key), 1);
    else if (what === 'repeat') container.push(...Array.from({ length: 1 + (at % 700) }, () => container[Number(key)]));
    else container[Number(key)] = put;
  } else if (what === 'remove') delete container[key];
  else if (what === 'rename') {
    const name = String(put).slice(0, 60);
    // As JSON.parse does it: '__proto__' becomes a property like any other.
    Object.defineProperty(container, name, { value: container[key], enumerable: true, configurable: true });
  } else container[key] = put;
  return copy;
}
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
  .map(([value, places]) => packed(json(places.reduce(changed, value))));
export const hostileLink: fc.Arbitrary<string> = fc.oneof(changedLetters, changedTuples, changedTuples);

const documents = presets.all.map((preset) => JSON.parse(toJson(preset.build())) as unknown);
/** A sound document as a value, changed: what a message may carry. */
export const hostileDocument: fc.Arbitrary<unknown> = fc
  .tuple(fc.constantFrom(...documents), severalPlaces)
  .map(([value, places]) => places.reduce(changed, value));
export const hostileFile: fc.Arbitrary<string> = fc.oneof(
  hostileDocument.map(json),
  hostileDocument.map(json),
  fc.tuple(hostileDocument, fc.nat()).map(([value, cut]) => json(value).slice(0, cut % 3000)),
);
