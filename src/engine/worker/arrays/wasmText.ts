/**
 * A very small assembler for WebAssembly: functions over an imported memory, or over other functions, written as lists of
 * instructions. Kernels are built when the engine starts, so that no binary lies in the repository and loops can be
 * unrolled by a program.
 * Encoding: WebAssembly Core Specification 2.0, chapter 5.
 */
export type Code = readonly (number | Code)[];

const flat = (code: Code): number[] => code.flatMap((each) => (typeof each === 'number' ? [each] : flat(each)));

/** LEB128, unsigned. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const byte = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest > 0 ? byte | 0x80 : byte);
  } while (rest > 0);
  return bytes;
}
/** LEB128, signed 32 bits. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0);
    bytes.push(done ? byte : byte | 0x80);
    if (done) return bytes;
  }
}
const float32 = (value: number): number[] => [...new Uint8Array(Float32Array.of(value).buffer)];

const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];
const at = (align: number, offset: number): number[] => [align, ...unsigned(offset)];

export const I32 = 0x7f;
export const F32 = 0x7d;
export const F64 = 0x7c;
export const V128 = 0x7b;

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, ...unsigned(local)];
export const i32 = (value: number): Code => [0x41, ...signed(value)];
export const f32 = (value: number): Code => [0x43, ...float32(value)];
export const f64 = (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)];
/** The same number in all four lanes. */
export const f32x4 = (value: number): Code => [f32(value), simd(0x13)];
export const i32x4 = (value: number): Code => [i32(value), simd(0x11)];

const two =
  (opcode: readonly number[]) =>
  (a: Code, b: Code): Code => [a, b, opcode];
export const i32add = two([0x6a]);
export const i32mul = two([0x6c]);
export const i32le = two([0x4c]);
export const i32lt = two([0x48]);
export const f32add = two([0x92]);
export const f32mul = two([0x94]);
export const f64add = two([0xa0]);
export const f64mul = two([0xa2]);
export const f64div = two([0xa3]);
/** A whole number as a double, a float32 as a double, and a double rounded to a float32. */
export const f64of = (x: Code): Code => [x, 0xb7];
export const wide = (x: Code): Code => [x, 0xbb];
export const narrow = (x: Code): Code => [x, 0xb6];
/** A function by its place: imported ones first. */
export const call = (place: number, values: readonly Code[]): Code => [values, 0x10, ...unsigned(place)];
export const add4 = two(simd(0xe4));
export const sub4 = two(simd(0xe5));
export const mul4 = two(simd(0xe6));
export const div4 = two(simd(0xe7));
export const min4 = two(simd(0xe8));
export const max4 = two(simd(0xe9));
export const add2 = two(simd(0xf0));
export const mul2 = two(simd(0xf2));
export const less4 = two(simd(0x43));
export const addInt4 = two(simd(0xae));
export const and4 = two(simd(0x4e));
export const or4 = two(simd(0x50));
export const abs4 = (x: Code): Code => [x, simd(0xe0)];
export const negate4 = (x: Code): Code => [x, simd(0xe1)];
export const nearest4 = (x: Code): Code => [x, simd(0x6a)];
export const truncate4 = (x: Code): Code => [x, simd(0xf8)];
export const shiftLeft4 = (x: Code, bits: number): Code => [x, i32(bits), simd(0xab)];
/** Lanes of `a` where the mask is set, else of `b`. */
export const select4 = (a: Code, b: Code, mask: Code): Code => [a, b, mask, simd(0x52)];

export const load = (address: Code, offset = 0): Code => [address, 0x2a, at(2, offset)];
export const store = (address: Code, value: Code, offset = 0): Code => [address, value, 0x38, at(2, offset)];
export const load4 = (address: Code, offset = 0): Code => [address, simd(0x00), at(2, offset)];
export const store4 = (address: Code, value: Code, offset = 0): Code => [address, value, simd(0x0b), at(2, offset)];
export const storeWide = (address: Code, value: Code, offset = 0): Code => [address, value, 0x39, at(3, offset)];
export const loadWide = (address: Code, offset = 0): Code => [address, 0x2b, at(3, offset)];
/** Two numbers as doubles; one double into both lanes. */
export const widen2 = (address: Code, offset = 0): Code => [address, simd(0x5d), at(3, offset), simd(0x5f)];
export const spread2 = (address: Code): Code => [address, simd(0x0a), at(3, 0)];
/** Two doubles rounded, and stored side by side. */
export const storeNarrow2 = (address: Code, value: Code, offset = 0): Code => [
  address,
  [value, simd(0x5e)],
  simd(0x5b),
  [...at(3, offset), 0],
];
export const lane2 = (x: Code, lane: 0 | 1): Code => [x, simd(0x21), lane];
export const f64x2 = (value: number): Code => [f64(value), simd(0x14)];
/** One number into all four lanes. */
export const spread4 = (address: Code): Code => [address, simd(0x09), at(2, 0)];

/** Bytes of four numbers. */
export const VECTOR = 16;
export const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
/** The local moved on. */
export const ahead = (local: number, by: Code): Code => set(local, i32add(get(local), by));

const VOID = 0x40;
/** Repeats the body while the condition holds. */
export const loopWhile = (condition: Code, body: Code): Code => [
  [0x02, VOID],
  [0x03, VOID],
  [condition, 0x45, 0x0d, 1],
  body,
  [0x0c, 0],
  0x0b,
  0x0b,
];
/** The body for whole vectors of some buffers: their addresses are the first locals, then the end of the last of them. */
export const vectorLoop = (buffers: number, body: Code): Code => [
  loopWhile(i32lt(get(buffers - 1), get(buffers)), [body, range(buffers).map((local) => ahead(local, i32(VECTOR)))]),
];
export const either = (condition: Code, yes: Code, no: Code): Code => [condition, 0x04, VOID, yes, 0x05, no, 0x0b];

export interface WasmFunction {
  readonly name: string;
  /** i32 each. */
  readonly parameters: number;
  /** Types of the locals after them. */
  readonly locals: readonly number[];
  readonly code: Code;
}

const list = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: readonly number[]): number[] => [id, ...unsigned(content.length), ...content];
const text = (value: string): number[] => list([...new TextEncoder().encode(value)].map((byte) => [byte]));

/** What a module is given under `env`: its memory, or functions of others. */
export type Imported = 'memory' | Pick<WasmFunction, 'name' | 'parameters'>;

/** A module that exports the functions. */
export function assemble(
  functions: readonly WasmFunction[],
  imported: readonly Imported[] = ['memory'],
): Uint8Array<ArrayBuffer> {
  const given = imported.filter((each) => each !== 'memory');
  // One type a function, those of the imported ones first.
  const types = [...given, ...functions].map(({ parameters }) => [
    0x60,
    ...list(range(parameters).map(() => [I32])),
    0,
  ]);
  const imports = imported.map((each) =>
    each === 'memory'
      ? [...text('env'), ...text('memory'), 0x02, 0x00, 0x01]
      : [...text('env'), ...text(each.name), 0x00, ...unsigned(given.indexOf(each))],
  );
  const bodies = functions.map(({ locals, code }) => {
    const body = [...list(locals.map((type) => [1, type])), ...flat(code), 0x0b];
    return [...unsigned(body.length), ...body];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list(types)),
    ...section(2, list(imports)),
    ...section(3, list(functions.map((_, i) => unsigned(given.length + i)))),
    ...section(7, list(functions.map(({ name }, i) => [...text(name), 0x00, ...unsigned(given.length + i)]))),
    ...section(10, list(bodies)),
  ]);
}
