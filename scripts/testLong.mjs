/** `npm run test:long`: builds the page and runs what takes longer than the everyday tests should. */
import { spawnSync } from 'node:child_process';

for (const args of [
  ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
  ['node_modules/@playwright/test/cli.js', 'test', '--project', 'long'],
]) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
