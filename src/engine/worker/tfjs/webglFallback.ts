/**
 * Our programs beside the stock ones of the webgl backend: a device that refuses one of ours keeps tfjs's own from then on.
 */
import { getKernel, type KernelFunc, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';

/** Kernels whose own program was refused. */
export const refusedKernels = new Set<string>();

/** @param own may throw: its program does not compile on this device */
export function orStock<Out>(name: string, own: () => Out, stock: () => Out): Out {
  if (refusedKernels.has(name)) return stock();
  try {
    return own();
  } catch {
    refusedKernels.add(name);
    return stock();
  }
}

/** Puts `make`'s kernel in the place of the stock one, which it gets for what it cannot do. */
export function replaceKernel(name: string, make: (stock: KernelFunc) => KernelFunc): void {
  const kernel = getKernel(name, 'webgl');
  if (!kernel) throw new Error(`the webgl backend has no kernel ${name}`);
  const stock = kernel.kernelFunc;
  const own = make(stock);
  unregisterKernel(name, 'webgl');
  registerKernel({
    ...kernel,
    kernelFunc: (args) =>
      orStock(
        name,
        () => own(args),
        () => stock(args),
      ),
  });
}
