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
  const low = hash32(seed >>> 0, stream);
  const high = hash32('high', seed >>> 0, stream);
  let drawn = counter;
  const word = (): number => {
    const n = drawn;
    drawn += 1;
    const beyond = n < 0x100000000 ? 0 : Math.floor(n / 0x100000000) | 0;
    return mix(mix((n + low) | 0) ^ high ^ Math.imul(beyond, 0x85ebca6b));
  };
  const uniform = (): number => ((word() >>> 5) * 67108864 + (word() >>> 6)) * 2 ** -53;
  const rng: Rng = {
    get counter() {
      return drawn;
    },
    word,
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    below: (n) => Math.floor(uniform() * n),
    permutation(n) {
      const order = new Uint32Array(n);
      for (let i = 0; i < n; i += 1) order[i] = i;
      for (let i = n - 1; i > 0; i -= 1) {
        const j = Math.floor(uniform() * (i + 1));
        const held = order[i] as number;
        order[i] = order[j] as number;
        order[j] = held;
      }
      return order;
    },
    fork: (...parts) => createRng(hash32(seed >>> 0, stream, ...parts), 'fork'),
  };
  return rng;
}
