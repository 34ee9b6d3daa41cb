/** The engine's core in Node: commands in, reports kept, a clock that counts calls. */
import type { Command, Report } from '../../src/engine/protocol.ts';
import { createEngine, type Engine } from '../../src/engine/worker/engine.ts';
import { arrayUpdater } from '../../src/engine/worker/tfjs/arrayUpdater.ts';
import { createTfExecutor } from '../../src/engine/worker/tfjs/tfExecutor.ts';
import { noAssets, onCpu } from './engineRuns.ts';

export interface Harness {
  readonly engine: Engine;
  readonly reports: Report[];
  send(command: Command): void;
  of<Type extends Report['type']>(type: Type): Extract<Report, { type: Type }>[];
}
export function createHarness(): Harness {
  const reports: Report[] = [];
  let time = 0;
  const engine = createEngine({
    post: (report) => void reports.push(report),
    assets: () => noAssets,
    clock: {
      now() {
        time += 0.5;
        return time;
      },
    },
    yieldTo: () => new Promise((resolve) => setImmediate(resolve)),
    async openBackend() {
      await onCpu();
      return {
        ok: true,
        value: {
          info: { name: 'cpu', reason: 'chosen', worker: false },
          executor: createTfExecutor(arrayUpdater),
          lost: () => false,
        },
      };
    },
  });
  return {
    engine,
    reports,
    send: (command) => engine.handle(command),
    of: (type) => reports.filter((report): report is Extract<Report, { type: typeof type }> => report.type === type),
  };
}
