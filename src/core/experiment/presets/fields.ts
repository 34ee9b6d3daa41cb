/**
 * One preset for each field in which multi-task learning is used: one network per task beside one shared trunk of the
 * same size, linear heads, equal weights, nothing tuned. `npm run scenarios` trains them over seeds and prints the
 * figures that docs/measurements.md quotes.
 */
import type { Options } from '../../fields.ts';
import { arm as armData } from '../../scenarios/arm.ts';
import { credit as creditData } from '../../scenarios/credit.ts';
import { driving as drivingData } from '../../scenarios/driving.ts';
import { miniQa as miniQaData } from '../../scenarios/miniQa.ts';
import { prices as pricesData } from '../../scenarios/prices.ts';
import { recommendation as recommendationData } from '../../scenarios/recommendation.ts';
import { synthesis as synthesisData } from '../../scenarios/synthesis.ts';
import { vowels as vowelsData } from '../../scenarios/vowels.ts';
import { dense, type LayerDraft } from './build.ts';
import { pairPreset } from './pair.ts';

const relu = (...units: number[]): LayerDraft[] => units.map((count) => dense(count, 'relu'));
const FLAT: LayerDraft = { kind: 'flatten' };
const embedding = (dimension: number, options: Options = {}): LayerDraft => ({
  kind: 'embedding',
  options: { dimension, ...options },
});
const input = (name: string, lane: number): LayerDraft => ({
  kind: 'input',
  options: name === 'x' ? {} : { input: name },
  lane,
});

/** 3,200 rows of 512 numbers. */
export const vowels = pairPreset({
  id: 'vowels',
  title: 'What a voice says, and whose it is',
  group: 'speech',
  scenario: vowelsData.id,
  tasks: ['vowel', 'speaker', 'pitch'],
  trunk: [FLAT, ...relu(48, 32)],
  batchSize: 64,
  epochs: 12,
  learningRate: 0.002,
});
export const synthesis = pairPreset({
  id: 'synthesis',
  title: 'Speech from its description',
  group: 'speech',
  scenario: synthesisData.id,
  tasks: ['spectrogram', 'loudness'],
  trunk: relu(64, 64),
  batchSize: 32,
  epochs: 20,
  learningRate: 0.002,
});
/** The product of the two embeddings is what matrix factorisation has; the rest is a usual ranking network. */
export const recommendation = pairPreset({
  id: 'recommendation',
  seeds: 5,
  title: 'Clicks, purchases, ratings',
  group: 'recommendation',
  scenario: recommendationData.id,
  tasks: ['click', 'conversion', 'rating'],
  trunk: [
    input('user', 0),
    embedding(8),
    { ...FLAT, name: 'user' },
    input('item', 1),
    embedding(8),
    { ...FLAT, name: 'item' },
    { kind: 'multiply', from: ['user', 'item'], lane: 0, name: 'product' },
    { ...input('x', 2), name: 'context' },
    { kind: 'concatenate', from: ['product', 'user', 'item', 'context'], lane: 1 },
    ...relu(48, 32),
  ],
  batchSize: 256,
  epochs: 12,
  learningRate: 0.003,
  optimizer: { kind: 'adamw', weightDecay: 0.01 },
});
export const credit = pairPreset({
  id: 'credit',
  title: 'Default, fraud, loss',
  group: 'finance',
  scenario: creditData.id,
  tasks: ['default', 'fraud', 'severity'],
  trunk: relu(32, 16),
  batchSize: 128,
  epochs: 10,
  learningRate: 0.003,
});
export const prices = pairPreset({
  id: 'prices',
  title: 'Direction and roughness of a price',
  group: 'finance',
  scenario: pricesData.id,
  tasks: ['direction', 'volatility', 'rough'],
  trunk: [FLAT, ...relu(16)],
  batchSize: 64,
  epochs: 8,
  learningRate: 0.001,
  optimizer: { kind: 'adamw', weightDecay: 0.1 },
});
export const driving = pairPreset({
  id: 'driving',
  title: 'Steer, speed, collision',
  group: 'driving',
  scenario: drivingData.id,
  tasks: ['steer', 'speed', 'collision'],
  trunk: relu(64, 64),
  batchSize: 64,
  epochs: 15,
  learningRate: 0.002,
});
export const arm = pairPreset({
  id: 'arm',
  title: 'Where the joints stand, and what they touch',
  group: 'robots',
  scenario: armData.id,
  tasks: ['shoulder', 'elbow', 'touch'],
  trunk: relu(64, 64),
  batchSize: 64,
  epochs: 30,
  learningRate: 0.003,
});
export const miniQa = pairPreset({
  id: 'mini-qa',
  seeds: 5,
  title: 'Answer and reason',
  group: 'language',
  scenario: miniQaData.id,
  tasks: ['answer', 'support', 'moved'],
  trunk: [embedding(12, { spread: 1.7 }), FLAT, ...relu(96, 64)],
  batchSize: 64,
  epochs: 15,
  learningRate: 0.003,
});
