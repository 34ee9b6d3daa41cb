/**
 * The build's last step: a service worker that holds every file of this build, so that a page that was loaded once also
 * opens without a network. Its own few lines instead of a package: docs/decisions.md says why. A new build has a new
 * version; it is fetched beside the old one and waits until the page says so, so nothing changes under a running training.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Older browsers' fonts, licence texts and what the build takes away again: not needed to train. */
const LEFT_OUT = /\.(ttf|woff|map|md)$|^worker-packages\.json$|^sw\.js$/;

/** Runs in the service worker: `VERSION` and `FILES` stand above it. */
const WORKER = `
const PREFIX = 'braid ' + registration.scope + ' ';
const CACHE = PREFIX + VERSION;
const known = new Set(FILES.map((file) => new URL(file, registration.scope).href));
addEventListener('install', (event) => {
  // Few at a time: all at once they would take the processor from a page that has just begun to train.
  const fill = async () => {
    const cache = await caches.open(CACHE);
    const left = [...known].map((url) => new Request(url, { cache: 'reload' }));
    while (left.length > 0) await cache.addAll(left.splice(0, 4));
  };
  event.waitUntil(fill());
});
addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
    }
    await clients.claim();
  };
  event.waitUntil(tidy());
});
addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  if (method !== 'GET') return;
  const address = new URL(url);
  address.hash = '';
  address.search = '';
  if (address.href === registration.scope) address.href = new URL('index.html', registration.scope).href;
  if (!known.has(address.href)) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(address.href)) ?? fetch(event.request);
  };
  if (mode === 'navigate' || address.origin === location.origin) event.respondWith(answer());
});
addEventListener('message', (event) => {
  if (event.data !== 'take over') return;
  // Another page of the old version may be training, and would look for files that are gone.
  const takeOver = async () => {
    const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
    if (pages.length > 1) event.source?.postMessage({ braid: 'others', count: pages.length - 1 });
    else await skipWaiting();
  };
  event.waitUntil(takeOver());
});
`;

function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(folder, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
  );
}

export function offlineWorker(): Plugin {
  return {
    name: 'offline-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const built = Object.values(bundle).map((file) => ({
        name: file.fileName,
        content: file.type === 'chunk' ? file.code : file.source,
      }));
      const copied = filesBelow('public').map((name) => ({ name, content: readFileSync(join('public', name)) }));
      const files = [...built, ...copied]
        .filter(({ name }) => !LEFT_OUT.test(name))
        .sort((a, b) => a.name.localeCompare(b.name, 'en'));
      const hash = createHash('sha256');
      for (const { name, content } of files) hash.update(name).update(content);
      const version = hash.digest('hex').slice(0, 16);
      const names = JSON.stringify(files.map(({ name }) => name));
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: `const VERSION = '${version}';\nconst FILES = ${names};\n${WORKER}`,
      });
    },
  };
}
