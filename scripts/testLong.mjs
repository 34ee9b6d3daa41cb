/** `npm run test:long`: what takes longer than the everyday tests should. */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'long', '--reporter=verbose'],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
