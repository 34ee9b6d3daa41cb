/**
 * The kernels of kernels.ts in WebAssembly with 128-bit vectors: four numbers at a time, in float32. A program's buffers
 * lie in one memory of its own, which goes when the program goes. tanh after the Cephes library (Moshier, 1992: tanhf
 * and expf), good to 2 units of the last place. Where vectors or memory are not to be had, the plain loops serve.
 */
import type { Ground, MakeGround } from './ground.ts';
import { type Bound, type Kernels, plainKernels, type Strides } from './kernels.ts';
import {
  abs4,
  add4,
  addInt4,
  and4,
  assemble,
  type Code,
  div4,
  either,
  F32,
  f32,
  f32add,
  f32mul,
  f32x4,
  get,
  I32,
  i32,
  i32add,
  i32le,
  i32lt,
  i32mul,
  i32x4,
  less4,
  load,
  load4,
  loopWhile,
  min4,
  mul4,
  nearest4,
  or4,
  select4,
  set,
  shiftLeft4,
  spread4,
  store,
  store4,
  sub4,
  truncate4,
  V128,
  type WasmFunction,
} from './wasmText.ts';

const PAGE = 65_536;
/** Larger programs are not what this executor is for. */
const MOST_BYTES = 256 * 2 ** 20;
const VECTOR = 16;

// multiply(m, n, k, a, aRow, aColumn, b, bRow, c, adds): addresses and strides in bytes; rows of b and c are contiguous.
const [M, N, K, A, A_ROW, A_COLUMN, B, B_ROW, C, ADDS] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const [I, J, L, Q, TO] = [10, 11, 12, 13, 14] as const;
const ROW_AT = 15;
const SUM = 19;
const COLUMN = 27;
const PART = 31;
const ROWS = 4;

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const ahead = (local: number, by: Code): Code => set(local, i32add(get(local), by));

/** Sums of `rows` x `columns` vectors (or single numbers) over k, from row I and column J on. */
function tile(rows: number, columns: number, wide: boolean): Code {
  const sum = (r: number, v: number): number => (wide ? SUM : PART) + r * columns + v;
  const step = wide ? VECTOR : 4;
  const place = (r: number): Code => i32add(get(TO), i32mul(i32(r * 4), get(N)));
  return [
    range(rows).map((r) => set(ROW_AT + r, i32add(get(A), i32mul(i32add(get(I), i32(r)), get(A_ROW))))),
    set(Q, i32add(get(B), i32mul(get(J), i32(4)))),
    set(TO, i32add(get(C), i32mul(i32add(i32mul(get(I), get(N)), get(J)), i32(4)))),
    range(rows).flatMap((r) => range(columns).map((v) => set(sum(r, v), wide ? f32x4(0) : f32(0)))),
    set(L, i32(0)),
    loopWhile(i32lt(get(L), get(K)), [
      range(columns).map((v) => (wide ? set(COLUMN + v, load4(get(Q), v * VECTOR)) : [])),
      range(rows).flatMap((r) =>
        range(columns).map((v) =>
          wide
            ? set(sum(r, v), add4(get(sum(r, v)), mul4(spread4(get(ROW_AT + r)), get(COLUMN + v))))
            : set(sum(r, v), f32add(get(sum(r, v)), f32mul(load(get(ROW_AT + r)), load(get(Q))))),
        ),
      ),
      range(rows).map((r) => ahead(ROW_AT + r, get(A_COLUMN))),
      ahead(Q, get(B_ROW)),
      ahead(L, i32(1)),
    ]),
    range(rows).flatMap((r) =>
      range(columns).map((v) => {
        const old = wide ? load4(place(r), v * step) : load(place(r), v * step);
        const both = wide ? add4(old, get(sum(r, v))) : f32add(old, get(sum(r, v)));
        const put = (value: Code): Code =>
          wide ? store4(place(r), value, v * step) : store(place(r), value, v * step);
        return either(get(ADDS), put(both), put(get(sum(r, v))));
      }),
    ),
  ];
}
/** All columns of `rows` rows: two vectors at a time, then one, then single numbers. */
const acrossColumns = (rows: number): Code => [
  set(J, i32(0)),
  [
    [8, 2, true],
    [4, 1, true],
    [1, 1, false],
  ].map(([width, columns, wide]) =>
    loopWhile(i32le(i32add(get(J), i32(width as number)), get(N)), [
      tile(rows, columns as number, wide as boolean),
      ahead(J, i32(width as number)),
    ]),
  ),
];
const MULTIPLY: WasmFunction = {
  name: 'multiply',
  parameters: 10,
  // Loop counters and addresses, then sums and columns as vectors, then sums of single numbers.
  locals: [...range(9).map(() => I32), ...range(12).map(() => V128), ...range(ROWS).map(() => F32)],
  code: [
    set(I, i32(0)),
    [ROWS, 1].map((rows) =>
      loopWhile(i32le(i32add(get(I), i32(rows)), get(M)), [acrossColumns(rows), ahead(I, i32(rows))]),
    ),
  ],
};

