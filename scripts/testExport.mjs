/**
 * `npm run test:export`: exports every preset and runs the programs. Needs Debian's python3-torch for /usr/bin/python3 (or another
 * Python by BRAID_PYTHON). Keras programs run on a stand-in over PyTorch, or under TensorFlow where BRAID_TENSORFLOW names a Python
 * that has it (`python3 -m venv tf && tf/bin/pip install tensorflow-cpu`). `--quick` takes three presets, `--ready` only asks
 * whether torch is there. Where CI or BRAID_EXPORT is set, torch is installed through apt, within four minutes; nowhere else is
 * anything installed.
 */
import { spawnSync } from 'node:child_process';

const python = process.env.BRAID_PYTHON ?? '/usr/bin/python3';
const hasTorch = () => spawnSync(python, ['-c', 'import torch, numpy'], { stdio: 'ignore' }).status === 0;
if (!hasTorch() && (process.env.CI || process.env.BRAID_EXPORT)) {
  const apt = (...args) => spawnSync('apt-get', args, { stdio: 'inherit', timeout: 120_000 });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'python3-torch');
}
if (!hasTorch()) {
  console.error(
    `${python} has no torch. Install it (apt-get install python3-torch), or name another Python in BRAID_PYTHON.`,
  );
  process.exit(1);
}
if (process.argv.includes('--ready')) process.exit(0);
const few = [
  'test/export/pytorch.test.ts',
  'test/export/keras.test.ts',
  '-t',
  ' (hard-sharing|soft-sharing|uncertainty)$',
];
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'export',
    '--reporter=default',
    '--reporter=json',
    '--outputFile.json=.tmp/export.json',
    ...(process.argv.includes('--quick') ? few : []),
  ],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
