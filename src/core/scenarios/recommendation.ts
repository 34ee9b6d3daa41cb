/**
 * Recommendation: impressions of 60 items shown to 120 users. Clicked? Bought, given a click? Which rating, given a
 * click? The setting of Ma et al., 'Entire Space Multi-Task Model', SIGIR 2018: purchases and ratings are seen on
 * clicked impressions only, a third of the rows. Departures: conversion is the task given a click (not click times
 * conversion over all impressions, which the option `overall` gives), and the rating is a third task.
 * Taste, a product of hidden traits of user and item (three each), drives all three; the price against the user's budget
 * drives buying alone, the hour clicking alone. So the many clicks teach the traits that the few purchases need.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption, switchOption } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { dot, drawSplits, normals, sigmoid } from './draw.ts';
import type { ScenarioSpec, Split } from './scenario.ts';
import { standardiseTask } from './standardise.ts';

const USERS = 120;
const ITEMS = 60;
const TRAITS = 3;
const GENRES = 5;
/** sin and cos of the hour, device, price, and one place per genre. */
const CONTEXT = 4 + GENRES;
const CLICK = taskId('click');
const BUY = taskId('conversion');
const RATING = taskId('rating');

interface World {
  readonly users: Float64Array;
  readonly items: Float64Array;
  readonly budgets: Float64Array;
  readonly prices: Float64Array;
  readonly quality: Float64Array;
  readonly genres: readonly number[];
}
function drawWorld(rng: Rng): World {
  return {
    users: normals(rng, USERS * TRAITS),
    items: normals(rng, ITEMS * TRAITS),
    budgets: normals(rng, USERS),
    prices: normals(rng, ITEMS),
    quality: normals(rng, ITEMS),
    genres: Array.from({ length: ITEMS }, () => rng.below(GENRES)),
  };
}
interface Impression {
  readonly user: number;
  readonly item: number;
  /** 0..1 of a day. */
  readonly hour: number;
  readonly device: number;
}
/** Log-odds of a click and, after it, of a purchase; and the expected rating. */
export function oddsOf(world: World, { user, item, hour, device }: Impression) {
  const taste = dot(world.users, world.items, TRAITS, user * TRAITS, item * TRAITS) / Math.sqrt(TRAITS);
  const evening = Math.cos(2 * Math.PI * (hour - 0.85));
  const quality = world.quality[item] as number;
  const budget = (world.budgets[user] as number) - (world.prices[item] as number);
  return {
    click: -1.1 + 1.5 * taste + 0.4 * quality + 0.5 * evening + 0.3 * device,
    buy: -1.75 + 1.25 * taste + 0.7 * budget,
    rating: 0.9 * taste + 0.5 * quality,
  };
}

function drawRows(world: World, rows: number, noise: number, overall: boolean, rng: Rng): Split {
  const user = new Float32Array(rows);
  const item = new Float32Array(rows);
  const x = new Float32Array(rows * CONTEXT);
  const labels = { [CLICK]: new Float32Array(rows), [BUY]: new Float32Array(rows), [RATING]: new Float32Array(rows) };
  for (let row = 0; row < rows; row += 1) {
    const shown = { user: rng.below(USERS), item: rng.below(ITEMS), hour: rng.uniform(), device: rng.below(2) };
    const odds = oddsOf(world, shown);
    const clicked = rng.uniform() < sigmoid(odds.click);
    const bought = rng.uniform() < sigmoid(odds.buy);
    const rating = odds.rating + noise * rng.normal();
    user[row] = shown.user;
    item[row] = shown.item;
    const angle = 2 * Math.PI * shown.hour;
    x.set([Math.sin(angle), Math.cos(angle), shown.device, world.prices[shown.item] as number], row * CONTEXT);
    x[row * CONTEXT + 4 + (world.genres[shown.item] as number)] = 1;
    (labels[CLICK] as Float32Array)[row] = clicked ? 1 : 0;
    (labels[BUY] as Float32Array)[row] = clicked ? Number(bought) : overall ? 0 : Number.NaN;
    (labels[RATING] as Float32Array)[row] = clicked ? rating : Number.NaN;
  }
  return { rows, inputs: { x, user, item }, labels };
}

export const recommendation: ScenarioSpec = {
  id: 'recommendation',
  domain: 'recommendation',
  source: { kind: 'generated' },
  fields: [
    { name: 'noise', type: 'number', default: 0.45, min: 0, max: 3, step: 0.05 },
    { name: 'overall', type: 'switch', default: false },
  ],
  sizes: { train: 32_000, validation: 2000, test: 8000 },
  maxSizes: { train: 64_000, validation: 8000, test: 8000 },
  drag: { task: BUY, slider: 'labelled', to: 1000 },
  outline: () => ({
    inputs: [
      { id: 'x', kind: 'vector', shape: [CONTEXT] },
      { id: 'user', kind: 'tokens', shape: [1], vocabulary: USERS },
      { id: 'item', kind: 'tokens', shape: [1], vocabulary: ITEMS },
    ],
    tasks: [
      { id: CLICK, kind: 'binary' },
      { id: BUY, kind: 'binary' },
      { id: RATING, kind: 'regression' },
    ],
  }),
  async load(options, sizes, seed) {
    const world = drawWorld(createRng(seed, 'recommendation/world'));
    const noise = numberOption(options, 'noise');
    const overall = switchOption(options, 'overall');
    const dataset = drawSplits(sizes, seed, 'recommendation', (rows, rng) =>
      drawRows(world, rows, noise, overall, rng),
    );
    standardiseTask(dataset, RATING);
    return dataset;
  },
};
