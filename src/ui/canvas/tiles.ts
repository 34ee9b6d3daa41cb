/**
 * Activations of one example as tiles for painting. Values [1, H, W, C] become C maps [H, W]; [1, L, C] becomes one map
 * with the sequence along x; [1, n] is cut into rows so that every slot is filled evenly.
 */
export interface Tiles {
  readonly values: Float32Array;
  /** [tiles, height, width] */
  readonly shape: readonly [number, number, number];
}

export function activationTiles(values: Float32Array, shape: readonly number[], slots: number): Tiles {
  const [, a = 1, b, c] = shape;
  if (b !== undefined && c !== undefined) return maps(values, a, b, c, slots);
  if (b !== undefined) return sequence(values, a, b, slots);
  return strip(values, a, slots);
}

/** [H, W, C] -> [C, H, W], the first `slots` channels. */
function maps(values: Float32Array, height: number, width: number, channels: number, slots: number): Tiles {
  const count = Math.min(channels, slots);
  const size = height * width;
  const out = new Float32Array(count * size);
  for (let i = 0; i < size; i += 1) {
    for (let c = 0; c < count; c += 1) out[c * size + i] = values[i * channels + c] ?? 0;
  }
  return { values: out, shape: [count, height, width] };
}

/** [L, C] -> one tile per slot, [slots, C, L / slots]: time runs on from tile to tile. */
function sequence(values: Float32Array, length: number, channels: number, slots: number): Tiles {
  const width = Math.max(1, Math.ceil(length / slots));
  const out = new Float32Array(slots * channels * width);
  for (let i = 0; i < length; i += 1) {
    const tile = Math.floor(i / width);
    for (let c = 0; c < channels; c += 1) {
      out[(tile * channels + c) * width + (i % width)] = values[i * channels + c] ?? 0;
    }
  }
  return { values: out, shape: [slots, channels, width] };
}

/** [n] -> a strip of squares: [slots, r, r] read row by row inside each tile, the last ones empty. */
function strip(values: Float32Array, count: number, slots: number): Tiles {
  const side = Math.max(1, Math.ceil(Math.sqrt(count / slots)));
  const tiles = Math.min(slots, Math.ceil(count / (side * side)));
  const out = new Float32Array(tiles * side * side);
  out.set(values.subarray(0, Math.min(count, out.length)));
  return { values: out, shape: [tiles, side, side] };
}
