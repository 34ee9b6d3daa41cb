/**
 * Presets on the data files: pictures, words, voices, tables. As in fields.ts one network per task beside one shared
 * trunk of the same size, unless something else is the point; recipes after the figures that `npm run scenarios` quotes.
 */
import { digitScene as digitSceneData } from '../../scenarios/digitScene.ts';
import { digitsAndClothes as digitsAndClothesData } from '../../scenarios/digitsAndClothes.ts';
import { faces as facesData } from '../../scenarios/faces.ts';
import { glosses as glossesData } from '../../scenarios/glosses.ts';
import { heardAndRead as heardAndReadData } from '../../scenarios/heardAndRead.ts';
import { numberWords as numberWordsData } from '../../scenarios/numberWords.ts';
import { penguins as penguinsData } from '../../scenarios/penguins.ts';
import { spokenDigits as spokenDigitsData } from '../../scenarios/spokenDigits.ts';
import { weather as weatherData } from '../../scenarios/weather.ts';
import { taskId } from '../experiment.ts';
import { buildExperiment, dense, type LayerDraft, type ModelDraft } from './build.ts';
import { pairPreset } from './pair.ts';
import type { PresetSpec } from './preset.ts';

const relu = (...units: number[]): LayerDraft[] => units.map((count) => dense(count, 'relu'));
const conv = (filters: number, options = {}): LayerDraft => ({ kind: 'conv2d', options: { filters, ...options } });
const conv1d = (filters: number, options = {}): LayerDraft => ({
  kind: 'conv1d',
  options: { filters, size: 5, ...options },
});
const POOL: LayerDraft = { kind: 'maxPool' };
const UP: LayerDraft = { kind: 'upsample' };
const FLAT: LayerDraft = { kind: 'flatten' };
const embedding = (dimension: number, spread: number): LayerDraft => ({
  kind: 'embedding',
  options: { dimension, spread },
});

/** 234 birds train in under a second. */
export const penguins = pairPreset({
  id: 'penguins',
  seeds: 10,
  title: 'Species, sex, weight',
  group: 'tabular',
  scenario: penguinsData.id,
  tasks: ['species', 'sex', 'mass'],
  trunk: relu(16, 16),
  batchSize: 16,
  epochs: 60,
  learningRate: 0.005,
});
export const weather = pairPreset({
  id: 'weather',
  title: 'The weather tomorrow',
  group: 'tabular',
  scenario: weatherData.id,
  tasks: ['rain', 'tmax', 'wind', 'city'],
  trunk: relu(32, 16),
  batchSize: 64,
  epochs: 12,
  learningRate: 0.003,
});
/** Spread and learning rate were chosen among nine settings on validation rows of three seeds from 1000. */
export const glosses = pairPreset({
  id: 'glosses',
  title: 'Feeling, part of speech, topic',
  group: 'language',
  scenario: glossesData.id,
  tasks: ['sentiment', 'part', 'topic'],
  trunk: [
    { kind: 'embedding', options: { dimension: 32, spread: 0.2, maskZero: true } },
    { kind: 'globalAveragePool', options: { divide: 'root' } },
    ...relu(48),
    { kind: 'dropout', options: { rate: 0.3 } },
  ],
  batchSize: 64,
  epochs: 8,
  learningRate: 0.001,
});
export const numberWords = pairPreset({
  id: 'number-words',
  title: 'From words to numerals',
  group: 'language',
  scenario: numberWordsData.id,
  tasks: ['language', 'hundreds', 'tens', 'units'],
  trunk: [embedding(12, 1), conv1d(32), conv1d(32, { stride: 4 }), FLAT, ...relu(64)],
  batchSize: 64,
  epochs: 20,
  learningRate: 0.002,
});
/** No pooling before the second convolution: the mouth is two pixels by three. */
const FACE_TRUNK = [conv(16), conv(24), POOL, conv(32), POOL, FLAT, ...relu(48)];
export const faces = pairPreset({
  id: 'faces',
  seeds: 2,
  title: 'Smile, glasses, hat, hair',
  group: 'vision',
  scenario: facesData.id,
  tasks: ['smile', 'glasses', 'hat', 'longHair'],
  trunk: FACE_TRUNK,
  batchSize: 64,
  epochs: 8,
  learningRate: 0.001,
});
/** The smallest feature asks for the largest weight. */
export const facesWeighted: PresetSpec = {
  id: 'faces-weighted',
  seeds: 2,
  group: 'vision',
  build: () =>
    buildExperiment({
      title: 'A smile that is heard',
      scenario: facesData.id,
      models: [1, 4].map((weight): ModelDraft => {
        const balancing = { taskWeights: { [taskId('smile')]: weight } };
        return {
          name: weight === 1 ? 'Equal weights' : 'Smile times 4',
          tasks: ['smile', 'glasses', 'hat', 'longHair'],
          trunk: [...FACE_TRUNK.slice(0, -1), ...relu(64)],
          sharing: 'hard',
          balancing: weight === 1 ? {} : balancing,
        };
      }),
      learningRate: 0.001,
      training: { batchSize: 64, stop: { kind: 'epochs', epochs: 16 } },
    }),
};
/**
 * A new task arrives: the weight of a bird, with 50 labels. Its head reads a trunk that other tasks made and that it may not
 * change (stop gradient). What a bird weighs hangs on species and sex both: a trunk made for the one has let go of the other.
 */