/** Coefficients from the highest power down, in the variable. */
const polynomial = (variable: Code, coefficients: readonly number[]): Code =>
  coefficients.map((value) => f32x4(value) as Code).reduce((sum, next) => add4(mul4(sum, variable), next));

// tanh(from, to, end of to): addresses of whole vectors.
const [X, Y, END, VALUE, SIZE, SQUARE, POWER, REST, FAR] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444e-4;
/** Beyond, tanh is 1 in float32. */
const SATURATED = 10;
const NEAR = 0.625;
const EXP = [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1];
const TANH = [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1];
const TANH_CODE: WasmFunction = {
  name: 'tanh',
  parameters: 3,
  locals: range(6).map(() => V128),
  code: loopWhile(i32lt(get(Y), get(END)), [
    set(VALUE, load4(get(X))),
    set(SIZE, min4(abs4(get(VALUE)), f32x4(SATURATED))),
    // e^(2 |x|) = 2^n e^r with n whole and r small
    set(REST, add4(get(SIZE), get(SIZE))),
    set(POWER, nearest4(mul4(get(REST), f32x4(Math.LOG2E)))),
    set(REST, sub4(sub4(get(REST), mul4(get(POWER), f32x4(LN2_HIGH))), mul4(get(POWER), f32x4(LN2_LOW)))),
    set(SQUARE, mul4(get(REST), get(REST))),
    set(FAR, add4(add4(mul4(polynomial(get(REST), EXP), get(SQUARE)), get(REST)), f32x4(1))),
    set(FAR, mul4(get(FAR), shiftLeft4(addInt4(truncate4(get(POWER)), i32x4(127)), 23))),
    set(FAR, sub4(f32x4(1), div4(f32x4(2), add4(get(FAR), f32x4(1))))),
    // The sign of x, and the series where the difference above would lose digits.
    set(FAR, or4(get(FAR), and4(get(VALUE), i32x4(-0x80000000)))),
    set(SQUARE, mul4(get(VALUE), get(VALUE))),
    store4(
      get(Y),
      select4(
        add4(mul4(mul4(polynomial(get(SQUARE), TANH), get(SQUARE)), get(VALUE)), get(VALUE)),
        get(FAR),
        less4(get(SIZE), f32x4(NEAR)),
      ),
    ),
    ahead(X, i32(VECTOR)),
    ahead(Y, i32(VECTOR)),
  ]),
};

/** Addresses of whole vectors, buffer by buffer; the last two are the output's and its end. */
const vectorLoop = (buffers: number, body: Code): Code => [
  loopWhile(i32lt(get(buffers - 1), get(buffers)), [body, range(buffers).map((local) => ahead(local, i32(VECTOR)))]),
];
const ELEMENTWISE: readonly WasmFunction[] = [
  {
    name: 'tanhBack',
    parameters: 4,
    locals: [V128],
    // (y, dy, dx)
    code: vectorLoop(3, [
      set(4, load4(get(0))),
      store4(get(2), add4(load4(get(2)), mul4(load4(get(1)), sub4(f32x4(1), mul4(get(4), get(4)))))),
    ]),
  },
  {
    name: 'relu',
    parameters: 3,
    locals: [V128],
    // (x, y); what is no number gives 0, as in the plain loop
    code: vectorLoop(2, [set(3, load4(get(0))), store4(get(1), and4(get(3), less4(f32x4(0), get(3))))]),
  },
  {
    name: 'reluBack',
    parameters: 4,
    locals: [],
    // (x, dy, dx)
    code: vectorLoop(3, [store4(get(2), add4(load4(get(2)), and4(load4(get(1)), less4(f32x4(0), load4(get(0))))))]),
  },
  {
    name: 'accumulate',
    parameters: 3,
    locals: [],
    // (x, total)
    code: vectorLoop(2, store4(get(1), add4(load4(get(1)), load4(get(0))))),
  },
];

