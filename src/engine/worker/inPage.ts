/** The engine in the page itself: the fallback where a worker, or WebGL in a worker, is missing. */
import type { Command, Report } from '../protocol.ts';
import { fetchAssets } from './assets.ts';
import { createEngine } from './engine.ts';
import { createGiveWay } from './giveWay.ts';
import { openBackend } from './tfjs/backend.ts';

export function startInPage(post: (report: Report) => void): (command: Command) => void {
  const engine = createEngine({
    post,
    assets: fetchAssets,
    clock: performance,
    yieldTo: createGiveWay(),
    openBackend: (pin, without) => openBackend(pin, without, false),
  });
  return (command) => engine.handle(command);
}
