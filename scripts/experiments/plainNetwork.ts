/**
 * A second opinion: tanh networks trained by plain loops in float64, full batch, with nothing of the engine but the
 * data. It shows which differences from the reference numbers are the recipe's (initial values, decay of biases) and
 * not the engine's. Hard sharing of one trunk by all tasks; separate networks are this with one task each.
 */
import { createRng, type Rng } from '../../src/core/math/rng.ts';

/**
 * 'glorot': ours, biases 0. 'fanIn': U(+-1/sqrt(fan in)) for kernels and biases, a common library's default.
 * 'lecun': normal with variance 1 / fan in, biases 0, as networks written by hand often have it.
 */
export type Start = 'glorot' | 'fanIn' | 'lecun';
export interface Recipe {
  readonly start: Start;
  readonly learningRate: number;
  /** Decoupled, times the learning rate. */
  readonly weightDecay: number;
  /** Whether biases decay too. */
  readonly decayBiases: boolean;
  /** Penalty l2 / 2 * sum of squared kernels. */
  readonly l2?: number;
  readonly epsilon: number;
  readonly steps: number;
  readonly seed: number;
  /** Weights of the tasks' losses from the lengths of their gradients at the trunk. Absent: 1 each. */
  weigh?(norms: readonly number[]): readonly number[];
  /** Heads take their own loss as it is, not the weighted one. */
  readonly plainHeads?: boolean;
}
export interface Rows {
  /** [rows, width] */
  readonly x: Float64Array;
  readonly width: number;
  /** Per task [rows]; NaN = no label. */
  readonly labels: readonly Float64Array[];
  readonly kind: 'regression' | 'binary';
}
interface Layer {
  readonly from: number;
  readonly to: number;
  readonly kernel: Float64Array;
  readonly bias: Float64Array;
  readonly kernelSlope: Float64Array;
  readonly biasSlope: Float64Array;
  readonly tanh: boolean;
}

function makeLayer(from: number, to: number, tanh: boolean, start: Start, rng: Rng): Layer {
  const limit = start === 'glorot' ? Math.sqrt(6 / (from + to)) : 1 / Math.sqrt(from);
  const draw = (): number => (start === 'lecun' ? rng.normal() : 2 * rng.uniform() - 1) * limit;
  const kernel = Float64Array.from({ length: from * to }, draw);
  const bias = Float64Array.from({ length: to }, () => (start === 'fanIn' ? draw() : 0));
  return {
    from,
    to,
    kernel,
    bias,
    kernelSlope: new Float64Array(from * to),
    biasSlope: new Float64Array(to),
    tanh,
  };
}

/** out [rows, to] */
function forward({ from, to, kernel, bias, tanh }: Layer, x: Float64Array, rows: number): Float64Array {
  const out = new Float64Array(rows * to);
  for (let row = 0; row < rows; row += 1) {
    const at = row * to;
    for (let j = 0; j < to; j += 1) out[at + j] = bias[j] as number;
    for (let i = 0; i < from; i += 1) {
      const value = x[row * from + i] as number;
      const base = i * to;
      for (let j = 0; j < to; j += 1) out[at + j] = (out[at + j] as number) + value * (kernel[base + j] as number);
    }
    if (tanh) for (let j = 0; j < to; j += 1) out[at + j] = Math.tanh(out[at + j] as number);
  }
  return out;
}

/** Adds to the slopes; `dOut` [rows, to] is used up. Returns the slope at the input. */
function backward(layer: Layer, x: Float64Array, out: Float64Array, dOut: Float64Array, rows: number): Float64Array {
  const { from, to, kernel, kernelSlope, biasSlope, tanh } = layer;
  const dIn = new Float64Array(rows * from);
  for (let row = 0; row < rows; row += 1) {
    const at = row * to;
    for (let j = 0; j < to; j += 1) {
      const y = out[at + j] as number;
      if (tanh) dOut[at + j] = (dOut[at + j] as number) * (1 - y * y);
      biasSlope[j] = (biasSlope[j] as number) + (dOut[at + j] as number);
    }
    for (let i = 0; i < from; i += 1) {
      const value = x[row * from + i] as number;
      const base = i * to;
      let sum = 0;
      for (let j = 0; j < to; j += 1) {
        const slope = dOut[at + j] as number;
        kernelSlope[base + j] = (kernelSlope[base + j] as number) + value * slope;
        sum += slope * (kernel[base + j] as number);
      }
      dIn[row * from + i] = sum;
    }
  }
  return dIn;
}

/** Slope of the mean loss at the outputs of one task; rows without a label have none. */
function lossSlope(kind: Rows['kind'], out: Float64Array, labels: Float64Array): Float64Array {
  const known = labels.reduce((sum, y) => sum + (Number.isNaN(y) ? 0 : 1), 0);
  return out.map((value, row) => {
    const y = labels[row] as number;
    if (Number.isNaN(y)) return 0;
    return (kind === 'binary' ? 1 / (1 + Math.exp(-value)) - y : 2 * (value - y)) / known;
  });
}

