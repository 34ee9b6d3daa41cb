/** The registry of layers, in the order of the palette. A new layer is one file and one line here. */
import { createRegistry } from '../registry.ts';
import { add } from './add.ts';
import { concatenate } from './concatenate.ts';
import { conv1d } from './conv1d.ts';
import { conv2d } from './conv2d.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import { embedding } from './embedding.ts';
import { flatten } from './flatten.ts';
import { globalAveragePool } from './globalAveragePool.ts';
import { head } from './head.ts';
import { input } from './input.ts';
import type { LayerSpec } from './layer.ts';
import { maxPool } from './maxPool.ts';
import { multiply } from './multiply.ts';
import { stopGradient } from './stopGradient.ts';
import { upsample } from './upsample.ts';

export const layers = createRegistry<LayerSpec>('layer', (layer) => layer.kind, [
  input,
  dense,
  conv2d,
  conv1d,
  maxPool,
  upsample,
  flatten,
  globalAveragePool,
  dropout,
  embedding,
  concatenate,
  add,
  multiply,
  stopGradient,
  head,
]);
