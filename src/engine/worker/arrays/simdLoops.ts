/**
 * Loops over whole buffers and over rows as compiled code. tanh after the Cephes library (Moshier, 1992: tanhf and expf),
 * good to 2 units of the last place.
 */
import {
  abs4,
  add4,
  addInt4,
  ahead,
  and4,
  type Code,
  div4,
  f32add,
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
  range,
  select4,
  set,
  shiftLeft4,
  store,
  store4,
  sub4,
  truncate4,
  V128,
  VECTOR,
  type WasmFunction,
} from './wasmText.ts';

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
const TANH_LOOP: WasmFunction = {
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

export const LOOPS: readonly WasmFunction[] = [TANH_LOOP, ...ELEMENTWISE, ...ROWWISE];
