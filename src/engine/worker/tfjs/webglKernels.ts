/**
 * How the webgl backend is set for a step of a given size, and our programs in the place of stock ones (tfjs 4.22). Where a
 * small network's time goes into the number of draws, a third of the stock ones only turn textures from one layout (a
 * number a texel) into the other (2 x 2 a texel) and back: there everything is in the first layout. Where arithmetic
 * counts, everything is in the second.
 */
import { env } from '@tensorflow/tfjs-core';
import { registerFusedUpdate } from './fusedUpdate.ts';
import { registerConvolution } from './webglConvolution.ts';
import { registerPooling } from './webglPooling.ts';
import { registerProducts } from './webglProducts.ts';
import { registerRows } from './webglRows.ts';
import { registerSlopes } from './webglSlopes.ts';
import { uploadDirectly } from './webglUpload.ts';

/** Which of tfjs's operations work on 2 x 2 texels. Each flag is worked out once by tfjs, so all are set. */
const PACKING = [
  '',
  '_NORMALIZATION',
  '_CLIP',
  '_BINARY_OPERATIONS',
  '_UNARY_OPERATIONS',
  '_ARRAY_OPERATIONS',
  '_REDUCE',
];

/**
 * Layout and shaders for a step of that size. Shapes as uniforms let one program serve all sizes of a layer, so that a
 * changed small model need not compile them all again; they cost large ones half their speed on a software renderer.
 */
export function suitWebgl(large: boolean): void {
  for (const name of PACKING) env().set(`WEBGL_PACK${name}`, large);
  // What a large product leaves packed in a small network is read by the optimiser as it is.
  env().set('WEBGL_LAZILY_UNPACK', true);
  env().set('WEBGL_USE_SHAPES_UNIFORMS', !large);
}

let registered = false;

/** Call once webgl is the backend in use; later calls do nothing. */
export function registerWebglKernels(): void {
  if (registered) return;
  registered = true;
  registerFusedUpdate();
  registerSlopes();
  registerRows();
  registerConvolution();
  registerPooling();
  registerProducts();
  uploadDirectly();
}
