/**
 * `npm test`: lockfile, types, lint, dead code, unit tests, browser tests of the engine, build, tests of the built page.
 * Every stage runs even when one before it failed; ends with a line `N passed, N failed` that counts stages without
 * tests of their own as one each.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from './chromium.mjs';

const OUT = '.tmp';
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const executable = await ensureChromium();
const env = { ...process.env, CHROME_PATH: executable, FORCE_COLOR: '0' };
const node = (...args) => ({ command: process.execPath, args });
const bin = (path, ...args) => node(`node_modules/${path}`, ...args);
const total = { passed: 0, failed: 0, skipped: 0 };

function readVitest(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  // A file that fails to load has no tests to count: it is one failure.
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  ).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken, skipped: report.numPendingTests };
}
function readPlaywright(file) {
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}
function stage(name, { command, args }, read) {
  const started = Date.now();
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  let counted = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  if (read) {
    const [file, reader] = read;
    const report = existsSync(file) ? reader(file) : { passed: 0, failed: 1, skipped: 0 };
    // A run that fails without a failed test (a crash, an unhandled rejection) is a failure all the same.
    counted = status !== 0 && report.failed === 0 ? { ...report, failed: 1 } : report;
  }
  for (const key of Object.keys(total)) total[key] += counted[key];
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`== ${name}: ${counted.passed} passed, ${counted.failed} failed (${seconds} s)`);
}
const vitest = (project) => [
  bin(
    'vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${OUT}/${project}.json`,
  ),
  [`${OUT}/${project}.json`, readVitest],
];

stage('lockfile', node('scripts/checkLock.mjs'));
stage('types', node('scripts/typecheck.mjs'));
stage('lint', bin('@biomejs/biome/bin/biome', 'check', '--error-on-warnings'));
stage('dead code', bin('knip/bin/knip.js'));
stage('unit tests', ...vitest('unit'));
stage('browser tests of the engine', ...vitest('browser'));
stage('build', bin('vite/bin/vite.js', 'build', '--logLevel', 'warn'));
stage('notices', node('scripts/notices.mjs'));
if (process.env.BRAID_EXPORT) {
  // Where torch can be neither found nor installed, the programs are not run; that is said, and is no failure.
  const ready = spawnSync(process.execPath, ['scripts/testExport.mjs', '--ready'], { stdio: 'inherit', env });
  const quick = (file) => ({ ...readVitest(file), skipped: 0 });
  if (ready.status === 0) {
    stage('exported programs', node('scripts/testExport.mjs', '--quick'), [`${OUT}/export.json`, quick]);
  } else console.log('\n== exported programs: not run, because there is no python3-torch here');
}
env.PLAYWRIGHT_JSON_OUTPUT_NAME = `${OUT}/e2e.json`;
stage('tests of the built page', bin('@playwright/test/cli.js', 'test', '--project', 'page', '--reporter=list,json'), [
  `${OUT}/e2e.json`,
  readPlaywright,
]);

console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
