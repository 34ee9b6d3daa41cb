/** Types of everything, and of the core again with a library that has no DOM: the compiler proves it pure. */
import { spawnSync } from 'node:child_process';

const tsc = ['node_modules/typescript/bin/tsc'];
let failed = false;
for (const [project, known] of [
  ['tsconfig.json', '.tmp/types.json'],
  ['src/core/tsconfig.json', '.tmp/types-core.json'],
]) {
  const args = [...tsc, '-p', project, '--incremental', '--tsBuildInfoFile', known];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
