/** What a reader has done of each lesson, kept in this browser. */
const KEY = 'braid.lessons';

export function lessonProgress(): Readonly<Record<string, readonly string[]>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, readonly string[]>) : {};
  } catch {
    return {};
  }
}
export function readDone(id: string): ReadonlySet<string> {
  const kept = lessonProgress()[id];
  return new Set(Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : []);
}
export function writeDone(id: string, done: ReadonlySet<string>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...lessonProgress(), [id]: [...done] }));
  } catch {
    // Storage denied: what is done holds for this visit.
  }
}
