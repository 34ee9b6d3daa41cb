/**
 * The kernels of kernels.ts in WebAssembly with 128-bit vectors: four numbers at a time, in float32. A program's buffers
 * lie in one memory of its own, which goes when the program goes. Where vectors or memory are not to be had, the plain
 * loops serve.
 */
import type { Ground, MakeGround } from './ground.ts';
import { type Bound, type Kernels, plainKernels, type Strides } from './kernels.ts';
import { FUNCTIONS } from './simdFunctions.ts';
import { LOOPS } from './simdLoops.ts';
import { MULTIPLY } from './simdProduct.ts';
import { assemble, VECTOR } from './wasmText.ts';

const PAGE = 65_536;
/** Larger programs are not what this executor is for. */
const MOST_BYTES = 256 * 2 ** 20;

/** `undefined` where the browser has no vectors. */
let compiled: WebAssembly.Module | undefined | 'untried' = 'untried';
function moduleOf(): WebAssembly.Module | undefined {
  if (compiled !== 'untried') return compiled;
  try {
    compiled = new WebAssembly.Module(assemble([MULTIPLY, ...FUNCTIONS, ...LOOPS]));
  } catch {
    compiled = undefined;
  }
  return compiled;
}

/** Whether programs run on compiled loops here. */
export const hasVectors = (): boolean => moduleOf() !== undefined;

/** Kernels over whole buffers of one length. */
type Elementwise = Exclude<keyof Kernels, 'product' | 'reserve' | 'addRow' | 'addColumns'>;
type Exports = Readonly<Record<keyof Omit<Kernels, 'product' | 'reserve'> | 'multiply', (...values: number[]) => void>>;
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

function kernelsOver(buffer: ArrayBufferLike, compiled: Exports, room: Float32Array): Kernels {
  const { multiply } = compiled;
  /** Rows of b end to end in the scratch room: compiled code reads four neighbours at once. */
  const turned = (b: Float32Array, { start, row, column }: Strides, k: number, n: number): void => {
    for (let l = 0, to = 0; l < k; l += 1) {
      for (let j = 0, from = start + l * row; j < n; j += 1, to += 1, from += column) room[to] = b[from] as number;
    }
  };
  // A constant of the recording lies on the heap.
  const inside = (...all: readonly Float32Array[]): boolean => all.every((x) => x.buffer === buffer);
  const endOf = (x: Float32Array): number => x.byteOffset + 4 * x.length;
  /** Over whole vectors of buffers of one length, which are padded. */
  const elementwise =
    <Name extends Elementwise>(name: Name) =>
    (...buffers: Parameters<Kernels[Name]>): Bound => {
      const all = buffers as unknown as readonly Float32Array[];
      const last = all.at(-1) as Float32Array;
      if (!inside(...all)) return (plainKernels[name] as (...each: readonly Float32Array[]) => Bound)(...all);
      const addresses = [...all.map((x) => x.byteOffset), endOf(last)] as [number, number, number, number];
      const [p, q, r, s] = addresses;
      const run = compiled[name];
      return () => run(p, q, r, s);
    };
  return {
    product(dims, a, aAt, b, bAt, c, at, adds) {
      const [m, n, k] = dims;
      if (!inside(a, b, c)) return plainKernels.product(dims, a, aAt, b, bAt, c, at, adds);
      const contiguous = bAt.column === 1 || n === 1;
      const bStart = contiguous ? b.byteOffset + 4 * bAt.start : room.byteOffset;
      const bRow = contiguous ? 4 * bAt.row : 4 * n;
      const [aStart, to] = [a.byteOffset + 4 * aAt.start, c.byteOffset + 4 * at];
      const [aRow, aColumn, mode] = [4 * aAt.row, 4 * aAt.column, adds ? 1 : 0];
      const run: Bound = () => multiply(m, n, k, aStart, aRow, aColumn, bStart, bRow, to, mode);
      if (contiguous) return run;
      return () => {
        turned(b, bAt, k, n);
        run();
      };
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
    addRow(a, b, out) {
      if (!inside(a, b, out)) return plainKernels.addRow(a, b, out);
      const [p, q, r, end, columns] = [a.byteOffset, b.byteOffset, out.byteOffset, endOf(out), b.length];
      return () => compiled.addRow(p, q, r, end, columns);
    },
    addColumns(x, total) {
      if (!inside(x, total)) return plainKernels.addColumns(x, total);
      const [p, q, end, columns] = [x.byteOffset, total.byteOffset, endOf(x), total.length];
      return () => compiled.addColumns(p, q, end, columns);
    },
    reserve: () => undefined,
  };
}
