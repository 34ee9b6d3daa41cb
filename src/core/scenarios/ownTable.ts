/**
 * A person's own table: columns of numbers and categories as one row of inputs, any number of columns as tasks, missing
 * labels allowed. Rows, or groups of rows, are dealt out to the splits first; numbers are standardised by the mean and
 * spread of the training rows alone; a missing number then stands at the mean, a missing category is all zeros.
 * Before a file is chosen it shows an example of the same make.
 */
import { type DataSpec, LIMITS, type OwnColumn, type OwnTable, taskId } from '../experiment/experiment.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { unpackTable } from '../own/packTable.ts';
import type { ReadColumn, ReadTable } from '../own/readTable.ts';
import { drawSplits, tableSplits } from './draw.ts';
import type { Assets, Dataset, ScenarioSpec, Sizes, Split, TaskDef } from './scenario.ts';
import { standardiseTask } from './standardise.ts';

/** The name under which the engine is handed the table. */
export const OWN_TABLE_FILE = 'own-table';
/** Categories of an input that have a place of their own; the rarer ones share one more. */
const MOST_PLACES = 64;

/** The set-up of a person's table, where the data are one. */
export const ownTableOf = ({ scenario, own }: DataSpec): OwnTable | undefined =>
  scenario === 'own-table' ? own?.table : undefined;
/** Files as before, and the table under its name. */
export const withOwnTable = (assets: Assets, table: Uint8Array | undefined): Assets => ({
  read: async (file) => (file === OWN_TABLE_FILE && table ? table : assets.read(file)),
});

const places = ({ kind, distinct = 1 }: OwnColumn): number =>
  kind === 'number' ? 1 : Math.min(distinct, MOST_PLACES + 1);
/** At least one number, so that a set-up without inputs can be looked at. */
const widthOf = (inputs: readonly OwnColumn[]): number =>
  Math.max(
    1,
    inputs.reduce((sum, column) => sum + places(column), 0),
  );
function taskOf({ id, kind, classes = [] }: OwnColumn): TaskDef {
  if (kind === 'number') return { id: taskId(id), kind: 'regression' };
  return classes.length === 2
    ? { id: taskId(id), kind: 'binary' }
    : { id: taskId(id), kind: 'multiclass', classes: classes.length };
}

/** Items in a seeded order: seven tenths to training, one to validation, two to test, none left empty. */
function dealOut(count: number, rng: Rng): Record<keyof Sizes, Uint32Array> {
  const order = rng.permutation(count);
  const validation = Math.max(1, Math.round(count * 0.1));
  const test = Math.max(1, Math.round(count * 0.2));
  return {
    test: order.subarray(0, test),
    validation: order.subarray(test, test + validation),
    train: order.subarray(test + validation),
  };
}
/** Rows so dealt out that those of one group stay together. */
export function dealGroups(groups: ArrayLike<number>, rng: Rng): Record<keyof Sizes, Uint32Array> {
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < groups.length; row += 1) {
    const group = groups[row] as number;
    // A row of no group is a group of its own.
    const key = group < 0 ? -1 - row : group;
    const known = rowsOf.get(key);
    if (known) known.push(row);
    else rowsOf.set(key, [row]);
  }
  const all = [...rowsOf.values()];
  const dealt = dealOut(all.length, rng);
  const rowsIn = (items: Uint32Array): Uint32Array =>
    Uint32Array.from(Array.from(items).flatMap((group) => all[group] as number[]));
  return { train: rowsIn(dealt.train), validation: rowsIn(dealt.validation), test: rowsIn(dealt.test) };
}

/** Mean and spread of the known numbers among these rows; 0 and 1 where there are none, or all are equal. */
function momentsOf(values: Float32Array, rows: Uint32Array): { mean: number; sd: number } {
  let [count, sum, squares] = [0, 0, 0];
  for (const row of rows) {
    const value = values[row] as number;
    if (Number.isNaN(value)) continue;
    count += 1;
    sum += value;
  }
  const mean = count > 0 ? sum / count : 0;
  for (const row of rows) {
    const value = values[row] as number;
    if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  }
  const sd = Math.sqrt(squares / Math.max(1, count));
  return { mean, sd: sd > 1e-12 * Math.abs(mean) && sd > 0 ? sd : 1 };
}
/** Place of each category among those of the column: the most frequent of the training rows first, as many as there are. */
function placesOf(codes: Int32Array, distinct: number, train: Uint32Array): Uint32Array {
  const counts = new Float64Array(distinct);
  for (const row of train) if ((codes[row] as number) >= 0) (counts[codes[row] as number] as number) += 1;
  const order = Uint32Array.from({ length: distinct }, (_, code) => code);
  if (distinct > MOST_PLACES + 1) order.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  const place = new Uint32Array(distinct);
  for (const [rank, code] of order.entries()) place[code] = Math.min(rank, MOST_PLACES);
  return place;
}