export const newTask: PresetSpec = {
  id: 'new-task',
  group: 'comparison',
  build: () => {
    const all = ['species', 'sex', 'mass'];
    /** Only the makers shape the trunk: the heads of the other tasks read it through a stop of the gradient. */
    const madeBy = (name: string, makers: readonly string[]): ModelDraft => ({
      name,
      tasks: all,
      trunk: relu(16, 16),
      towers: Object.fromEntries(all.map((task) => [task, makers.includes(task) ? [] : [{ kind: 'stopGradient' }]])),
      sharing: 'hard',
    });
    return buildExperiment({
      title: 'A new task arrives',
      scenario: penguinsData.id,
      data: { tasks: { [taskId('mass')]: { labelled: 50 } } },
      models: [
        madeBy('Trunk of one task', ['species']),
        madeBy('Trunk of two tasks', ['species', 'sex']),
        madeBy('Trunk of its own', ['mass']),
      ],
      learningRate: 0.005,
      training: {
        batchSize: 16,
        stop: { kind: 'epochs', epochs: 60 },
        repeats: { count: 10, vary: { data: true, init: true, order: true } },
      },
    });
  },
};
export const digitScene = pairPreset({
  id: 'digit-scene',
  seeds: 2,
  title: 'Which digit, where, which pixels',
  group: 'vision',
  scenario: digitSceneData.id,
  tasks: ['digit', 'box', 'mask'],
  trunk: [conv(12), POOL, conv(24), POOL, conv(32)],
  towers: {
    digit: [conv(32, { stride: 2 }), FLAT, ...relu(48)],
    box: [conv(32, { stride: 2 }), FLAT, ...relu(48)],
    // The last convolution tells apart what the second copy made equal, two by two pixels.
    mask: [conv(16), UP, conv(12), UP, conv(1, { activation: 'linear' })],
  },
  weights: { box: 20, mask: 4 },
  batchSize: 32,
  epochs: 10,
  learningRate: 0.002,
});
/** The network of MultiMNIST on two worlds in one picture. */
export const digitsAndClothes = pairPreset({
  id: 'digits-and-clothes',
  title: 'A digit and a garment',
  group: 'vision',
  scenario: digitsAndClothesData.id,
  tasks: ['digit', 'garment'],
  trunk: [conv(10), POOL, conv(20), POOL, FLAT, ...relu(50)],
  batchSize: 64,
  epochs: 8,
  learningRate: 0.001,
});
export const spokenDigits = pairPreset({
  id: 'spoken-digits',
  title: 'What is said, and who says it',
  group: 'speech',
  scenario: spokenDigitsData.id,
  tasks: ['word', 'speaker'],
  trunk: [conv(12), POOL, conv(24), POOL, FLAT, ...relu(64)],
  batchSize: 64,
  epochs: 8,
  learningRate: 0.001,
});
/**
 * Towers of their own for ear and eye, one middle: its twins are one layer at an infinite strength. The tasks take turns, as
 * they share no rows: every step trains one of them on its half of the batch.
 */
export const heardAndRead: PresetSpec = {
  id: 'heard-and-read',
  group: 'speech',
  seeds: 3,
  build: () => {
    const common = {
      tasks: ['heard', 'read'],
      stems: {
        heard: [{ kind: 'input' }, conv(12), POOL, conv(16), POOL, FLAT, ...relu(48)],
        read: [
          { kind: 'input', options: { input: 'text' } },
          embedding(12, 1),
          conv1d(32),
          conv1d(32, { stride: 4 }),
          FLAT,
          ...relu(48),
        ],
      },
      trunk: relu(32),
      tieHeads: true,
      balancing: { method: 'alternating' },
    };
    return buildExperiment({
      title: 'Heard or read, one meaning',
      scenario: heardAndReadData.id,
      models: [
        { ...common, name: 'Shared middle', sharing: { tied: 'infinite' } },
        { ...common, name: 'One network each', tieHeads: false, sharing: 'separate' },
      ],
      learningRate: 0.002,
      training: {
        batchSize: 64,
        stop: { kind: 'epochs', epochs: 25 },
        repeats: { count: 3, vary: { data: true, init: true, order: true } },
      },
    });
  },
};
