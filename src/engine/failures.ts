/**
 * What breakdowns say about backends: a WebGL lost twice is left alone for good, and so is, for its run, any backend
 * whose step threw. The cpu is the last one: what breaks there cannot be mended by another.
 */
import type { BackendName } from '../core/experiment/experiment.ts';
import type { Breakdown } from './protocol.ts';

/** Losses after which WebGL is left alone. */
const WEBGL_LOSSES = 2;

export interface Failures {
  /** Notes a breakdown of `name`. False: nothing is left that could go on. */
  mayMend(cause: Breakdown, name: BackendName | undefined, inPage: boolean): boolean;
  /** Backends that are not to be opened. */
  without(): BackendName[];
  /** Never opened again, in no run. */
  gone(name: BackendName): boolean;
  newRun(): void;
}

export function createFailures(): Failures {
  let webglLosses = 0;
  const lost = new Set<BackendName>();
  const broke = new Set<BackendName>();
  return {
    mayMend(cause, name, inPage) {
      if (cause === 'lost') webglLosses += 1;
      // In the page the lost device cannot be thrown away with its worker.
      if (!name || (cause === 'lost' && webglLosses < WEBGL_LOSSES && !inPage)) return true;
      if (name === 'cpu') return false;
      (cause === 'lost' ? lost : broke).add(name);
      return true;
    },
    without: () => [...new Set([...lost, ...broke])],
    gone: (name) => lost.has(name),
    newRun: () => broke.clear(),
  };
}
