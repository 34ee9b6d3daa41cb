/**
 * Functions of one number as compiled code, four at a time, and what goes back through them: tanh, sigmoid and softplus.
 * After the Cephes library (Moshier, 1992: tanhf, expf, logf), good to 3 units of the last place; what is no number stays
 * none.
 */
import {
  abs4,
  add4,
  addInt4,
  and4,
  type Code,
  div4,
  f32x4,
  get,
  i32x4,
  less4,
  load4,
  max4,
  min4,
  mul4,
  nearest4,
  negate4,
  or4,
  range,
  select4,
  set,
  shiftLeft4,
  store4,
  sub4,
  truncate4,
  V128,
  vectorLoop,
  type WasmFunction,
} from './wasmText.ts';

/** Coefficients from the highest power down, in the variable. */
const polynomial = (variable: Code, coefficients: readonly number[]): Code =>
  coefficients.map((value) => f32x4(value) as Code).reduce((sum, next) => add4(mul4(sum, variable), next));

const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444e-4;
const EXP = [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1];
const TANH = [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1];
const LOG = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
];
const ONE = f32x4(1);
const ZERO = f32x4(0);

/** Locals of vectors, from the first free one on. */
const localsFrom = (first: number) => ({
  value: first,
  power: first + 1,
  rest: first + 2,
  square: first + 3,
  out: first + 4,
});
const LOCALS = range(5).map(() => V128);
type Locals = ReturnType<typeof localsFrom>;

/** out = e^rest, for |rest| up to 87: 2^n e^r with n whole and r small. Uses all but `value`. */
const exponential = ({ power, rest, square, out }: Locals): Code => [
  set(power, nearest4(mul4(get(rest), f32x4(Math.LOG2E)))),
  set(rest, sub4(sub4(get(rest), mul4(get(power), f32x4(LN2_HIGH))), mul4(get(power), f32x4(LN2_LOW)))),
  set(square, mul4(get(rest), get(rest))),
  set(out, add4(add4(mul4(polynomial(get(rest), EXP), get(square)), get(rest)), ONE)),
  set(out, mul4(get(out), shiftLeft4(addInt4(truncate4(get(power)), i32x4(127)), 23))),
];

/** Beyond, tanh is 1 in float32. */
const SATURATED = 10;
/** Below, the series: the difference from 1 would lose digits. */
const NEAR = 0.625;
function tanh(): Code {
  const locals = localsFrom(3);
  const { value, rest, square, out } = locals;
  return vectorLoop(2, [
    set(value, load4(get(0))),
    set(rest, min4(abs4(get(value)), f32x4(SATURATED))),
    set(rest, add4(get(rest), get(rest))),
    exponential(locals),
    set(out, sub4(ONE, div4(f32x4(2), add4(get(out), ONE)))),
    // With the sign of x.
    set(out, or4(get(out), and4(get(value), i32x4(-0x80000000)))),
    set(square, mul4(get(value), get(value))),
    store4(
      get(1),
      select4(
        add4(mul4(mul4(polynomial(get(square), TANH), get(square)), get(value)), get(value)),
        get(out),
        less4(abs4(get(value)), f32x4(NEAR)),
      ),
    ),
  ]);
}

/** Beyond, e^-|x| is nothing beside 1; and float32 ends. */
const FAR = 87;
/** value = x, out = e^-|x|: neither overflows. */
const falling = (address: number, locals: Locals): Code => [
  set(locals.value, load4(get(address))),
  set(locals.rest, negate4(min4(abs4(get(locals.value)), f32x4(FAR)))),
  exponential(locals),
];
/** 1 / (1 + e^-x), by e^-|x|. Uses `square`. */
const sigmoidOf = ({ value, square, out }: Locals): Code => [
  set(square, div4(ONE, add4(ONE, get(out)))),
  set(out, select4(mul4(get(out), get(square)), get(square), less4(get(value), ZERO))),
];
function sigmoid(): Code {
  const locals = localsFrom(3);
  return vectorLoop(2, [falling(0, locals), sigmoidOf(locals), store4(get(1), get(locals.out))]);
}

/** Above, log(1 + u) is taken at (1 + u) / 2: the series wants small numbers. */
const HALVED = Math.SQRT2 - 1;
/** max(x, 0) + log(1 + e^-|x|). */
function softplus(): Code {
  const locals = localsFrom(3);
  const { value, power: halved, rest: small, square, out } = locals;
  return vectorLoop(2, [
    falling(0, locals),
    set(halved, less4(f32x4(HALVED), get(out))),
    set(small, select4(mul4(sub4(get(out), ONE), f32x4(0.5)), get(out), get(halved))),
    set(square, mul4(get(small), get(small))),
    set(out, mul4(mul4(polynomial(get(small), LOG), get(small)), get(square))),
    set(out, add4(get(out), and4(f32x4(LN2_LOW), get(halved)))),
    set(out, sub4(get(out), mul4(get(square), f32x4(0.5)))),
    set(out, add4(add4(get(small), get(out)), and4(f32x4(LN2_HIGH), get(halved)))),
    store4(get(1), add4(max4(get(value), ZERO), get(out))),
  ]);
}
/** (x, dy, dx): dx += dy sigmoid(x). */
function softplusBack(): Code {
  const locals = localsFrom(4);
  return vectorLoop(3, [
    falling(0, locals),
    sigmoidOf(locals),
    store4(get(2), add4(load4(get(2)), mul4(load4(get(1)), get(locals.out)))),
  ]);
}

/** Buffers, then the end of the last. */
const overBuffers = (name: string, buffers: number, code: Code, locals = LOCALS): WasmFunction => ({
  name,
  parameters: buffers + 1,
  locals,
  code,
});
export const FUNCTIONS: readonly WasmFunction[] = [
  overBuffers('tanh', 2, tanh()),
  overBuffers('sigmoid', 2, sigmoid()),
  overBuffers('softplus', 2, softplus()),
  overBuffers('softplusBack', 3, softplusBack()),
];
