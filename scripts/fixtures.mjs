/**
 * `npm run test:fixtures`: every method against the reference numbers of the folder named by MTL_FIXTURES (default
 * test/fixtures), alone. Prints a table of rows passed by method; a row is one test whose name ends with the method's id
 * in brackets. Ends with a line `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

const OUT = '.tmp/fixtures.json';
const FILES = [
  'test/core/balancing/fixtures.test.ts',
  'test/core/balancing/sequences.test.ts',
  'test/core/balancing/constrained.test.ts',
  'test/core/lab/problems.test.ts',
  'test/core/graph/reference.test.ts',
];
mkdirSync('.tmp', { recursive: true });
rmSync(OUT, { force: true });
const { stderr } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...FILES, '--reporter=json', `--outputFile=${OUT}`],
  { encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } },
);
console.log(`reference numbers: ${process.env.MTL_FIXTURES ?? 'test/fixtures'}\n`);
if (!existsSync(OUT)) {
  console.error(stderr);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const report = JSON.parse(readFileSync(OUT, 'utf8'));
/** By method: rows passed and failed; tests of laws beside the rows count under 'other'. */
const table = new Map();
let unread = 0;
for (const suite of report.testResults) {
  if (suite.status === 'failed' && suite.assertionResults.length === 0) {
    unread += 1;
    console.log(`${suite.name}: ${String(suite.message).split('\n')[0]}`);
  }
  for (const { fullName, status, failureMessages } of suite.assertionResults) {
    const method = /\[([\w -]+)\]$/.exec(fullName)?.[1] ?? 'other';
    const row = table.get(method) ?? { passed: 0, failed: 0 };
    row[status === 'passed' ? 'passed' : 'failed'] += 1;
    table.set(method, row);
    if (status !== 'passed') console.log(`FAILED ${fullName}\n  ${String(failureMessages[0]).split('\n')[0]}`);
  }
}
const rows = [...table].sort(([a], [b]) => (a === 'other' ? 1 : b === 'other' ? -1 : a < b ? -1 : 1));
console.log('method              rows passed');
for (const [method, { passed, failed }] of rows) console.log(`${method.padEnd(20)}${passed} of ${passed + failed}`);
const passed = rows.reduce((sum, [, row]) => sum + row.passed, 0);
const failed = rows.reduce((sum, [, row]) => sum + row.failed, 0) + unread;
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
