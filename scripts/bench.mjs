/**
 * `npm run bench [-- --json FILE] [--only GROUP or the beginning of an id, such as surgery/wasm/tiny,…]`: how fast the engine steps and the page draws, in headless
 * Chromium. Each row is a ratio taken within one run, contenders in turn; the table shows the median over the rounds and
 * their spread. docs/benchmarks.md is written from a whole run.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { measurePage } from './bench/pageRows.mjs';
import { ENGINE_ROWS, SEED_ROWS } from './bench/rows.mjs';
import { CHROMIUM_ARGUMENTS, ensureChromium } from './chromium.mjs';

const OUT = resolve('.tmp/bench');
const { values: options } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const only = options.only?.split(',');
const wanted = ({ group, id }) => !only || only.some((each) => each === group || id.startsWith(`${each}/`));

const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};
const short = (value) => (Number.isFinite(value) ? Number(value.toPrecision(3)).toString() : '–');

function rowOf({ id, what, unit, target, better }, ratios, note = '') {
  const value = median(ratios);
  const ok = better === 'higher' ? value >= target : value <= target;
  return { id, what, unit, target, value, spread: [Math.min(...ratios), Math.max(...ratios)], ok, note };
}

async function engineRows(browser) {
  await build({
    configFile: false,
    root: 'scripts/bench',
    base: './',
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: OUT, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 5000 },
  });
  const server = await preview({
    configFile: false,
    build: { outDir: OUT },
    preview: { port: 0, host: '127.0.0.1' },
  });
  const rows = [];
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls.local[0]);
    await page.waitForFunction(() => window.bench !== undefined);
    for (const row of ENGINE_ROWS.filter(wanted)) {
      try {
        const { backends, rounds } = await page.evaluate((who) => window.bench.compare(who), row.who);
        const times = row.who.map((_, i) => median(rounds.map((round) => round[i])));
        const note = times.map((time, i) => `${backends[i]} ${short(time)} ms`).join(', ');
        rows.push(rowOf(row, rounds.map(row.value), note));
      } catch (fault) {
        rows.push({ ...rowOf(row, [Number.NaN]), ok: false, note: String(fault).split('\n')[0] });
      }
      print(rows.at(-1));
    }
    for (const row of SEED_ROWS.filter(wanted)) {
      const pool = await page.evaluate(() => window.bench.pool);
      const ratios = await page.evaluate(({ who, jobs }) => window.bench.together(who, jobs, window.bench.pool), row);
      rows.push(rowOf(row, ratios, `pool of ${pool}`));
      print(rows.at(-1));
    }
    await page.close();
  } finally {
    await server.close();
  }
  return rows;
}
function print({ id, value, unit, target, ok, spread, note }) {
  const figures = `${short(value)} (${short(spread[0])} to ${short(spread[1])})`;
  console.log(`${ok ? 'ok  ' : 'MISS'} ${id.padEnd(40)} ${figures.padEnd(26)} ${unit}, target ${target}  ${note}`);
}

function document(rows) {
  const line = ({ what, value, spread, unit, target, ok, note }) =>
    `| ${what} | ${short(value)} (${short(spread[0])} to ${short(spread[1])}) ${unit} | ${target} | ${ok ? 'yes' : '**no**'} | ${note} |`;
  return `# Benchmarks

Written by \`npm run bench\` in headless Chromium on ${cpus().length} cores without a GPU (WebGL is software there): medians over rounds taken in turn, with their spread. Models and batches as in \`scripts/bench/models.ts\`. 'own step' is a whole step of a run: batch, gradients, method, optimiser, losses read every ten steps.

| what | median (spread) | target | reached | figures behind it |
|---|---|---|---|---|
${rows.map(line).join('\n')}
`;
}

const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGUMENTS });
const rows = [];
try {
  if (ENGINE_ROWS.some(wanted) || SEED_ROWS.some(wanted)) rows.push(...(await engineRows(browser)));
  if (!only || only.includes('page')) {
    for (const { ratios, note, ...row } of await measurePage(browser)) {
      rows.push(rowOf(row, ratios, note));
      print(rows.at(-1));
    }
  }
} finally {
  await browser.close();
}
if (options.json) {
  const bare = rows.map(({ id, value, unit, target, ok }) => ({ id, value, unit, target, ok }));
  writeFileSync(options.json, `${JSON.stringify({ rows: bare }, undefined, 2)}\n`);
}
if (!only) writeFileSync('docs/benchmarks.md', document(rows));
process.exit(0);
