/**
 * One queue for everything that is painted outside React: each frame paints for some milliseconds and leaves the rest to
 * the next frames. A page full of pictures then shows them less often, and stays smooth. First come, first served; of
 * several results for one picture only the last is painted.
 */

/** Time for pictures in one frame, ms. */
const BUDGET = 6;
const waiting = new Map<object, () => void>();
let asked = false;

function paintWaiting(): void {
  asked = false;
  const end = performance.now() + BUDGET;
  for (const [owner, paint] of waiting) {
    waiting.delete(owner);
    paint();
    if (performance.now() > end) break;
  }
  if (waiting.size > 0) ask();
}
function ask(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(paintWaiting);
}

export function paintSoon(owner: object, paint: () => void): void {
  waiting.set(owner, paint);
  ask();
}
export const paintNoMore = (owner: object): boolean => waiting.delete(owner);
