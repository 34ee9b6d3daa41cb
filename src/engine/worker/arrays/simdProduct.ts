/**
 * The product of two matrices as compiled code: tiles of four rows by two vectors, whose sums stay in registers, then the
 * edges by single vectors and single numbers.
 */
import {
  add4,
  ahead,
  type Code,
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
  load,
  load4,
  loopWhile,
  mul4,
  range,
  set,
  spread4,
  store,
  store4,
  V128,
  VECTOR,
  type WasmFunction,
} from './wasmText.ts';

// multiply(m, n, k, a, aRow, aColumn, b, bRow, c, adds): addresses and strides in bytes; rows of b and c are contiguous.
const [M, N, K, A, A_ROW, A_COLUMN, B, B_ROW, C, ADDS] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const [I, J, L, Q, TO] = [10, 11, 12, 13, 14] as const;
const ROW_AT = 15;
const SUM = 19;
const COLUMN = 27;
const PART = 31;
const ROWS = 4;

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
export const MULTIPLY: WasmFunction = {
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
