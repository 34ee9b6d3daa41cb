/**
 * Weather tomorrow: three days of rain, highest, lowest and wind in Seattle or New York (real, NOAA, 2012-2015) and the day of
 * the year. Will it rain tomorrow, how warm, how windy, and which city is it? Split by time, as a forecast is used: trained
 * on 2012 to September 2014, validated on the rest of 2014, tested on 2015.
 */
import { taskId } from '../experiment/experiment.ts';
import { createRng } from '../math/rng.ts';
import { standardiseColumns, tableSplits } from './draw.ts';
import { type PackedFile, readPacked } from './packedFile.ts';
import type { ScenarioSpec } from './scenario.ts';
import { standardiseTask } from './standardise.ts';

const FILE = 'weather.bin';
const READINGS = 4;
const DAYS = 3;
const INPUTS = 2 + DAYS * READINGS;
const RAIN = taskId('rain');
const WARM = taskId('tmax');
const WIND = taskId('wind');
const CITY = taskId('city');
/** Of 2014: validation begins here. */
const VALIDATION_DAY = 270;
const LAST_TRAINED_YEAR = 2014;

/** Days of the file whose two predecessors and successor are of the same city. */
function usableDays(file: PackedFile): number[] {
  const city = file.array('city');
  return [...city.keys()].filter((day) => day >= DAYS - 1 && city[day - DAYS + 1] === city[day + 1]);
}

export const weather: ScenarioSpec = {
  id: 'weather',
  domain: 'tabular',
  source: {
    kind: 'real',
    attribution: 'NOAA National Centers for Environmental Information; via npm vega-datasets 3.2.1',
    licence: 'public domain (US Government)',
  },
  fields: [],
  sizes: { train: 1990, validation: 180, test: 728 },
  maxSizes: { train: 1990, validation: 180, test: 728 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'vector', shape: [INPUTS] }],
    tasks: [
      { id: RAIN, kind: 'binary', metric: 'auc' },
      { id: WARM, kind: 'regression' },
      { id: WIND, kind: 'regression' },
      { id: CITY, kind: 'binary' },
    ],
  }),
  async load(_options, sizes, seed, assets) {
    const file = readPacked(FILE, await assets.read(FILE));
    const [readings, year, dayOfYear] = [file.array('readings'), file.array('year'), file.array('day')];
    const days = usableDays(file);
    const at = (day: number, k: number): number => readings[day * READINGS + k] as number;
    /** Rain is skewed: most days none, some very much. */
    const read = (day: number, k: number): number => (k === 0 ? Math.log1p(at(day, k)) : at(day, k));
    const x = new Float32Array(days.length * INPUTS);
    days.forEach((day, row) => {
      const angle = (2 * Math.PI * (dayOfYear[day] as number)) / 365.25;
      x.set([Math.sin(angle), Math.cos(angle)], row * INPUTS);
      for (let i = 0; i < DAYS * READINGS; i += 1) {
        x[row * INPUTS + 2 + i] = read(day - DAYS + 1 + Math.floor(i / READINGS), i % READINGS);
      }
    });
    const tomorrow = (k: number, of: (value: number) => number): Float32Array =>
      Float32Array.from(days, (day) => of(at(day + 1, k)));
    const pool = (name: keyof typeof sizes): Uint32Array => {
      const rows = [...days.keys()].filter((row) => {
        const day = days[row] as number;
        const late = year[day] === LAST_TRAINED_YEAR && (dayOfYear[day] as number) >= VALIDATION_DAY;
        if ((year[day] as number) > LAST_TRAINED_YEAR) return name === 'test';
        return name === (late ? 'validation' : 'train');
      });
      // In a seeded order, so that a smaller size is a fair sample.
      return createRng(seed, `weather/${name}`)
        .permutation(rows.length)
        .map((i) => rows[i] as number);
    };
    const pools = { train: pool('train'), validation: pool('validation'), test: pool('test') };
    standardiseColumns(x, INPUTS, pools.train);
    const dataset = tableSplits(pools, sizes, {
      inputs: { x: [x, INPUTS] },
      labels: {
        [RAIN]: [tomorrow(0, (rain) => (rain > 0 ? 1 : 0)), 1],
        [WARM]: [tomorrow(1, (value) => value), 1],
        [WIND]: [tomorrow(3, (value) => value), 1],
        [CITY]: [Float32Array.from(days, (day) => file.array('city')[day] as number), 1],
      },
    });
    for (const task of [WARM, WIND]) standardiseTask(dataset, task);
    return dataset;
  },
};
