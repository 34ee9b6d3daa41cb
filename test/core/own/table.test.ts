/** People's own tables: what columns are guessed to be, that nothing vanishes in silence, and that splits keep to their laws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OwnTable } from '../../../src/core/experiment/experiment.ts';
import { decodeLink, encodeLink } from '../../../src/core/experiment/link.ts';
import { forTable } from '../../../src/core/experiment/presets/own.ts';
import { createRng } from '../../../src/core/math/rng.ts';
import { fingerprintOf } from '../../../src/core/own/fingerprint.ts';
import { packTable, unpackTable } from '../../../src/core/own/packTable.ts';
import { createTableReader, guessKind, numberIn, type ReadTable, tidyNames } from '../../../src/core/own/readTable.ts';
import { differences, guessChoices, lacking, setUpOf, type TableFacts } from '../../../src/core/own/setUp.ts';
import { dealGroups, readOwn, rowsOf } from '../../../src/core/scenarios/ownTable.ts';

const factsOf = (table: ReadTable): TableFacts => ({
  ...table,
  columns: table.columns.map(({ numbers: _, codes, ...column }) => ({ ...column, coded: codes !== undefined })),
});
function tableOf(header: readonly string[], rows: readonly (readonly string[])[], comma = false): ReadTable {
  const reader = createTableReader(header, comma);
  for (const [i, row] of rows.entries()) reader.add(row, i + 2, false);
  return reader.finish('birds.csv', 1000, 'abc');
}
const BIRDS = Array.from({ length: 60 }, (_, i) => [
  String(i + 1),
  i === 7 ? 'NA' : String(30 + (i % 13) / 2),
  ['north', 'south', 'east'][i % 3] as string,
  i % 2 === 0 ? 'yes' : 'no',
  i % 5 === 0 ? '' : String(3000 + 17 * i),
  `note number ${i * 7919}`,
]);
const HEADER = ['id', 'beak', 'place', 'tame', 'mass', 'note'];

describe('guessing', () => {
  it('tells numbers, categories, row numbers and texts apart', () => {
    const { columns } = tableOf(HEADER, BIRDS);
    expect(columns.map((column) => column.guess)).toEqual(['text', 'number', 'category', 'category', 'number', 'text']);
    expect(columns[2]?.names).toEqual(['east', 'north', 'south']);
    expect(columns.map((column) => column.missing)).toEqual([0, 1, 0, 0, 12, 0]);
  });
  it('reads numbers as people write them, and nothing else', () => {
    expect(['1', '-2.5', '.5', '3.', '+1e-3', '007'].map((text) => numberIn(text))).toEqual([
      1, -2.5, 0.5, 3, 0.001, 7,
    ]);
    for (const text of ['', 'x', '1,5', '1 000', '0x10', 'Infinity', '1e99', '--1']) {
      expect(numberIn(text)).toBeUndefined();
    }
    expect(numberIn('1,5', true)).toBe(1.5);
  });
  it('forgives one odd cell in twenty in a column of numbers, and names its line', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [i === 9 ? 'about 3' : String(i * 1.5)]);
    const [column] = tableOf(['x'], rows).columns;
    expect(column).toMatchObject({ guess: 'number', odd: 1, oddLines: [11] });
    expect(Number.isNaN(column?.numbers[9])).toBe(true);
  });
  it('never takes for a number what mostly is none, whatever else is true', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(500), fc.boolean(), (known, share, distinct, counts) => {
        const odd = Math.min(known, share);
        const kind = guessKind({ known, odd, distinct, counts });
        if (known === 0 || odd > known / 2) expect(kind).not.toBe('number');
        if (kind === 'number') expect(odd * 20).toBeLessThanOrEqual(known);
      }),
    );
  });
  it('sorts the texts of a column the same way whatever the order of its rows: numbers by size, then texts', () => {
    const cells = fc.uniqueArray(fc.constantFrom('1', '9', '10', '2x', '1a', '9b', 'b', '1e1', '-3'), { minLength: 3 });
    const namesOf = (list: readonly string[]) =>
      tableOf(
        ['x'],
        list.map((cell) => [cell]),
      ).columns[0]?.names;
    fc.assert(
      fc.property(cells, (list) => {
        expect(namesOf(list.toReversed())).toEqual(namesOf(list));
        expect(namesOf(list.toSorted())).toEqual(namesOf(list));
      }),
    );
    expect(namesOf(['b', '10', '2x', '9', '1a'])).toEqual(['9', '10', '1a', '2x', 'b']);
  });
  it('gives every column a name of its own', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '', ' a ', 'b', 'a (2)'), { maxLength: 12 }), (header) => {
        const names = tidyNames(header);
        expect(new Set(names).size).toBe(header.length);
        expect(names.every((name) => name !== '')).toBe(true);
      }),
    );
  });
});

describe('reading', () => {
  it('counts every line: rows, bad rows and empty ones are all of them', () => {
    const cell = fc.constantFrom('1', '2.5', 'x', '', 'NA', 'é');
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 60 }), (lines) => {
        const reader = createTableReader(['a', 'b', 'c'], false);
        for (const [i, cells] of lines.entries()) reader.add(cells, i + 2, false);
        const table = reader.finish('t.csv', 1, '');
        expect(table.rows + table.bad.count + table.empty).toBe(lines.length);
        const wrong = lines.flatMap((cells, i) =>
          cells.length !== 3 && (cells.length > 1 || cells[0] !== '') ? [i + 2] : [],
        );
        expect(table.bad.lines).toEqual(wrong);
        for (const column of table.columns) {
          expect(column.numbers).toHaveLength(table.rows);
          const known = Array.from(column.codes ?? []).filter((code) => code >= 0).length;
          expect(known + column.missing).toBe(table.rows);
        }
      }),
    );
  });
  it('survives packing, umlauts too', () => {
    const table = tableOf(
      ['größe', '身高'],
      [
        ['1', 'ä'],
        ['2.5', '猫'],
        ['', 'ä'],
      ],
    );
    expect(unpackTable(packTable(table))).toEqual(table);
    const shifted = new Uint8Array([0, ...packTable(table)]).subarray(1);
    expect(unpackTable(shifted)).toEqual(table);
  });
  it('has a fingerprint that any changed, lost or added byte changes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, at, by) => {
          const print = fingerprintOf(bytes);
          expect(print).toMatch(/^[0-9a-f]{16}$/);
          const place = at % bytes.length;
          expect(fingerprintOf(bytes.with(place, ((bytes[place] as number) + by) % 256))).not.toBe(print);
          expect(fingerprintOf(bytes.subarray(1))).not.toBe(print);
          expect(fingerprintOf(new Uint8Array([...bytes, 0]))).not.toBe(print);
        },
      ),
    );
  });
});

describe('splitting', () => {
  it('deals every row once and keeps groups whole', () => {
    const groups = fc.array(fc.integer({ min: -1, max: 9 }), { minLength: 5, maxLength: 80 });
    fc.assert(
      fc.property(groups, fc.nat(), (all, seed) => {
        fc.pre(new Set(all).size >= 4);
        const pools = dealGroups(all, createRng(seed, 'x'));
        const rows = [...pools.train, ...pools.validation, ...pools.test];
        expect(rows.toSorted((a, b) => a - b)).toEqual(all.map((_, row) => row));
        const seen = new Map<number, string>();
        for (const [name, pool] of Object.entries(pools)) {
          expect(pool.length).toBeGreaterThan(0);
          for (const row of pool) {
            const group = all[row] as number;
            if (group < 0) continue;
            expect(seen.get(group) ?? name).toBe(name);
            seen.set(group, name);
          }
        }
      }),
    );
  });
  const table = tableOf(HEADER, BIRDS);
  const guessed = guessChoices(factsOf(table));
  const own: OwnTable = setUpOf(factsOf(table), {
    ...guessed,
    columns: guessed.columns.with(3, { kind: 'category', role: 'task' }),
  });
  it('standardises by the training rows alone', () => {
    const sizes = rowsOf(table, own, 3);
    const dataset = readOwn(table, own, sizes, 3);
    expect(sizes.train + sizes.validation + sizes.test).toBe(60);
    const moments = (values: readonly number[]) => {
      const known = values.filter((value) => !Number.isNaN(value));
      const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
      return [mean, Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length)];
    };
    const [mean, sd] = moments(Array.from(dataset.train.labels[own.columns.at(-1)?.id as never] as Float32Array));
    expect(mean).toBeCloseTo(0, 5);
    expect(sd).toBeCloseTo(1, 5);
    // 'beak' and three places for 'place': what is not in the training rows moves nothing.
    const width = 4;
    const beak = (split: typeof dataset.train) =>
      Array.from({ length: split.rows }, (_, row) => split.inputs.x?.[row * width] as number);
    expect(beak(dataset.train).every(Number.isFinite)).toBe(true);
    const far = tableOf(HEADER, BIRDS);
    const moved = readOwn(far, own, { ...sizes, test: 1 }, 3);
    expect(moved.train.inputs.x).toEqual(dataset.train.inputs.x);
  });
  it('leaves missing labels missing and puts missing inputs at the mean', () => {
    const dataset = readOwn(table, own, { train: 100, validation: 100, test: 100 }, 1);
    const all = [dataset.train, dataset.validation, dataset.test];
    const lost = all
      .flatMap((split) => Array.from(split.labels[own.columns.at(-1)?.id as never] as Float32Array))
      .filter(Number.isNaN);
    expect(lost).toHaveLength(12);
    expect(all.every((split) => split.inputs.x?.every(Number.isFinite))).toBe(true);
  });
});

describe('a set-up', () => {
  const table = factsOf(tableOf(HEADER, BIRDS));
  const own = setUpOf(table, guessChoices(table));
  it('takes the last column that can be told for the task', () => {
    expect(own.columns.filter(({ role }) => role === 'task').map(({ name }) => name)).toEqual(['mass']);
    expect(lacking(own)).toEqual([]);
    expect(lacking({ ...own, columns: [] })).toEqual(['input', 'task']);
  });
  it('makes ids that the document accepts from any names', () => {
    const names = fc.array(
      fc.constantFrom('a b', 'a_b', 'constructor', '__proto__', '温度', '1st', 'x'.repeat(90), '{{y}}'),
      { minLength: 2, maxLength: 9 },
    );
    fc.assert(
      fc.property(names, (header) => {
        const rows = Array.from({ length: 6 }, (_, i) => header.map((_name, k) => String(i * 1.7 + k)));
        const facts = factsOf(tableOf(header, rows));
        const made = forTable(setUpOf(facts, guessChoices(facts)), {});
        const link = decodeLink(encodeLink(made));
        expect(link.ok && link.value.data).toEqual(made.data);
      }),
    );
  });
  it('says in what another file differs', () => {
    expect(differences(own, table)).toEqual([]);
    expect(differences({ ...own, fingerprint: 'other' }, table).map(({ code }) => code)).toEqual(['contents']);
    expect(differences({ ...own, fingerprint: 'other', rows: 59 }, table).map(({ code }) => code)).toEqual(['rows']);
    const renamed = own.columns.map((column) => (column.name === 'beak' ? { ...column, name: 'bill' } : column));
    const [first] = differences({ ...own, fingerprint: 'other', columns: renamed }, table);
    expect(first).toMatchObject({ code: 'columns', expected: 'bill' });
  });
});
