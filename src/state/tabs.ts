/**
 * Which saved work belongs to this tab. Each tab works under an id of its own, kept in sessionStorage (so that a reload
 * finds it) and held by a Web Lock (so that two tabs never write the same work, even when the browser copies
 * sessionStorage into a duplicated tab). A new tab takes over the newest work whose tab is closed.
 */
import { freshId } from './database.ts';

const STORAGE_KEY = 'braid.tab';
/** A reloading page gives its lock up a moment after the new one asks for it. */
const RELOAD_MS = 600;

export interface TabClaim {
  readonly id: string;
  /** Whose saved work to begin with: this tab's own, a closed tab's, or the one it was duplicated from. */
  readonly inherits: string | undefined;
}

/** How long the other tabs get to say that a work is theirs. */
const ANSWER_MS = 150;

/** Where there are no locks (an insecure origin): the other tabs are asked, and this one answers from now on. */
async function holdByAsking(id: string): Promise<boolean> {
  if (typeof BroadcastChannel === 'undefined') return true;
  const channel = new BroadcastChannel('braid-tabs');
  const mine = await new Promise<boolean>((resolve) => {
    channel.onmessage = ({ data }) => {
      if (data?.held === id) resolve(false);
    };
    channel.postMessage({ asked: id });
    setTimeout(() => resolve(true), ANSWER_MS);
  });
  if (mine) {
    channel.onmessage = ({ data }) => {
      if (data?.asked === id) channel.postMessage({ held: id });
    };
  } else channel.close();
  return mine;
}
/** Holds the work until the page goes. `waitMs` 0: only if it is free now. */
async function hold(id: string, waitMs: number): Promise<boolean> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return holdByAsking(id);
  return new Promise((resolve) => {
    const options = waitMs > 0 ? { signal: AbortSignal.timeout(waitMs) } : { ifAvailable: true };
    locks
      .request(`braid-tab-${id}`, options, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<never>(() => {}) : undefined;
      })
      .catch(() => resolve(false));
  });
}
function remembered(): string | undefined {
  try {
    return sessionStorage.getItem(STORAGE_KEY) ?? undefined;
  } catch {
    return undefined;
  }
}
function remember(id: string): void {
  try {
    sessionStorage.setItem(STORAGE_KEY, id);
  } catch {
    // Storage denied: a reload will then take the newest free work.
  }
}

/** @param newestFirst ids of saved works, newest first */
export async function claimTab(newestFirst: readonly string[]): Promise<TabClaim> {
  const own = remembered();
  if (own && (await hold(own, RELOAD_MS))) return { id: own, inherits: own };
  if (!own) {
    for (const id of newestFirst) {
      if (await hold(id, 0)) {
        remember(id);
        return { id, inherits: id };
      }
    }
  }
  const id = freshId();
  await hold(id, 0);
  remember(id);
  return { id, inherits: own };
}
