/**
 * npm leaves platform packages that it cannot find out of package-lock.json without a word, and a later `npm ci` fails
 * on another machine. Every name in any `optionalDependencies` of the lockfile must have an entry of its own.
 */
import { readFileSync } from 'node:fs';

/** Listed by rollup for Node >= 22.20 only, and never loaded here. */
const KNOWN_ABSENT = new Set(['@napi-rs/lzma-linux-x64-gnu']);
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const present = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
const missing = Object.entries(packages).flatMap(([path, entry]) =>
  Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !present.has(name) && !KNOWN_ABSENT.has(name))
    .map((name) => `${path || '(root)'} wants ${name}`),
);
const unpinned = ['dependencies', 'devDependencies'].flatMap((group) =>
  Object.entries(packages[''][group] ?? {})
    .filter(([, version]) => !/^\d/.test(version))
    .map(([name, version]) => `${name} ${version} is not pinned`),
);
for (const line of [...missing, ...unpinned]) console.error(`package-lock.json: ${line}`);
if (packages[''] === undefined || present.size < 50) {
  console.error('package-lock.json: not read');
  process.exit(1);
}
process.exit(missing.length + unpinned.length === 0 ? 0 : 1);
