/**
 * The page without a network: registers the service worker that the build made (scripts/build/offline.ts), and tells when
 * a newer version waits. It takes over when the person says so and no other tab is open, never by itself.
 */

/** Later than the first seconds of training: keeping files must not slow them. ms */
const WAIT_MS = 4000;

export interface OfflineParts {
  /** A newer version is here; `takeOver` brings it in and opens the page again. */
  onNewer(takeOver: () => void): void;
  /** It cannot take over while other tabs of the old version are open. */
  onOthers(count: number): void;
}

async function register({ onNewer, onOthers }: OfflineParts): Promise<void> {
  const { serviceWorker } = navigator;
  const found = await serviceWorker.register(new URL('sw.js', document.baseURI));
  let asked = false;
  const offer = (worker: ServiceWorker): void =>
    onNewer(() => {
      asked = true;
      worker.postMessage('take over');
    });
  // A first visit has none before it: nothing is newer than what is open.
  const note = (): void => {
    const { waiting } = found;
    if (waiting && serviceWorker.controller) offer(waiting);
  };
  note();
  found.addEventListener('updatefound', () => {
    found.installing?.addEventListener('statechange', note);
  });
  serviceWorker.addEventListener('controllerchange', () => {
    if (asked) location.reload();
  });
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ braid?: string; count?: number }>) => {
    if (data?.braid === 'others') onOthers(data.count ?? 1);
  });
}

/** Does nothing where service workers are not to be had (an insecure origin, a private window). */
export function keepOffline(parts: OfflineParts): void {
  if (!('serviceWorker' in navigator)) return;
  setTimeout(() => void register(parts).catch(() => undefined), WAIT_MS);
}