function scale(arrays: readonly Float64Array[], factor: number): void {
  for (const values of arrays) for (let i = 0; i < values.length; i += 1) values[i] = factor * (values[i] as number);
}

const BETA1 = 0.9;
const BETA2 = 0.999;

/** Trains on all tasks of `train` at once and gives the outputs of every task on `test` [tasks][rows]. */
export function trainPlain(
  train: Rows,
  test: Rows,
  trunk: readonly number[],
  tower: readonly number[],
  recipe: Recipe,
): Float64Array[] {
  const { start, seed, steps, learningRate, weightDecay, decayBiases, epsilon, l2 = 0 } = recipe;
  const rng = createRng(seed, 'plain network');
  const chain = (widths: readonly number[], from: number): Layer[] =>
    widths.map((to, i) => makeLayer(i === 0 ? from : (widths[i - 1] as number), to, true, start, rng));
  const shared = chain(trunk, train.width);
  const wide = trunk.at(-1) ?? train.width;
  const own = train.labels.map(() => [...chain(tower, wide), makeLayer(tower.at(-1) ?? wide, 1, false, start, rng)]);
  const layers = [...shared, ...own.flat()];
  const moments = layers.flatMap((layer) => [
    {
      values: layer.kernel,
      slopes: layer.kernelSlope,
      decay: weightDecay,
      l2,
      m: layer.kernel.slice().fill(0),
      v: layer.kernel.slice().fill(0),
    },
    {
      values: layer.bias,
      slopes: layer.biasSlope,
      decay: decayBiases ? weightDecay : 0,
      l2: 0,
      m: layer.bias.slice().fill(0),
      v: layer.bias.slice().fill(0),
    },
  ]);
  const through = (list: readonly Layer[], x: Float64Array, rows: number): Float64Array[] => {
    const outs: Float64Array[] = [x];
    for (const layer of list) outs.push(forward(layer, outs.at(-1) as Float64Array, rows));
    return outs;
  };
  const back = (
    list: readonly Layer[],
    outs: readonly Float64Array[],
    slope: Float64Array,
    rows: number,
  ): Float64Array => {
    let held = slope;
    for (let i = list.length - 1; i >= 0; i -= 1) {
      held = backward(list[i] as Layer, outs[i] as Float64Array, outs[i + 1] as Float64Array, held, rows);
    }
    return held;
  };
  const rows = train.x.length / train.width;
  for (let step = 1; step <= steps; step += 1) {
    for (const { slopes } of moments) slopes.fill(0);
    const base = through(shared, train.x, rows);
    const top = base.at(-1) as Float64Array;
    /** Length of one task's gradient at the trunk's parameters, which are left without slopes again. */
    const trunkNorm = (slope: Float64Array): number => {
      back(shared, base, slope.slice(), rows);
      const slopes = shared.flatMap(({ kernelSlope, biasSlope }) => [kernelSlope, biasSlope]);
      const square = slopes.reduce((total, each) => each.reduce((part, value) => part + value * value, total), 0);
      scale(slopes, 0);
      return Math.sqrt(square);
    };
    const atTop = own.map((list, t) => {
      const outs = through(list, top, rows);
      const slope = lossSlope(train.kind, outs.at(-1) as Float64Array, train.labels[t] as Float64Array);
      return back(list, outs, slope, rows);
    });
    const weights = recipe.weigh?.(atTop.map(trunkNorm)) ?? own.map(() => 1);
    const sum = new Float64Array(top.length);
    for (const [t, slope] of atTop.entries()) {
      const weight = weights[t] as number;
      for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] as number) + weight * (slope[i] as number);
      if (recipe.plainHeads) continue;
      for (const { kernelSlope, biasSlope } of own[t] as Layer[]) scale([kernelSlope, biasSlope], weight);
    }
    back(shared, base, sum, rows);
    const [c1, c2] = [1 - BETA1 ** step, 1 - BETA2 ** step];
    for (const { values, slopes, decay, l2: pull, m, v } of moments) {
      for (let i = 0; i < values.length; i += 1) {
        const g = (slopes[i] as number) + pull * (values[i] as number);
        const mean = BETA1 * (m[i] as number) + (1 - BETA1) * g;
        const square = BETA2 * (v[i] as number) + (1 - BETA2) * g * g;
        m[i] = mean;
        v[i] = square;
        const value = values[i] as number;
        values[i] = value - learningRate * (decay * value + mean / c1 / (Math.sqrt(square / c2) + epsilon));
      }
    }
  }
  const tested = test.x.length / test.width;
  const top = through(shared, test.x, tested).at(-1) as Float64Array;
  return own.map((list) => through(list, top, tested).at(-1) as Float64Array);
}
