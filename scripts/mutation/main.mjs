/**
 * `npm run mutation [area or file ...]`: Stryker changes the core in many small ways; a good test suite notices. Prints
 * killed, survived and the score of each file and area; fails where an area is below 80 %. A name may be a pattern of
 * files. SHOW_ALIVE=1 lists those that nobody noticed, MUTATION_WORKERS=1 leaves a core to others. Mutants of values that
 * are made once when a file loads (tables of texts, registries) are left out: they cannot be switched test by test.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';

/** What is changed, and the tests that must notice: those of the area alone. */
const AREAS = {
  balancing: ['src/core/balancing/**/*.ts', 'test/core/balancing/'],
  ties: ['src/core/ties/**/*.ts', 'test/core/ties/'],
  metrics: ['src/core/metrics/**/*.ts', 'test/core/metrics/'],
  graph: ['src/core/graph/**/*.ts', 'test/core/graph/'],
  link: ['src/core/experiment/link*.ts', 'test/core/experiment/link.test.ts', 'test/core/experiment/strangers.test.ts'],
};
const TARGET = 80;
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
const changed = (mutated, tests) => {
  // For the worker in Stryker's own processes.
  process.env.MUTATION_TESTS = tests.join(',');
  process.env.MUTATION_FILES = String(tests.length);
  return new Stryker({
    mutate: [mutated],
    testRunner: 'loop',
    plugins: ['./scripts/mutation/strykerRunner.mjs'],
    tsconfigFile: 'none.json',
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    concurrency: Number(process.env.MUTATION_WORKERS ?? 2),
    timeoutMS: 60_000,
    reporters: process.env.SHOW_PROGRESS ? ['progress-append-only'] : [],
    logLevel: 'warn',
    tempDirName: '.tmp/stryker',
    ignorePatterns: ['dist', '.tmp', 'docs/*.webp', 'public/data/*.bin'],
    disableTypeChecks: false,
  }).runMutationTest();
};
const rowOf = (name, mutants) => {
  const count = (...kinds) => mutants.filter((mutant) => kinds.includes(mutant.status)).length;
  const late = count('Timeout');
  const killed = count('Killed') + late;
  const alive = count('Survived', 'NoCoverage');
  const score = killed + alive === 0 ? 100 : (100 * killed) / (killed + alive);
  const odd = count('RuntimeError', 'CompileError');
  const notes = `${late ? `, ${late} of the killed by time` : ''}${odd ? `, broken ${odd}` : ''}`;
  console.log(`${name.padEnd(44)} killed ${killed}, alive ${alive}, ${score.toFixed(1)} %${notes}`);
  return score;
};
const showAlive = (file, mutants) => {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const { status, location, mutatorName, replacement } of mutants) {
    if (status !== 'Survived' && status !== 'NoCoverage') continue;
    const { line, column } = location.start;
    console.log(
      `  ${status} ${file}:${line}:${column} ${mutatorName} -> ${replacement}\n    ${lines[line - 1]?.trim()}`,
    );
  }
};
for (const name of wanted.length > 0 ? wanted : Object.keys(AREAS)) {
  const [mutated, ...paths] = AREAS[name] ?? areaOf(name);
  const mutants = await changed(AREAS[name] ? mutated : name, paths.flatMap(testsIn));
  const files = [...new Set(mutants.map(({ fileName }) => fileName))].sort();
  for (const file of files) {
    const own = mutants.filter(({ fileName }) => fileName === file);
    rowOf(file, own);
    if (process.env.SHOW_ALIVE) showAlive(file, own);
  }
  if (rowOf(`= ${name}`, mutants) < TARGET) failed = true;
}
process.exit(failed ? 1 : 0);
