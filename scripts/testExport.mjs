/**
 * `npm run test:export`: exports every preset and runs the programs. Needs Debian's python3-torch for /usr/bin/python3 (or another
 * Python by BRAID_PYTHON). Where CI is set, it is installed through apt; nowhere else is anything installed.
 */
import { spawnSync } from 'node:child_process';

const python = process.env.BRAID_PYTHON ?? '/usr/bin/python3';
const hasTorch = () => spawnSync(python, ['-c', 'import torch, numpy'], { stdio: 'ignore' }).status === 0;
if (!hasTorch() && process.env.CI) {
  spawnSync('apt-get', ['update'], { stdio: 'inherit' });
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'python3-torch'], { stdio: 'inherit' });
}
if (!hasTorch()) {
  console.error(
    `${python} has no torch. Install it (apt-get install python3-torch), or name another Python in BRAID_PYTHON.`,
  );
  process.exit(1);
}
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'export'], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
