/**
 * `window.playground`: the page's own interface for tests, teachers' scripts and the console. Described in docs/api.md.
 */

import type { Experiment } from '../core/experiment/experiment.ts';
import { fromJson } from '../core/experiment/file.ts';
import { parseExperiment } from '../core/experiment/schema.ts';
import type { BackendInfo } from '../engine/protocol.ts';
import type { Services } from './services.ts';

export interface Playground {
  experiment(): Experiment;
  /** An Experiment or its JSON text. Rejects with the fault in words of its code; the old experiment then stays. */
  load(json: unknown): Promise<void>;
  link(): string;
  play(): Promise<void>;
  pause(): Promise<void>;
  step(n?: number): Promise<void>;
  reset(): Promise<void>;
  /** Resolves once nothing is under way; a run with a stop rule counts, an endless one does not. */
  idle(): Promise<void>;
  backend(): BackendInfo | undefined;
  /** The run's log. `NaN` where a series was not measured at that step. */
  log(): { readonly columns: Readonly<Record<string, readonly number[]>> };
}
declare global {
  interface Window {
    playground: Playground;
  }
}

export function createPlayground(services: Services): Playground {
  const { experiments, runs, session, sharing } = services;
  return {
    experiment: () => experiments.getState().experiment,
    async load(json) {
      const result = typeof json === 'string' ? fromJson(json) : parseExperiment(json);
      if (!result.ok) throw new Error(`${result.issue.code} ${JSON.stringify(result.issue.params)}`);
      await services.open(result.value);
    },
    link: () => sharing.link(),
    play: () => session.play(),
    pause: () => session.pause(),
    step: (n) => session.step(n),
    reset: () => session.reset(),
    idle: () => session.idle(),
    backend: () => runs.getState().backend,
    log() {
      const { log } = runs.getState();
      const columns: Record<string, number[]> = { step: Array.from(log.steps()) };
      for (const name of log.names) columns[name] = Array.from(log.column(name) ?? []);
      return { columns };
    },
  };
}
