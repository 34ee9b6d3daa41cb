/**
 * A person's table as it is read, row by row: every column both as numbers and as categories, as far as it can be either,
 * so that what it is taken for can be changed later without reading the file again. Bad rows are counted and named by their
 * line; cells that are no number in a column of numbers are missing values, counted and named too.
 */
import { LIMITS } from '../experiment/experiment.ts';

/** What says that a cell is empty. Not 'none' or 'null' in small letters only: they may be words. */
const MISSING: ReadonlySet<string> = new Set(['', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'NULL', 'null', '?']);
/** Lines that are named; all are counted. */
export const NAMED_LINES = 1000;
/** Different texts of a column of numbers that are told apart; beyond that it is no category. */
const MOST_DISTINCT_NUMBERS = 2000;
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA = /^[+-]?\d+,\d+$/;

export type ColumnKind = 'number' | 'category' | 'text';
export interface ReadColumn {
  readonly name: string;
  /** NaN = missing, or no number. */
  readonly numbers: Float32Array;
  /** Place in `names`, -1 = missing. Absent: too many different numbers. */
  readonly codes?: Int32Array;
  /** Different texts, sorted, numbers by size. */
  readonly names: readonly string[];
  readonly missing: number;
  /** Cells that hold something which is no number. */
  readonly odd: number;
  readonly oddLines: readonly number[];
  /** 1, 2, 3 …, or 0, 1, 2 …: a row's number and not a measurement. */
  readonly counts: boolean;
  readonly guess: ColumnKind;
}
export interface BadRows {
  readonly count: number;
  readonly lines: readonly number[];
}
export interface ReadTable {
  readonly file: string;
  readonly bytes: number;
  readonly fingerprint: string;
  readonly rows: number;
  readonly columns: readonly ReadColumn[];
  /** Rows of too few or too many cells, or with a quote that does not end. They are left out. */
  readonly bad: BadRows;
  /** Lines with nothing on them. */
  readonly empty: number;
}

/** A finite number that a float32 holds, or `undefined`. `comma`: 3,14 is read as 3.14. */
export function numberIn(text: string, comma = false): number | undefined {
  if (PLAIN.test(text)) {
    const value = Number(text);
    return Number.isFinite(Math.fround(value)) ? value : undefined;
  }
  return comma && COMMA.test(text) ? Number(text.replace(',', '.')) : undefined;
}
/** Numbers by size, then texts: where the two were mixed by pairs, the order would depend on that of the rows. */
const byName = (a: string, b: string): number => {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  if (!Number.isNaN(x) && x !== y) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
};

function createColumn(name: string, comma: boolean) {
  const numbers: number[] = [];
  let codes: number[] | undefined = [];
  const places = new Map<string, number>();
  const oddLines: number[] = [];
  let missing = 0;
  let odd = 0;
  let counts = true;
  return {
    add(cell: string, line: number): void {
      const text = cell.trim();
      if (MISSING.has(text)) {
        missing += 1;
        numbers.push(Number.NaN);
        codes?.push(-1);
        counts = false;
        return;
      }
      const value = numberIn(text, comma);
      if (value === undefined) {
        odd += 1;
        if (oddLines.length < NAMED_LINES) oddLines.push(line);
      }
      const before = numbers.at(-1);
      counts &&= value !== undefined && (before === undefined ? value === 0 || value === 1 : value === before + 1);
      numbers.push(value ?? Number.NaN);
      if (!codes) return;
      let place = places.get(text);
      if (place === undefined) {
        place = places.size;
        places.set(text, place);
      }
      codes.push(place);
      // Distinct numbers without end would fill the memory; texts are few enough or needed as groups.
      if (places.size > MOST_DISTINCT_NUMBERS && odd === 0) {
        codes = undefined;
        places.clear();
      }
    },
    finish(): ReadColumn {
      const names = [...places.keys()].sort(byName);
      const order = new Map(names.map((text, i) => [text, i]));
      const place = [...places.keys()].map((text) => order.get(text) as number);
      const known = numbers.length - missing;
      const facts = { known, odd, distinct: codes ? names.length : Number.POSITIVE_INFINITY, counts };
      return {
        name,
        numbers: Float32Array.from(numbers),
        ...(codes ? { codes: Int32Array.from(codes, (code) => (code < 0 ? -1 : (place[code] as number))) } : {}),
        names,
        missing,
        odd,
        oddLines,
        counts: counts && known > 1,
        guess: guessKind(facts),
      };
    },
  };
}

interface ColumnFacts {
  /** Cells that hold something. */
  readonly known: number;
  readonly odd: number;
  readonly distinct: number;
  readonly counts: boolean;
}
/** Numbers, but for one cell in twenty at most; two different values are a category; many different texts are names. */
export function guessKind({ known, odd, distinct, counts }: ColumnFacts): ColumnKind {
  if (known === 0) return 'text';
  if (odd <= known / 20) return counts && known > 2 ? 'text' : distinct <= 2 ? 'category' : 'number';
  const few = distinct <= 12 ? known > distinct : distinct <= LIMITS.ownClasses / 2 && distinct <= known / 4;
  return few ? 'category' : 'text';
}

export interface TableReader {
  /** @param line of the file, from 1 */
  add(cells: readonly string[], line: number, broken: boolean): void;
  readonly rows: number;
  finish(file: string, bytes: number, fingerprint: string): ReadTable;
}
/** Column names that are empty or occur twice get a number. */
export function tidyNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, i) => {
    const stem =
      cell
        .replace(/^\uFEFF/, '')
        .trim()
        .slice(0, 100) || `column ${i + 1}`;
    let name = stem;
    for (let n = 2; taken.has(name); n += 1) name = `${stem} (${n})`;
    taken.add(name);
    return name;
  });
}

/** @param comma numbers may have a decimal comma */
export function createTableReader(header: readonly string[], comma: boolean): TableReader {
  const columns = tidyNames(header).map((name) => createColumn(name, comma));
  const lines: number[] = [];
  let bad = 0;
  let empty = 0;
  let rows = 0;
  return {
    add(cells, line, broken) {
      if (cells.length === 1 && cells[0]?.trim() === '' && columns.length > 1) {
        empty += 1;
        return;
      }
      if (broken || cells.length !== columns.length) {
        bad += 1;
        if (lines.length < NAMED_LINES) lines.push(line);
        return;
      }
      rows += 1;
      for (const [i, column] of columns.entries()) column.add(cells[i] as string, line);
    },
    get rows() {
      return rows;
    },
    finish: (file, bytes, fingerprint) => ({
      file: file.slice(0, 100),
      bytes,
      fingerprint,
      rows,
      columns: columns.map((column) => column.finish()),
      bad: { count: bad, lines },
      empty,
    }),
  };
}
