/** Types of everything, and of the core again with a library that has no DOM: the compiler proves it pure. */
import { spawnSync } from 'node:child_process';

const tsc = ['node_modules/typescript/bin/tsc'];
let failed = false;
for (const project of ['tsconfig.json', 'src/core/tsconfig.json']) {
  const { status } = spawnSync(process.execPath, [...tsc, '-p', project], { stdio: 'inherit' });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
