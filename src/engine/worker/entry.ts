/** The worker's door: commands in, reports out. All else is in engine.ts. */
import type { Command } from '../protocol.ts';
import { fetchAssets } from './assets.ts';
import { openBackend } from './choice.ts';
import { createEngine } from './engine.ts';
import { createGiveWay } from './giveWay.ts';
import { buffersOf } from './transfers.ts';

const scope = self as unknown as {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<Command | { readonly type: 'ping' }>) => void) | null;
};
const engine = createEngine({
  post: (report) => scope.postMessage(report, buffersOf(report)),
  assets: fetchAssets,
  clock: performance,
  yieldTo: createGiveWay(),
  // On two cores the page, its compositor and its rasteriser share the one that is not trained on.
  rest: navigator.hardwareConcurrency > 2 ? 0 : 12,
  openBackend: (request) => openBackend(request, true),
});
scope.onmessage = ({ data }) => {
  if (data.type !== 'ping') {
    engine.handle(data);
    return;
  }
  scope.postMessage({ type: 'alive' }, []);
  engine.look();
};
