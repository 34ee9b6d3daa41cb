/**
 * The kernels of kernels.ts in WebAssembly with 128-bit vectors: four numbers at a time, in float32. A program's buffers
 * lie in one memory of its own, which goes when the program goes. Where vectors or memory are not to be had, the plain
 * loops serve.
 */
import { type Bound, inTurn } from './bound.ts';
import type { Ground, MakeGround } from './ground.ts';
import { type Kernels, plainKernels } from './kernels.ts';
import { FUNCTIONS } from './simdFunctions.ts';
import { LOOPS, type SIDES } from './simdLoops.ts';
import { MULTIPLY } from './simdProduct.ts';
import { ROW_LOOPS } from './simdRows.ts';
import { assemble, VECTOR } from './wasmText.ts';

const PAGE = 65_536;
/** Larger programs are not what this executor is for. */
const MOST_BYTES = 256 * 2 ** 20;

/** `undefined` where the browser has no vectors. */
let compiled: WebAssembly.Module | undefined | 'untried' = 'untried';
function moduleOf(): WebAssembly.Module | undefined {
  if (compiled !== 'untried') return compiled;
  try {
    compiled = new WebAssembly.Module(assemble([MULTIPLY, ...FUNCTIONS, ...LOOPS, ...ROW_LOOPS]));
  } catch {
    compiled = undefined;
  }
  return compiled;
}

/** Whether programs run on compiled loops here. */
export const hasVectors = (): boolean => moduleOf() !== undefined;

/** Kernels over whole buffers of one length. */
type Elementwise =
  | 'tanh'
  | 'tanhBack'
  | 'sigmoid'
  | 'sigmoidBack'
  | 'softplus'
  | 'softplusBack'
  | 'relu'
  | 'reluBack'
  | 'accumulate'
  | 'deduct'
  | 'clear';
type Pairwise = 'add' | 'sub' | 'mul' | 'mulBack';
type Compiled =
  | Elementwise
  | `${Pairwise}${(typeof SIDES)[number]}`
  | 'multiply'
  | 'layOut'
  | 'sumRuns'
  | 'sumRunsBack'
  | 'addRow'
  | 'addColumns'
  | 'dot'
  | 'weighRows';
type Exports = Readonly<Record<Compiled, (...values: number[]) => void>>;
const roundUp = (bytes: number, unit: number): number => Math.ceil(bytes / unit) * unit;

/** Buffers in a memory of their own, and the kernels over it. */
export const compiledGround: MakeGround = ({ buffers, gradients, scratch }) => {
  const module = moduleOf();
  const bytesOf = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + roundUp(4 * size, VECTOR), 0);
  const gradientsFrom = bytesOf([scratch, ...buffers]);
  const bytes = gradientsFrom + bytesOf(gradients);
  if (!module || bytes > MOST_BYTES) return undefined;
  let memory: WebAssembly.Memory;
  try {
    memory = new WebAssembly.Memory({ initial: Math.max(1, roundUp(bytes, PAGE) / PAGE) });
  } catch {
    return undefined;
  }
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const free = { values: 0, gradients: gradientsFrom };
  const allocate = (size: number, gradient = false): Float32Array => {
    const kind = gradient ? 'gradients' : 'values';
    const view = new Float32Array(memory.buffer, free[kind], size);
    free[kind] += roundUp(4 * size, VECTOR);
    return view;
  };
  const room = allocate(scratch);
  return {
    allocate,
    kernels: kernelsOver(memory.buffer, exports as unknown as Exports, room),
    runs: true,
  } satisfies Ground;
};

/** A kernel with its arguments, so that several may become one (chain.ts). */
function bind(kernel: (...values: number[]) => void, ...values: readonly number[]): Bound {
  return Object.assign(() => kernel(...values), { calls: [{ kernel, values }] });
}

