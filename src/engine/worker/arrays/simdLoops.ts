/** Loops over whole buffers and over rows as compiled code. Functions of one number are in simdFunctions.ts. */
import {
  add4,
  ahead,
  and4,
  type Code,
  f32add,
  f32x4,
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
  set,
  store,
  store4,
  sub4,
  V128,
  vectorLoop,
  type WasmFunction,
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

export const LOOPS: readonly WasmFunction[] = [...ELEMENTWISE, ...ROWWISE];
