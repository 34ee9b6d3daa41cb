/**
 * Gives other messages their turn without waiting for a timer: a round trip through a message channel, which hidden
 * tabs do not throttle as they do timers and animation frames.
 */
import type { YieldTo } from './loop.ts';

export function createGiveWay(): YieldTo {
  const { port1, port2 } = new MessageChannel();
  let waiting: (() => void)[] = [];
  port1.onmessage = () => {
    const resolves = waiting;
    waiting = [];
    for (const resolve of resolves) resolve();
  };
  return (ms) =>
    new Promise((resolve) => {
      if (ms > 1) setTimeout(resolve, ms);
      else {
        waiting.push(resolve);
        port2.postMessage(0);
      }
    });
}
