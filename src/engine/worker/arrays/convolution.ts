/**
 * Convolution and max-pooling by plain loops, channels last; along one axis as a product of windows laid side by side with
 * the kernel, which is compiled. A largest number that occurs twice in a window sends its gradient to the first, as on
 * the other executors.
 */
import type { Padding, TensorRef } from '../../../core/ops.ts';
import { arrayOf, type Make, valuesOf } from './arrayTensor.ts';
import type { Kernels } from './kernels.ts';
import { matMul } from './products.ts';
import { reshape } from './rearrange.ts';

type Shape4 = readonly [number, number, number, number];
interface Windows {
  readonly places: number;
  /** Zeros before the first number. */
  readonly before: number;
}
function windowsOf(length: number, size: number, stride: number, padding: Padding): Windows {
  if (padding === 'valid') return { places: Math.max(0, Math.floor((length - size) / stride) + 1), before: 0 };
  const places = Math.ceil(length / stride);
  return { places, before: Math.floor(Math.max(0, (places - 1) * stride + size - length) / 2) };
}

/** Calls `use` with the places of an input pixel, a filter tap and an output pixel that belong together. */
function taps(
  [batch, height, width, channels]: Shape4,
  [tall, wide, , filters]: Shape4,
  stride: number,
  rows: Windows,
  columns: Windows,
  use: (x: number, tap: number, y: number) => void,
): void {
  for (let b = 0; b < batch; b += 1) {
    for (let oy = 0; oy < rows.places; oy += 1) {
      for (let ox = 0; ox < columns.places; ox += 1) {
        const y = ((b * rows.places + oy) * columns.places + ox) * filters;
        for (let ky = 0; ky < tall; ky += 1) {
          const iy = oy * stride - rows.before + ky;
          if (iy < 0 || iy >= height) continue;
          for (let kx = 0; kx < wide; kx += 1) {
            const ix = ox * stride - columns.before + kx;
            if (ix < 0 || ix >= width) continue;
            use(((b * height + iy) * width + ix) * channels, (ky * wide + kx) * channels * filters, y);
          }
        }
      }
    }
  }
}

export function conv2d(make: Make, x: TensorRef, kernel: TensorRef, stride: number, padding: Padding): TensorRef {
  const [shape, filter] = [x.shape as Shape4, kernel.shape as Shape4];
  const rows = windowsOf(shape[1], filter[0], stride, padding);
  const columns = windowsOf(shape[2], filter[1], stride, padding);
  const [channels, filters] = [filter[2], filter[3]];
  const [image, weights] = [valuesOf(x), valuesOf(kernel)];
  return make(
    [arrayOf(x), arrayOf(kernel)],
    [shape[0], rows.places, columns.places, filters],
    (out) => () => {
      out.fill(0);
      taps(shape, filter, stride, rows, columns, (at, tap, y) => {
        for (let c = 0; c < channels; c += 1) {
          const value = image[at + c] as number;
          const w = tap + c * filters;
          for (let f = 0; f < filters; f += 1) out[y + f] = (out[y + f] as number) + value * (weights[w + f] as number);
        }
      });
    },
    (dy, [dx, dw]) =>
      () =>
        taps(shape, filter, stride, rows, columns, (at, tap, y) => {
          for (let c = 0; c < channels; c += 1) {
            const w = tap + c * filters;
            const value = image[at + c] as number;
            let sum = 0;
            for (let f = 0; f < filters; f += 1) {
              const slope = dy[y + f] as number;
              sum += slope * (weights[w + f] as number);
              if (dw) dw[w + f] = (dw[w + f] as number) + slope * value;
            }
            if (dx) dx[at + c] = (dx[at + c] as number) + sum;
          }
        }),
  );
}

/** The windows of x [B, L, C] side by side, [B * places, size * C]; zeros beyond the ends. */
function windowRows(make: Make, x: TensorRef, size: number, stride: number, { places, before }: Windows): TensorRef {
  const [batch, length, channels] = x.shape as readonly [number, number, number];
  const values = valuesOf(x);
  const width = size * channels;
  /** Calls with where each stretch of numbers that lies in x starts there and in the rows, and how long it is. */
  const stretches = (use: (at: number, place: number, count: number) => void): void => {
    for (let b = 0; b < batch; b += 1) {
      for (let p = 0; p < places; p += 1) {
        const first = p * stride - before;
        const from = Math.max(0, first);
        const count = Math.min(length, first + size) - from;
        if (count > 0)
          use((b * length + from) * channels, (b * places + p) * width + (from - first) * channels, count * channels);
      }
    }
  };
  return make(
    [arrayOf(x)],
    [batch * places, width],
    (out) => () => {
      out.fill(0);
      stretches((at, place, count) => {
        for (let i = 0; i < count; i += 1) out[place + i] = values[at + i] as number;
      });
    },
    (dy, [dx]) =>
      dx &&
      (() =>
        stretches((at, place, count) => {
          for (let i = 0; i < count; i += 1) dx[at + i] = (dx[at + i] as number) + (dy[place + i] as number);
        })),
  );
}

/** x [B, L, C], kernel [k, C, K] */
export function conv1d(
  make: Make,
  kernels: Kernels,
  x: TensorRef,
  kernel: TensorRef,
  stride: number,
  padding: Padding,
): TensorRef {
  const [batch = 0, length = 0, channels = 0] = x.shape;
  const [size = 0, , filters = 0] = kernel.shape;
  const windows = windowsOf(length, size, stride, padding);
  const alone = size === 1 && stride === 1;
  const rows = alone ? reshape(x, [batch * length, channels]) : windowRows(make, x, size, stride, windows);
  const product = matMul(make, kernels, rows, reshape(kernel, [size * channels, filters]), false, false);
  return reshape(product, [batch, windows.places, filters]);
}

export function maxPool2d(make: Make, x: TensorRef, size: number, stride: number): TensorRef {
  const [batch, height, width, channels] = x.shape as Shape4;
  const rows = windowsOf(height, size, stride, 'valid');
  const columns = windowsOf(width, size, stride, 'valid');
  const image = valuesOf(x);
  const shape = [batch, rows.places, columns.places, channels];
  const chosen = new Int32Array(batch * rows.places * columns.places * channels);
  return make(
    [arrayOf(x)],
    shape,
    (out) => () => {
      let o = 0;
      for (let b = 0; b < batch; b += 1) {
        for (let oy = 0; oy < rows.places; oy += 1) {
          for (let ox = 0; ox < columns.places; ox += 1) {
            for (let c = 0; c < channels; c += 1, o += 1) {
              let best = ((b * height + oy * stride) * width + ox * stride) * channels + c;
              for (let ky = 0; ky < size; ky += 1) {
                for (let kx = 0; kx < size; kx += 1) {
                  const at = ((b * height + oy * stride + ky) * width + ox * stride + kx) * channels + c;
                  if ((image[at] as number) > (image[best] as number)) best = at;
                }
              }
              chosen[o] = best;
              out[o] = image[best] as number;
            }
          }
        }
      }
    },
    (dy, [dx]) =>
      dx &&
      (() => {
        for (let o = 0; o < chosen.length; o += 1) {
          const at = chosen[o] as number;
          dx[at] = (dx[at] as number) + (dy[o] as number);
        }
      }),
  );
}
