/**
 * Loops over the rows of a jacobian as compiled code, in doubles, which hold the square of any float32: the product of two
 * rows, and a weighted sum of all rows, rounded once.
 */
import {
  add2,
  ahead,
  type Code,
  F64,
  f64,
  f64add,
  f64mul,
  f64x2,
  get,
  I32,
  i32,
  i32add,
  i32le,
  i32lt,
  lane2,
  load,
  loadWide,
  loopWhile,
  mul2,
  narrow,
  range,
  set,
  spread2,
  store,
  storeNarrow2,
  storeWide,
  V128,
  VECTOR,
  type WasmFunction,
  wide,
  widen2,
} from './wasmText.ts';

/** The same four sums side by side as in the plain loop, added up in its order. */
const DOT: WasmFunction = {
  name: 'dot',
  // a, end of a, b, where the double goes; then two pairs of sums and the whole
  parameters: 4,
  locals: [V128, V128, F64],
  code: [
    loopWhile(i32le(i32add(get(0), i32(VECTOR)), get(1)), [
      set(4, add2(get(4), mul2(widen2(get(0)), widen2(get(2))))),
      set(5, add2(get(5), mul2(widen2(get(0), 8), widen2(get(2), 8)))),
      ahead(0, i32(VECTOR)),
      ahead(2, i32(VECTOR)),
    ]),
    set(6, lane2(get(4), 0)),
    loopWhile(i32lt(get(0), get(1)), [
      set(6, f64add(get(6), f64mul(wide(load(get(0))), wide(load(get(2)))))),
      ahead(0, i32(4)),
      ahead(2, i32(4)),
    ]),
    storeWide(get(3), f64add(f64add(f64add(get(6), lane2(get(4), 1)), lane2(get(5), 0)), lane2(get(5), 1))),
  ],
};

// weighRows(rows, bytes of a row, end of the weights, weights as doubles, out, end of out)
const [ROWS, ROW, WEIGHTS_END, WEIGHTS, OUT, END] = [0, 1, 2, 3, 4, 5] as const;
const [AT, WEIGHT, SUM, ONE] = [6, 7, 8, 12] as const;
/** Pairs of columns that are summed side by side. */
const PAIRS = 4;
/** Over the rows at one place. */
const downRows = (body: Code): Code => [
  set(AT, get(ROWS)),
  set(WEIGHT, get(WEIGHTS)),
  loopWhile(i32lt(get(WEIGHT), get(WEIGHTS_END)), [body, ahead(AT, get(ROW)), ahead(WEIGHT, i32(8))]),
];
const across = (bytes: number, body: Code): Code =>
  loopWhile(i32le(i32add(get(OUT), i32(bytes)), get(END)), [body, ahead(OUT, i32(bytes)), ahead(ROWS, i32(bytes))]);
const WEIGH_ROWS: WasmFunction = {
  name: 'weighRows',
  parameters: 6,
  locals: [I32, I32, ...range(PAIRS).map(() => V128), F64],
  code: [
    across(8 * PAIRS, [
      range(PAIRS).map((pair) => set(SUM + pair, f64x2(0))),
      downRows(
        range(PAIRS).map((pair) =>
          set(SUM + pair, add2(get(SUM + pair), mul2(spread2(get(WEIGHT)), widen2(get(AT), 8 * pair)))),
        ),
      ),
      range(PAIRS).map((pair) => storeNarrow2(get(OUT), get(SUM + pair), 8 * pair)),
    ]),
    across(4, [
      set(ONE, f64(0)),
      downRows(set(ONE, f64add(get(ONE), f64mul(loadWide(get(WEIGHT)), wide(load(get(AT))))))),
      store(get(OUT), narrow(get(ONE))),
    ]),
  ],
};

export const ROW_LOOPS: readonly WasmFunction[] = [DOT, WEIGH_ROWS];
