/**
 * `npm run test:long [name ...]`: what takes longer than the everyday tests should. Generated experiments and hostile
 * input in Node, then the built page. A name picks files of test/long by a part of their path. `npm run soak` is the
 * hour-long run alone (BRAID_SOAK_MINUTES for another duration).
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const names = process.argv.slice(2);
const wanted = (ending) =>
  readdirSync('test/long')
    .filter((file) => file.endsWith(ending))
    .filter((file) => (names.length > 0 ? names.some((name) => file.includes(name)) : !file.startsWith('soak')))
    .map((file) => `test/long/${file}`);
const [units, pages] = [wanted('.test.ts'), wanted('.spec.ts')];
const build = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
const stages = [
  // One test of Node drives Firefox over the built page.
  ...(pages.length > 0 || units.some((file) => file.includes('firefox')) ? [build] : []),
  ...(units.length > 0 ? [['node_modules/vitest/vitest.mjs', 'run', '--project', 'long', ...units]] : []),
  ...(pages.length > 0 ? [['node_modules/@playwright/test/cli.js', 'test', '--project=long', ...pages]] : []),
];
let failed = stages.length === 0;
for (const args of stages) failed = spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0 || failed;
process.exit(failed ? 1 : 0);