/** Over the columns j of a row, four at a time and then singly. */
const alongRow = (j: number, columns: number, four: Code, one: Code): Code => [
  set(j, i32(0)),
  loopWhile(i32le(i32add(get(j), i32(4)), get(columns)), [four, ahead(j, i32(4))]),
  loopWhile(i32lt(get(j), get(columns)), [one, ahead(j, i32(1))]),
];
const inRow = (start: number, j: number): Code => i32add(get(start), i32mul(get(j), i32(4)));
const ROWWISE: readonly WasmFunction[] = [
  {
    name: 'addRow',
    // a, b, out, end of out, columns; then j and the bytes of a row
    parameters: 5,
    locals: [I32, I32],
    code: [
      set(6, i32mul(get(4), i32(4))),
      loopWhile(i32lt(get(2), get(3)), [
        alongRow(
          5,
          4,
          store4(inRow(2, 5), add4(load4(inRow(0, 5)), load4(inRow(1, 5)))),
          store(inRow(2, 5), f32add(load(inRow(0, 5)), load(inRow(1, 5)))),
        ),
        ahead(0, get(6)),
        ahead(2, get(6)),
      ]),
    ],
  },
  {
    name: 'addColumns',
    // x, total, end of x, columns; then j and the bytes of a row
    parameters: 4,
    locals: [I32, I32],
    code: [
      set(5, i32mul(get(3), i32(4))),
      loopWhile(i32lt(get(0), get(2)), [
        alongRow(
          4,
          3,
          store4(inRow(1, 4), add4(load4(inRow(1, 4)), load4(inRow(0, 4)))),
          store(inRow(1, 4), f32add(load(inRow(1, 4)), load(inRow(0, 4)))),
        ),
        ahead(0, get(5)),
      ]),
    ],
  },
];

/** `undefined` where the browser has no vectors. */
let compiled: WebAssembly.Module | undefined | 'untried' = 'untried';
function moduleOf(): WebAssembly.Module | undefined {
  if (compiled !== 'untried') return compiled;
  try {
    compiled = new WebAssembly.Module(assemble([MULTIPLY, TANH_CODE, ...ELEMENTWISE, ...ROWWISE]));
  } catch {
    compiled = undefined;
  }
  return compiled;
}

/** Whether programs run on compiled loops here. */
export const hasVectors = (): boolean => moduleOf() !== undefined;

type Exports = Readonly<Record<keyof Omit<Kernels, 'product' | 'reserve'> | 'multiply', (...values: number[]) => void>>;
const roundUp = (bytes: number, unit: number): number => Math.ceil(bytes / unit) * unit;

/** Buffers in a memory of their own, and the kernels over it. */
export const compiledGround: MakeGround = ({ buffers, scratch }) => {
  const module = moduleOf();
  const bytes = buffers.reduce((sum, size) => sum + roundUp(4 * size, VECTOR), roundUp(4 * scratch, VECTOR));
  if (!module || bytes > MOST_BYTES) return undefined;
  let memory: WebAssembly.Memory;
  try {
    memory = new WebAssembly.Memory({ initial: Math.max(1, roundUp(bytes, PAGE) / PAGE) });
  } catch {
    return undefined;
  }
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  let free = 0;
  const allocate = (size: number): Float32Array => {
    const view = new Float32Array(memory.buffer, free, size);
    free += roundUp(4 * size, VECTOR);
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
    <Name extends 'tanh' | 'tanhBack' | 'relu' | 'reluBack' | 'accumulate'>(name: Name) =>
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