function inputsOf(table: ReadTable, columns: readonly OwnColumn[], train: Uint32Array): Float32Array {
  const width = widthOf(columns);
  const x = new Float32Array(table.rows * width);
  let at = 0;
  for (const column of columns) {
    const { numbers, codes } = table.columns[column.at] as ReadColumn;
    if (column.kind === 'number') {
      const { mean, sd } = momentsOf(numbers, train);
      for (let row = 0; row < table.rows; row += 1) {
        const value = numbers[row] as number;
        x[row * width + at] = Number.isNaN(value) ? 0 : (value - mean) / sd;
      }
    } else if (codes) {
      const place = placesOf(codes, column.distinct ?? 1, train);
      for (let row = 0; row < table.rows; row += 1) {
        const code = codes[row] as number;
        if (code >= 0) x[row * width + at + (place[code] as number)] = 1;
      }
    }
    at += places(column);
  }
  return x;
}
function labelsOf(table: ReadTable, column: OwnColumn, train: Uint32Array): Float32Array {
  const { numbers, codes } = table.columns[column.at] as ReadColumn;
  if (column.kind === 'category') {
    return Float32Array.from(codes ?? [], (code) => (code < 0 ? Number.NaN : code));
  }
  const { mean, sd } = momentsOf(numbers, train);
  return numbers.map((value) => (value - mean) / sd);
}

function poolsOf(table: ReadTable, own: OwnTable, seed: number): Record<keyof Sizes, Uint32Array> {
  const rng = createRng(seed, 'ownTable/split');
  const groups = own.group === undefined ? undefined : table.columns[own.group]?.codes;
  return groups ? dealGroups(groups, rng) : dealOut(table.rows, rng);
}
/** How many rows each split has. */
export function rowsOf(table: ReadTable, own: OwnTable, seed: number): Sizes {
  const { train, validation, test } = poolsOf(table, own, seed);
  const most = (pool: Uint32Array): number => Math.min(LIMITS.rowsPerSplit, pool.length);
  return { train: most(train), validation: most(validation), test: most(test) };
}

/** @throws Error where the table is not that of the set-up */
export function readOwn(table: ReadTable, own: OwnTable, sizes: Sizes, seed: number): Dataset {
  if (table.fingerprint !== own.fingerprint) throw new Error(`${own.file} is not the table of this set-up`);
  const pools = poolsOf(table, own, seed);
  const inputs = own.columns.filter(({ role }) => role === 'input');
  return tableSplits(pools, sizes, {
    inputs: { x: [inputsOf(table, inputs, pools.train), widthOf(inputs)] },
    labels: Object.fromEntries(
      own.columns
        .filter(({ role }) => role === 'task')
        .map((column) => [column.id, [labelsOf(table, column, pools.train), 1] as const]),
    ),
  });
}

/** Size, weight and age of something, its price, and whether it is old. */
function example(sizes: Sizes, seed: number): Dataset {
  const dataset = drawSplits(sizes, seed, 'ownTable/example', (rows, rng): Split => {
    const x = Float32Array.from({ length: rows * 3 }, () => rng.normal());
    const told = (of: (size: number, weight: number, age: number) => number): Float32Array =>
      Float32Array.from({ length: rows }, (_, row) => {
        const [size = 0, weight = 0, age = 0] = x.subarray(3 * row, 3 * row + 3);
        return of(size, weight, age);
      });
    const labels = {
      price: told((size, weight, age) => size + 0.5 * size * weight - age + 0.3 * rng.normal()),
      old: told((size, _, age) => (age + 0.3 * size + 0.5 * rng.normal() > 0 ? 1 : 0)),
    };
    return { rows, inputs: { x }, labels };
  });
  standardiseTask(dataset, taskId('price'));
  return dataset;
}

export const ownTable: ScenarioSpec = {
  id: 'own-table',
  domain: 'own',
  source: { kind: 'generated' },
  fields: [],
  sizes: { train: 1000, validation: 200, test: 400 },
  maxSizes: { train: LIMITS.rowsPerSplit, validation: LIMITS.rowsPerSplit, test: LIMITS.rowsPerSplit },
  outline(_options, own) {
    if (!own?.table) {
      return {
        inputs: [{ id: 'x', kind: 'vector', shape: [3] }],
        tasks: [
          { id: taskId('price'), kind: 'regression' },
          { id: taskId('old'), kind: 'binary' },
        ],
      };
    }
    const { columns } = own.table;
    const width = widthOf(columns.filter(({ role }) => role === 'input'));
    return {
      inputs: [{ id: 'x', kind: 'vector', shape: [width] }],
      tasks: columns.filter(({ role }) => role === 'task').map(taskOf),
    };
  },
  async load(_options, sizes, seed, assets, own) {
    if (!own?.table) return example(sizes, seed);
    return readOwn(unpackTable(await assets.read(OWN_TABLE_FILE)), own.table, sizes, seed);
  },
};
