/**
 * Penguins: 333 birds of three species on the Palmer islands (Horst, Hill, Gorman 2020; real). Beak and flipper are
 * measured; species, sex and body mass are told from them. Mass is a task and not an input, or sex would be easy.
 */
import { taskId } from '../experiment/experiment.ts';
import { createRng } from '../math/rng.ts';
import { dealItems, standardiseColumns, tableSplits } from './draw.ts';
import { readPacked } from './packedFile.ts';
import type { ScenarioSpec } from './scenario.ts';
import { standardiseTask } from './standardise.ts';

const FILE = 'penguins.bin';
const INPUTS = 3;
const MEASURES = 4;
const SPECIES = taskId('species');
const SEX = taskId('sex');
const MASS = taskId('mass');
/** 200, 34 and 99 of 333 birds; up to 233 train, where fewer are to validate. */
const SHARES = { train: 0.6, validation: 0.1021 };

export const penguins: ScenarioSpec = {
  id: 'penguins',
  domain: 'tabular',
  source: {
    kind: 'real',
    attribution: 'Palmer penguins, A. Horst, A. Hill, K. Gorman; via npm vega-datasets 3.2.1',
    licence: 'CC0 1.0',
  },
  fields: [],
  sizes: { train: 200, validation: 34, test: 99 },
  maxSizes: { train: 233, validation: 34, test: 99 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'vector', shape: [INPUTS] }],
    tasks: [
      { id: SPECIES, kind: 'multiclass', classes: 3 },
      { id: SEX, kind: 'binary' },
      { id: MASS, kind: 'regression' },
    ],
  }),
  async load(_options, sizes, seed, assets) {
    const file = readPacked(FILE, await assets.read(FILE));
    const measures = file.array('measures');
    const count = measures.length / MEASURES;
    const x = Float32Array.from({ length: count * INPUTS }, (_, i) => {
      const row = Math.floor(i / INPUTS);
      return measures[row * MEASURES + (i % INPUTS)] as number;
    });
    const mass = Float32Array.from({ length: count }, (_, row) => measures[row * MEASURES + INPUTS] as number);
    const pools = dealItems(count, SHARES, createRng(seed, 'penguins/split'), sizes.train);
    standardiseColumns(x, INPUTS, pools.train);
    const dataset = tableSplits(pools, sizes, {
      inputs: { x: [x, INPUTS] },
      labels: { [SPECIES]: [file.array('species'), 1], [SEX]: [file.array('sex'), 1], [MASS]: [mass, 1] },
    });
    standardiseTask(dataset, MASS);
    return dataset;
  },
};
