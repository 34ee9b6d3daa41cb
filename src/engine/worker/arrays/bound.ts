/**
 * Work bound to its buffers: a step of a program does the same over the same places every time, so it is a function
 * without arguments. One that is nothing but calls of compiled kernels says so, and chain.ts makes one call of many.
 */
export interface Call {
  readonly kernel: (...values: number[]) => void;
  /** Addresses and counts: whole numbers of 32 bits. */
  readonly values: readonly number[];
}
export interface Bound {
  (): void;
  readonly calls?: readonly Call[];
}

/** Several as one, in their order; absent where there are none. */
export function inTurn(...maybe: readonly (Bound | undefined)[]): Bound | undefined {
  const bounds = maybe.filter((each) => each !== undefined);
  if (bounds.length < 2) return bounds[0];
  const run = (): void => {
    for (let i = 0; i < bounds.length; i += 1) (bounds[i] as Bound)();
  };
  return bounds.every(({ calls }) => calls)
    ? Object.assign(run, { calls: bounds.flatMap(({ calls = [] }) => calls) })
    : run;
}
