/**
 * Options in links: by position against the frozen table of their owner, and by name for what the table does not know.
 * 0 stands for the frozen default and '' for the number 0. Fields unknown to the table are always written, so that a
 * later change of their default changes no link.
 */
import { type Field, type Options, type OptionValue, withDefaults } from '../fields.ts';
import type { FrozenField } from './linkTables.ts';

export type Packed = number | string | boolean | readonly Packed[] | { readonly [name: string]: Packed };

export const packNumber = (value: number, initial: number): Packed =>
  value === initial ? 0 : value === 0 ? '' : value;
export const unpackNumber = (packed: unknown, initial: number): unknown =>
  packed === 0 || packed === undefined ? initial : packed === '' ? 0 : packed;

/** Trailing zeros say nothing: reading past the end gives the default too. */
export function trim(list: readonly Packed[]): Packed[] {
  const last = list.findLastIndex((item) => item !== 0);
  return list.slice(0, last + 1);
}
/** The list, or 0 where it would be empty. */
export const trimmed = (list: readonly Packed[]): Packed => {
  const short = trim(list);
  return short.length === 0 ? 0 : short;
};

export function packValue([, initial, choices]: FrozenField, value: OptionValue): Packed {
  if (value === initial) return 0;
  if (choices && typeof value === 'string' && choices.includes(value)) return choices.indexOf(value) + 1;
  return value === 0 ? '' : value;
}
export function unpackValue([, initial, choices]: FrozenField, packed: unknown): unknown {
  if (packed === 0 || packed === undefined) return initial;
  if (choices && typeof packed === 'number') return choices[packed - 1];
  return packed === '' && typeof initial === 'number' ? 0 : packed;
}

export interface PackedOptions {
  readonly listed: readonly Packed[];
  /** Fields that the table does not know. */
  readonly named: Readonly<Record<string, Packed>>;
}
export function packOptions(frozen: readonly FrozenField[], fields: readonly Field[], options: Options): PackedOptions {
  const complete = withDefaults(fields, options);
  const others = Object.entries(complete).filter(([name]) => !frozen.some(([known]) => known === name));
  return {
    listed: trim(frozen.map((entry) => packValue(entry, complete[entry[0]] ?? entry[1]))),
    named: Object.fromEntries(others),
  };
}

/** What the owner's live default says anyway is left out. */
export function unpackOptions(
  frozen: readonly FrozenField[],
  fields: readonly Field[],
  listed: readonly unknown[],
  named: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const values = [
    ...frozen.map((entry, index) => [entry[0], unpackValue(entry, listed[index])] as const),
    ...Object.entries(named),
  ];
  return Object.fromEntries(
    values.filter(([name, value]) => {
      const field = fields.find((candidate) => candidate.name === name);
      const frozenDefault = frozen.find(([known]) => known === name)?.[1];
      // A field that is gone is dropped where it held its default; any other value is for the schema to refuse.
      return field ? value !== field.default : value !== frozenDefault;
    }),
  );
}
