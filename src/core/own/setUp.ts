/**
 * From a table that was read to how it is used: which columns are inputs and tasks, as numbers or categories, and what
 * splits it. And back: in what a file differs from the one that a set-up was made for.
 */
import { LIMITS, type OwnColumn, type OwnTable } from '../experiment/experiment.ts';
import type { ColumnKind, ReadTable } from './readTable.ts';

/** What a screen knows of a column. */
export interface ColumnFacts {
  readonly name: string;
  readonly names: readonly string[];
  readonly missing: number;
  readonly odd: number;
  readonly oddLines: readonly number[];
  readonly guess: ColumnKind;
  readonly coded: boolean;
}
export type TableFacts = Omit<ReadTable, 'columns'> & { readonly columns: readonly ColumnFacts[] };
export type Role = 'input' | 'task' | 'unused';
export interface Choice {
  readonly kind: ColumnKind;
  readonly role: Role;
}
export interface Choices {
  readonly columns: readonly Choice[];
  readonly group?: number;
}

/** The last column that can be one is the task; names are left alone; all else is an input. */
export function guessChoices({ columns }: TableFacts): Choices {
  const last = columns.findLastIndex(
    ({ guess, names }) => guess !== 'text' && (guess === 'number' || names.length >= 2),
  );
  return {
    columns: columns.map(({ guess }, i) => ({
      kind: guess,
      role: guess === 'text' ? 'unused' : i === last ? 'task' : 'input',
    })),
  };
}
/** Whether a column can be taken for this. */
export function canBe(column: ColumnFacts, kind: ColumnKind, rows: number, role: Role): boolean {
  if (kind === 'text') return true;
  if (kind === 'number') return column.odd + column.missing < rows;
  if (!column.coded || column.names.length === 0) return false;
  return role !== 'task' || (column.names.length >= 2 && column.names.length <= LIMITS.ownClasses);
}

/** Letters, digits and _ of the name; others are numbered by their place. */
function idFor(name: string, at: number, taken: Set<string>): string {
  const plain = name
    .replace(/[^\w]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  const stem = /^[A-Za-z_]/.test(plain) && !(plain in {}) ? plain : `c${at + 1}`;
  let id = stem;
  for (let n = 2; taken.has(id); n += 1) id = `${stem}_${n}`;
  taken.add(id);
  return id;
}

export function setUpOf(table: TableFacts, choices: Choices): OwnTable {
  const taken = new Set<string>();
  const columns = table.columns.flatMap((column, at): OwnColumn[] => {
    const { kind, role } = choices.columns[at] as Choice;
    if (role === 'unused' || kind === 'text') return [];
    const category = kind === 'category';
    return [
      {
        id: idFor(column.name, at, taken),
        name: column.name,
        at,
        role,
        kind,
        ...(category ? { distinct: column.names.length } : {}),
        ...(category && role === 'task' ? { classes: column.names.map((name) => name.slice(0, 60)) } : {}),
      },
    ];
  });
  const { file, bytes, rows, fingerprint } = table;
  return { file, bytes, rows, fingerprint, columns, ...(choices.group === undefined ? {} : { group: choices.group }) };
}
/** The set-up's choices on its own table; what it does not name is unused. */
export function choicesOf(table: TableFacts, { columns, group }: OwnTable): Choices {
  const used = new Map(columns.map((column) => [column.at, column]));
  return {
    columns: table.columns.map((column, at) => {
      const own = used.get(at);
      return own ? { kind: own.kind, role: own.role } : { kind: column.guess, role: 'unused' };
    }),
    ...(group === undefined ? {} : { group }),
  };
}

/** In what a file differs from the one that the set-up was made for; empty: it is the same. Codes under `own.differs`. */
export interface Difference {
  readonly code: 'columns' | 'rows' | 'bytes' | 'contents';
  readonly found: string | number;
  readonly expected: string | number;
}
export function differences(expected: OwnTable, found: TableFacts): Difference[] {
  if (expected.fingerprint === found.fingerprint) return [];
  const list: Difference[] = [];
  const lacking = expected.columns.filter(({ at, name }) => found.columns[at]?.name !== name).map(({ name }) => name);
  if (lacking.length > 0) {
    list.push({
      code: 'columns',
      found: found.columns.map(({ name }) => name).join(', '),
      expected: lacking.join(', '),
    });
  }
  if (expected.rows !== found.rows) list.push({ code: 'rows', found: found.rows, expected: expected.rows });
  if (expected.bytes !== found.bytes) list.push({ code: 'bytes', found: found.bytes, expected: expected.bytes });
  if (list.length === 0) list.push({ code: 'contents', found: found.file, expected: expected.file });
  return list;
}
/** What stands in the way of training, as codes under `own.lacks`. */
export function lacking({ columns, rows }: OwnTable): ('input' | 'task' | 'rows' | 'columns')[] {
  return [
    ...(columns.some(({ role }) => role === 'input') ? [] : (['input'] as const)),
    ...(columns.some(({ role }) => role === 'task') ? [] : (['task'] as const)),
    ...(rows >= 3 ? [] : (['rows'] as const)),
    ...(columns.length <= LIMITS.ownColumns ? [] : (['columns'] as const)),
  ];
}