function kernelsOver(buffer: ArrayBufferLike, compiled: Exports, room: Float32Array): Kernels {
  // What a plain loop laid out lies on the heap.
  const inside = (...all: readonly Float32Array[]): boolean => all.every((x) => x.buffer === buffer);
  const endOf = (x: Float32Array): number => x.byteOffset + 4 * x.length;
  /** Over whole vectors of buffers of one length, which are padded. */
  const elementwise =
    <Name extends Elementwise>(name: Name) =>
    (...buffers: Parameters<Kernels[Name]>): Bound => {
      const all = buffers as unknown as readonly Float32Array[];
      if (!inside(...all)) return (plainKernels[name] as (...each: readonly Float32Array[]) => Bound)(...all);
      return bind(compiled[name], ...all.map((x) => x.byteOffset), endOf(all.at(-1) as Float32Array));
    };
  /** The same for two and a third, where one of the two may be a single number. */
  const pairwise = (name: Pairwise, a: Float32Array, b: Float32Array, out: Float32Array): Bound => {
    const sides = a.length === b.length ? 'Both' : a.length === 1 ? 'OneFirst' : 'OneSecond';
    return bind(compiled[`${name}${sides}`], a.byteOffset, b.byteOffset, out.byteOffset, endOf(out));
  };
  const binary =
    (name: 'add' | 'sub' | 'mul') =>
    (a: Float32Array, b: Float32Array, out: Float32Array): Bound =>
      inside(a, b, out) ? pairwise(name, a, b, out) : plainKernels[name](a, b, out);
  return {
    product(dims, a, aAt, b, bAt, c, at, adds) {
      const [m, n, k] = dims;
      if (!inside(a, b, c)) return plainKernels.product(dims, a, aAt, b, bAt, c, at, adds);
      const places = [a.byteOffset + 4 * aAt.start, 4 * aAt.row, 4 * aAt.column] as const;
      const [from, to, mode] = [b.byteOffset + 4 * bAt.start, c.byteOffset + 4 * at, adds ? 1 : 0];
      if (bAt.column === 1 || n === 1) return bind(compiled.multiply, m, n, k, ...places, from, 4 * bAt.row, to, mode);
      // The product reads four neighbours of a row of b at once: they are laid out first.
      const [begin, end] = [room.byteOffset, room.byteOffset + 4 * k * n];
      const lay = bind(compiled.layOut, from, 4 * bAt.row, 4 * bAt.column, begin, end, n);
      return inTurn(lay, bind(compiled.multiply, m, n, k, ...places, begin, 4 * n, to, mode)) as Bound;
    },
    tanh: elementwise('tanh'),
    tanhBack: elementwise('tanhBack'),
    sigmoid: elementwise('sigmoid'),
    sigmoidBack: elementwise('sigmoidBack'),
    softplus: elementwise('softplus'),
    softplusBack: elementwise('softplusBack'),
    relu: elementwise('relu'),
    reluBack: elementwise('reluBack'),
    accumulate: elementwise('accumulate'),
    deduct: elementwise('deduct'),
    clear: elementwise('clear'),
    add: binary('add'),
    sub: binary('sub'),
    mul: binary('mul'),
    mulBack: (b, dy, dx) => (inside(b, dy, dx) ? pairwise('mulBack', dy, b, dx) : plainKernels.mulBack(b, dy, dx)),
    sumRuns(x, out, divisor) {
      if (!inside(x, out) || out.length === 0) return plainKernels.sumRuns(x, out, divisor);
      const run = (4 * x.length) / out.length;
      return bind(compiled.sumRuns, x.byteOffset, out.byteOffset, endOf(out), run, divisor);
    },
    sumRunsBack(dy, dx, divisor) {
      if (!inside(dy, dx) || dy.length === 0) return plainKernels.sumRunsBack(dy, dx, divisor);
      const run = (4 * dx.length) / dy.length;
      return bind(compiled.sumRunsBack, dy.byteOffset, dx.byteOffset, endOf(dy), run, divisor);
    },
    addRow(a, b, out) {
      if (!inside(a, b, out)) return plainKernels.addRow(a, b, out);
      return bind(compiled.addRow, a.byteOffset, b.byteOffset, out.byteOffset, endOf(out), b.length);
    },
    addColumns(x, total) {
      if (!inside(x, total)) return plainKernels.addColumns(x, total);
      return bind(compiled.addColumns, x.byteOffset, total.byteOffset, endOf(x), total.length);
    },
    dot(a, b, product) {
      if (!inside(a, b) || product.buffer !== buffer) return plainKernels.dot(a, b, product);
      return bind(compiled.dot, a.byteOffset, endOf(a), b.byteOffset, product.byteOffset);
    },
    weighRows(rows, weights, out) {
      if (!inside(rows, out) || weights.buffer !== buffer) return plainKernels.weighRows(rows, weights, out);
      const end = weights.byteOffset + weights.byteLength;
      return bind(
        compiled.weighRows,
        rows.byteOffset,
        4 * out.length,
        end,
        weights.byteOffset,
        out.byteOffset,
        endOf(out),
      );
    },
    reserve: () => undefined,
  };
}
