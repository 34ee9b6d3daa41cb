/** The engine in the page itself: the fallback where a worker, or WebGL in a worker, is missing. */
import type { Command, Report } from '../protocol.ts';
import { fetchAssets } from './assets.ts';
import { openBackend } from './choice.ts';
import { createEngine } from './engine.ts';
import { createGiveWay } from './giveWay.ts';

export function startInPage(post: (report: Report) => void): (command: Command) => void {
  const engine = createEngine({
    post,
    assets: fetchAssets,
    clock: performance,
    yieldTo: createGiveWay(),
    openBackend: (request) => openBackend(request, false),
  });
  return (command) => engine.handle(command);
}
