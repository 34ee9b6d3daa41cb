/**
 * Calls of compiled kernels in a row as one compiled function. A program of forty short steps would spend as long on its
 * way between script and compiled code as in the steps; a function that holds all their addresses as constants goes
 * there once. Work that is not compiled parts the row.
 */
import type { Bound, Call } from './bound.ts';
import { assemble, call, i32 } from './wasmText.ts';

/** All of them in order, in as few calls as can be. */
export function chain(bounds: readonly Bound[]): Bound {
  const parts: Bound[] = [];
  let row: Call[] = [];
  const close = (): void => {
    if (row.length > 0) parts.push(compiled(row));
    row = [];
  };
  for (const bound of bounds) {
    if (bound.calls) row.push(...bound.calls);
    else {
      close();
      parts.push(bound);
    }
  }
  close();
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return () => {
    for (let i = 0; i < parts.length; i += 1) (parts[i] as Bound)();
  };
}

function compiled(calls: readonly Call[]): Bound {
  const kernels = [...new Set(calls.map(({ kernel }) => kernel))];
  const nameOf = (index: number): string => `k${index}`;
  const imports = kernels.map((kernel, i) => ({
    name: nameOf(i),
    parameters: calls.find((each) => each.kernel === kernel)?.values.length ?? 0,
  }));
  const code = calls.map(({ kernel, values }) => call(kernels.indexOf(kernel), values.map(i32)));
  try {
    const module = new WebAssembly.Module(assemble([{ name: 'run', parameters: 0, locals: [], code }], imports));
    const env = Object.fromEntries(kernels.map((kernel, i) => [nameOf(i), kernel]));
    return new WebAssembly.Instance(module, { env }).exports.run as Bound;
  } catch {
    // Where the browser will not compile one more module, one by one.
    return () => {
      for (const { kernel, values } of calls) kernel(...values);
    };
  }
}
