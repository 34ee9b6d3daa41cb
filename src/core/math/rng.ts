/**
 * Rng: the only source of randomness in Braid. Counter-based: a stream is (seed, name), its n-th number is a hash of
 * (stream, n), so any step can be drawn without the ones before it and a checkpoint stores one counter.
 * The mixer is the 32-bit finaliser 'lowbias32' found by Chris Wellons' hash prospector (public domain), applied twice
 * with the two stream words; it passes the moment and correlation tests in rng.test.ts. Not for cryptography.
 */
function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A 32-bit hash of texts and whole numbers (FNV-1a over UTF-16 units, then mixed). Order matters. */
export function hash32(...parts: readonly (string | number)[]): number {
  let state = 0x811c9dc5;
  for (const part of parts) {
    const text = typeof part === 'number' ? `#${part}` : part;
    for (let i = 0; i < text.length; i += 1) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
    state = mix(state ^ 0x9e3779b9);
  }
  return state >>> 0;
}

export interface Rng {
  /** How many 32-bit words were drawn: the whole state beside the seed. */
  readonly counter: number;
  /** Uniform uint32. */
  word(): number;
  /** Uniform [0, 1) with 53 bits. */
  uniform(): number;
  /** Standard normal (Box-Muller; draws two uniforms each time, keeps none back). */
  normal(): number;
  /** Uniform whole number in [0, n). */
  below(n: number): number;
  /** A random order of 0..n-1 (Fisher-Yates). */
  permutation(n: number): Uint32Array;
  /** An independent stream named by `parts`; does not advance this one. */
  fork(...parts: readonly (string | number)[]): Rng;
}

/** The generator that `make` makes, made when the first number is drawn: most steps draw none. */
export const lazyRng = (make: () => Rng): Rng => new LazyRng(make);
class LazyRng implements Rng {
  readonly #make: () => Rng;
  #made: Rng | undefined;
  constructor(make: () => Rng) {
    this.#make = make;
  }
  get #rng(): Rng {
    this.#made ??= this.#make();
    return this.#made;
  }
  get counter(): number {
    return this.#rng.counter;
  }
  word(): number {
    return this.#rng.word();
  }
  uniform(): number {
    return this.#rng.uniform();
  }
  normal(): number {
    return this.#rng.normal();
  }
  below(n: number): number {
    return this.#rng.below(n);
  }
  permutation(n: number): Uint32Array {
    return this.#rng.permutation(n);
  }
  fork(...parts: readonly (string | number)[]): Rng {
    return this.#rng.fork(...parts);
  }
}

/** @param counter resume here; 0 = from the start */
export function createRng(seed: number, stream: string | number = '', counter = 0): Rng {
  return new CounterRng(seed >>> 0, stream, counter);
}
/** A class, since streams are made by the thousand: its methods are compiled once for all of them. */
class CounterRng implements Rng {
  readonly #seed: number;
  readonly #stream: string | number;
  readonly #low: number;
  readonly #high: number;
  #drawn: number;
  constructor(seed: number, stream: string | number, counter: number) {
    this.#seed = seed;
    this.#stream = stream;
    this.#low = hash32(seed, stream);
    this.#high = hash32('high', seed, stream);
    this.#drawn = counter;
  }
  #wordAt(n: number): number {
    const beyond = n < 0x100000000 ? 0 : Math.floor(n / 0x100000000) | 0;
    return mix(mix((n + this.#low) | 0) ^ this.#high ^ Math.imul(beyond, 0x85ebca6b));
  }
  #uniformAt(n: number): number {
    return ((this.#wordAt(n) >>> 5) * 67108864 + (this.#wordAt(n + 1) >>> 6)) * 2 ** -53;
  }
  get counter(): number {
    return this.#drawn;
  }
  word(): number {
    this.#drawn += 1;
    return this.#wordAt(this.#drawn - 1);
  }
  uniform(): number {
    this.#drawn += 2;
    return this.#uniformAt(this.#drawn - 2);
  }
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }
  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }
  permutation(n: number): Uint32Array {
    const order = new Uint32Array(n);
    for (let i = 0; i < n; i += 1) order[i] = i;
    let at = this.#drawn;
    for (let i = n - 1; i > 0; i -= 1, at += 2) {
      const j = Math.floor(this.#uniformAt(at) * (i + 1));
      const held = order[i] as number;
      order[i] = order[j] as number;
      order[j] = held;
    }
    this.#drawn = at;
    return order;
  }
  fork(...parts: readonly (string | number)[]): Rng {
    return new CounterRng(hash32(this.#seed, this.#stream, ...parts), 'fork', 0);
  }
}
