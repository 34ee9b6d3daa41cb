/** Loops over whole buffers and over rows as compiled code. Functions of one number are in simdFunctions.ts. */
import {
  add4,
  ahead,
  and4,
  type Code,
  F64,
  f32add,
  f32x4,
  f64,
  f64add,
  f64div,
  f64mul,
  f64of,
  get,
  I32,
  i32,
  i32add,
  i32le,
  i32lt,
  i32mul,
  less4,
  load,
  load4,
  loopWhile,
  mul4,
  narrow,
  set,
  spread4,
  store,
  store4,
  sub4,
  V128,
  VECTOR,
  vectorLoop,
  type WasmFunction,
  wide,
} from './wasmText.ts';

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
    name: 'sigmoidBack',
    parameters: 4,
    locals: [V128],
    // (y, dy, dx)
    code: vectorLoop(3, [
      set(4, load4(get(0))),
      store4(get(2), add4(load4(get(2)), mul4(mul4(load4(get(1)), get(4)), sub4(f32x4(1), get(4))))),
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
  {
    name: 'deduct',
    parameters: 3,
    locals: [],
    // (x, total)
    code: vectorLoop(2, store4(get(1), sub4(load4(get(1)), load4(get(0))))),
  },
  { name: 'clear', parameters: 2, locals: [], code: vectorLoop(1, store4(get(0), f32x4(0))) },
];

/** Operations on two buffers into a third; a side of one number stays where it is, and its vector is made of it. */
export const SIDES = ['Both', 'OneFirst', 'OneSecond'] as const;
const pairwise = (name: string, work: (a: Code, b: Code) => Code): readonly WasmFunction[] =>
  SIDES.map((sides) => ({
    name: `${name}${sides}`,
    parameters: 4,
    locals: [],
    // (a, b, out, end of out)
    code: loopWhile(i32lt(get(2), get(3)), [
      store4(
        get(2),
        work(
          sides === 'OneFirst' ? spread4(get(0)) : load4(get(0)),
          sides === 'OneSecond' ? spread4(get(1)) : load4(get(1)),
        ),
      ),
      [0, 1, 2].map((local) =>
        (local === 0 && sides === 'OneFirst') || (local === 1 && sides === 'OneSecond')
          ? []
          : ahead(local, i32(VECTOR)),
      ),
    ]),
  }));
const PAIRWISE: readonly WasmFunction[] = [
  ...pairwise('add', add4),
  ...pairwise('sub', sub4),
  ...pairwise('mul', mul4),
  // (dy, b, dx, end of dx)
  ...pairwise('mulBack', (dy, b) => add4(load4(get(2)), mul4(dy, b))),
];

/** Over the numbers of a run: from the address in `at` to that in `end`, after `run` bytes. */
const overRun = (at: number, end: number, run: number, body: Code): Code => [
  set(end, i32add(get(at), get(run))),
  loopWhile(i32lt(get(at), get(end)), [body, ahead(at, i32(4))]),
];
/** 1 over the whole number in a local, as a double. */
const shareOf = (divisor: number): Code => f64div(f64(1), f64of(get(divisor)));
const RUNS: readonly WasmFunction[] = [
  {
    name: 'sumRuns',
    // x, out, end of out, bytes of a run, divisor; then the end of a run and its sum
    parameters: 5,
    locals: [I32, F64],
    code: loopWhile(i32lt(get(1), get(2)), [
      set(6, f64(0)),
      overRun(0, 5, 3, set(6, f64add(get(6), wide(load(get(0)))))),
      store(get(1), narrow(f64mul(get(6), shareOf(4)))),
      ahead(1, i32(4)),
    ]),
  },
  {
    name: 'sumRunsBack',
    // dy, dx, end of dy, bytes of a run, divisor; then the end of a run and what each of its numbers gets
    parameters: 5,
    locals: [I32, F64],
    code: loopWhile(i32lt(get(0), get(2)), [
      set(6, f64mul(wide(load(get(0))), shareOf(4))),
      overRun(1, 5, 3, store(get(1), narrow(f64add(wide(load(get(1))), get(6))))),
      ahead(0, i32(4)),
    ]),
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

/** out [rows, columns], end to end = a matrix with bytes from row to row and from column to column. */
const LAY_OUT: WasmFunction = {
  name: 'layOut',
  // from, row, column, out, end of out, columns; then where in from, and the end of a row of out
  parameters: 6,
  locals: [I32, I32],
  code: loopWhile(i32lt(get(3), get(4)), [
    set(6, get(0)),
    set(7, i32add(get(3), i32mul(get(5), i32(4)))),
    loopWhile(i32lt(get(3), get(7)), [store(get(3), load(get(6))), ahead(6, get(2)), ahead(3, i32(4))]),
    ahead(0, get(1)),
  ]),
};

export const LOOPS: readonly WasmFunction[] = [...ELEMENTWISE, ...PAIRWISE, ...RUNS, ...ROWWISE, LAY_OUT];
