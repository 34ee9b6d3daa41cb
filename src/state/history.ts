/**
 * The run history: the last runs, which the charts draw behind the present one. A run may be named, hidden, or pinned,
 * which keeps it however many follow. Pure functions on the list, newest first.
 */
import { describeChanges } from '../core/experiment/changes.ts';
import type { Ghost } from './stores.ts';

/** Runs kept beside the pinned ones. */
const KEPT = 5;

/** Drops the oldest runs that are not pinned. */
function trim(ghosts: readonly Ghost[]): readonly Ghost[] {
  let free = 0;
  return ghosts.filter((ghost) => {
    if (ghost.pinned) return true;
    free += 1;
    return free <= KEPT;
  });
}

/** Puts a finished run in front. What changed is read against the run before it, while that is still known. */
export function addRun(ghosts: readonly Ghost[], run: Pick<Ghost, 'experiment' | 'log' | 'steps'>): readonly Ghost[] {
  const [before] = ghosts;
  const ghost: Ghost = {
    ...run,
    id: Math.max(0, ...ghosts.map(({ id }) => id)) + 1,
    changes: before && describeChanges(before.experiment, run.experiment),
    name: '',
    pinned: false,
    shown: true,
  };
  return trim([ghost, ...ghosts]);
}

export const changeRun = (
  ghosts: readonly Ghost[],
  id: number,
  patch: Partial<Pick<Ghost, 'name' | 'pinned' | 'shown'>>,
): readonly Ghost[] => trim(ghosts.map((ghost) => (ghost.id === id ? { ...ghost, ...patch } : ghost)));

export const dropRun = (ghosts: readonly Ghost[], id: number): readonly Ghost[] =>
  ghosts.filter((ghost) => ghost.id !== id);

/** Another experiment begins: curves of what came before leave the charts, unless pinned, and stay in the list. */
export const hideUnpinned = (ghosts: readonly Ghost[]): readonly Ghost[] =>
  ghosts.map((ghost) => (ghost.pinned ? ghost : { ...ghost, shown: false }));
