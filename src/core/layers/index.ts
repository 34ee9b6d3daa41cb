/** The registry of layers, in the order of the palette. A new layer is one file and one line here. */
import { createRegistry } from '../registry.ts';
import { add } from './add.ts';
import { attentionMask } from './attentionMask.ts';
import { batchNorm } from './batchNorm.ts';
import { branchChoice } from './branchChoice.ts';
import { concatenate } from './concatenate.ts';
import { conv1d } from './conv1d.ts';
import { conv2d } from './conv2d.ts';
import { crossStitch } from './crossStitch.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import { dselectK } from './dselectK.ts';
import { embedding } from './embedding.ts';
import { flatten } from './flatten.ts';
import { gate } from './gate.ts';
import { globalAveragePool } from './globalAveragePool.ts';
import { graphConv } from './graphConv.ts';
import { gru } from './gru.ts';
import { head } from './head.ts';
import { input } from './input.ts';
import type { LayerSpec } from './layer.ts';
import { layerMix } from './layerMix.ts';
import { layerNorm } from './layerNorm.ts';
import { maxPool } from './maxPool.ts';
import { multiply } from './multiply.ts';
import { nddr } from './nddr.ts';
import { productHead } from './productHead.ts';
import { selfAttention } from './selfAttention.ts';
import { sluice } from './sluice.ts';
import { stopGradient } from './stopGradient.ts';
import { taskAttention } from './taskAttention.ts';
import { taskGraph } from './taskGraph.ts';
import { upsample } from './upsample.ts';

export const layers = createRegistry<LayerSpec>('layer', (layer) => layer.kind, [
  input,
  dense,
  conv2d,
  conv1d,
  gru,
  selfAttention,
  graphConv,
  maxPool,
  upsample,
  flatten,
  globalAveragePool,
  dropout,
  batchNorm,
  layerNorm,
  embedding,
  concatenate,
  add,
  multiply,
  crossStitch,
  sluice,
  nddr,
  layerMix,
  gate,
  dselectK,
  branchChoice,
  attentionMask,
  taskAttention,
  taskGraph,
  stopGradient,
  head,
  productHead,
]);
