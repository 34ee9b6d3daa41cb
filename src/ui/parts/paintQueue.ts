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
export function paintNoMore(owner: object): void {
  waiting.delete(owner);
  slow.delete(owner);
}

/** Between two beats, ms: as often as shares of a bar or widths of lines are worth following. */
const BEAT = 400;
const slow = new Map<object, () => void>();

function paintSlow(): void {
  const due = [...slow.values()];
  slow.clear();
  for (const paint of due) paint();
}
/**
 * On the next beat, all in one frame. For what changes the page's own boxes and colours rather than pixels of a canvas:
 * each frame with such a change has the browser put the layers of the whole page together anew.
 */
export function paintOnBeat(owner: object, paint: () => void): void {
  if (slow.size === 0) setTimeout(() => requestAnimationFrame(paintSlow), BEAT);
  slow.set(owner, paint);
}
