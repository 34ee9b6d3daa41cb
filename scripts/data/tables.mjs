/** Penguins and weather: small real tables, as numbers in their own units. */
import { readFileSync } from 'node:fs';
import { pack } from './pack.mjs';

const read = (file) => readFileSync(new URL(`node_modules/vega-datasets/data/${file}`, import.meta.url), 'utf8');
const SPECIES = ['Adelie', 'Chinstrap', 'Gentoo'];
const SEXES = ['FEMALE', 'MALE'];

/** Rows with a missing measure, or a sex that is neither, are left out: 11 of 344. */
export function penguins() {
  const rows = JSON.parse(read('penguins.json')).filter(
    (row) => SEXES.includes(row.Sex) && row['Body Mass (g)'] && row['Beak Length (mm)'],
  );
  const columns = ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'];
  const bytes = pack([
    {
      name: 'measures',
      type: 'f32',
      shape: [rows.length, 4],
      values: rows.flatMap((row) => columns.map((c) => row[c])),
    },
    { name: 'species', type: 'u8', shape: [rows.length], values: rows.map((row) => SPECIES.indexOf(row.Species)) },
    { name: 'sex', type: 'u8', shape: [rows.length], values: rows.map((row) => SEXES.indexOf(row.Sex)) },
  ]);
  return {
    bytes,
    entry: {
      licence: 'CC0 1.0',
      attribution: 'Palmer penguins, A. Horst, A. Hill, K. Gorman; via npm vega-datasets 3.2.1',
      shape: [rows.length, 4],
      type: 'float32',
      columns: ['beak length mm', 'beak depth mm', 'flipper length mm', 'body mass g'],
      classes: { species: SPECIES, sex: ['female', 'male'] },
      split: 'by bird, seeded: 200 train, 34 validation, 99 test',
    },
  };
}

const CITIES = ['Seattle', 'New York'];
export function weather() {
  const [head, ...lines] = read('weather.csv').trim().split(/\r?\n/);
  const names = head.split(',');
  const rows = lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i], value])));
  const numbers = ['precipitation', 'temp_max', 'temp_min', 'wind'];
  const day = (date) => Math.round((Date.parse(date) - Date.parse(`${date.slice(0, 4)}-01-01`)) / 86_400_000);
  const bytes = pack([
    {
      name: 'readings',
      type: 'f32',
      shape: [rows.length, 4],
      values: rows.flatMap((row) => numbers.map((n) => Number(row[n]))),
    },
    { name: 'city', type: 'u8', shape: [rows.length], values: rows.map((row) => CITIES.indexOf(row.location)) },
    { name: 'year', type: 'u16', shape: [rows.length], values: rows.map((row) => Number(row.date.slice(0, 4))) },
    { name: 'day', type: 'u16', shape: [rows.length], values: rows.map((row) => day(row.date)) },
  ]);
  return {
    bytes,
    entry: {
      licence: 'public domain (US Government)',
      attribution: 'NOAA National Centers for Environmental Information; via npm vega-datasets 3.2.1',
      shape: [rows.length, 4],
      type: 'float32',
      columns: ['precipitation mm', 'highest C', 'lowest C', 'wind m/s'],
      classes: { city: CITIES },
      split: 'by time: 2012-2013 and most of 2014 train, the end of 2014 validation, 2015 test',
    },
  };
}
