/**
 * `npm run mutation [area or file ...]`: Stryker changes the core in many small ways; a good test suite notices. Prints
 * killed, survived and the score of each file and area; fails where an area is below 80 %. Mutants of values that are
 * made once when a file loads (tables of texts, registries) are left out: Stryker cannot switch them test by test.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';

/** What is changed, and the tests that must notice: those of the area alone. */
const AREAS = {
  balancing: ['src/core/balancing/**/*.ts', 'test/core/balancing/'],
  ties: ['src/core/ties/**/*.ts', 'test/core/ties/'],
  metrics: ['src/core/metrics/**/*.ts', 'test/core/metrics/'],
  graph: ['src/core/graph/**/*.ts', 'test/core/graph/'],
  link: ['src/core/experiment/link*.ts', 'test/core/experiment/link.test.ts', 'test/core/experiment/strangers.test.ts'],
};
const TARGET = 80;
const REPORT = '.tmp/mutation.json';
const wanted = process.argv.slice(2);
let failed = false;

const testsIn = (path) =>
  path.endsWith('.ts')
    ? [path]
    : readdirSync(path)
        .filter((file) => file.endsWith('.test.ts'))
        .map((file) => path + file);
/** The area to which a file belongs. */
const areaOf = (file) => {
  const found = Object.values(AREAS).find(([mutated]) => file.startsWith(mutated.slice(0, mutated.indexOf('*'))));
  if (!found) throw new Error(`${file} is in none of ${Object.keys(AREAS).join(', ')}`);
  return found;
};
const rowOf = (name, mutants) => {
  const count = (...kinds) => mutants.filter((mutant) => kinds.includes(mutant.status)).length;
  const killed = count('Killed', 'Timeout');
  const alive = count('Survived', 'NoCoverage');
  const score = killed + alive === 0 ? 100 : (100 * killed) / (killed + alive);
  console.log(`${name.padEnd(44)} killed ${killed}, alive ${alive}, ${score.toFixed(1)} %`);
  return score;
};
for (const name of wanted.length > 0 ? wanted : Object.keys(AREAS)) {
  const area = AREAS[name] ?? areaOf(name);
  const tests = area.slice(1).flatMap(testsIn);
  rmSync(REPORT, { force: true });
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', '--mutate', AREAS[name] ? area[0] : name],
    {
      stdio: ['ignore', process.env.SHOW_PROGRESS ? 'inherit' : 'ignore', 'inherit'],
      env: { ...process.env, MUTATION_TESTS: tests.join(','), MUTATION_FILES: String(tests.length) },
    },
  );
  if (status !== 0) {
    console.log(`${name}: Stryker ended with ${status}`);
    failed = true;
    continue;
  }
  const { files } = JSON.parse(readFileSync(REPORT, 'utf8'));
  const all = [];
  for (const [file, { mutants, source }] of Object.entries(files).sort()) {
    rowOf(file, mutants);
    all.push(...mutants);
    if (!process.env.SHOW_ALIVE) continue;
    const lines = source.split('\n');
    for (const { status: kind, location, mutatorName, replacement } of mutants) {
      if (kind !== 'Survived' && kind !== 'NoCoverage') continue;
      const { line } = location.start;
      console.log(`  ${kind} ${file}:${line} ${mutatorName} -> ${replacement}\n    ${lines[line - 1].trim()}`);
    }
  }
  if (rowOf(`= ${name}`, all) < TARGET) failed = true;
}
process.exit(failed ? 1 : 0);
