/** The page's rows: frames and long tasks while it trains, what is loaded before the worker, and how soon curves begin. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build, preview } from 'vite';
import { QUIET_MS } from './page.mjs';

/** Frames of `seconds` seconds: 95th percentile of their lengths, and the longest task of the main thread, in ms. */
async function frames(page, seconds) {
  return page.evaluate(async (wait) => {
    const lengths = [];
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const each of list.getEntries()) longest = Math.max(longest, each.duration);
    });
    observer.observe({ type: 'longtask' });
    const end = performance.now() + wait * 1000;
    let before = performance.now();
    await new Promise((done) => {
      const next = (now) => {
        lengths.push(now - before);
        before = now;
        if (now < end) requestAnimationFrame(next);
        else done();
      };
      requestAnimationFrame(next);
    });
    observer.disconnect();
    lengths.sort((a, b) => a - b);
    return { p95: lengths[Math.floor(0.95 * lengths.length)], longest };
  }, seconds);
}
const ready = (page) => page.waitForFunction(() => window.playground?.backend() !== undefined);

/** JavaScript in gzipped kB that is fetched before the worker, charts apart. */
async function firstLoad(browser, address) {
  const page = await browser.newPage();
  const scripts = [];
  let worker = false;
  page.on('request', (request) => {
    const file = new URL(request.url()).pathname.split('/').pop();
    if (/worker|entry/i.test(file)) worker = true;
    if (!worker && file.endsWith('.js')) scripts.push(request.url());
  });
  await page.goto(address);
  await ready(page);
  await page.close();
  const size = (url) => gzipSync(readFileSync(`dist/${new URL(url).pathname.replace(/^\//, '')}`)).length / 1000;
  const parts = [...new Set(scripts)].map((url) => [url.split('/').pop(), size(url)]);
  const charts = parts.filter(([name]) => /chart/i.test(name));
  const total = (list) => list.reduce((sum, [, size]) => sum + size, 0);
  const others = parts.filter((part) => !charts.includes(part)).sort((a, b) => b[1] - a[1]);
  return {
    kB: total(others),
    note: others
      .slice(0, 8)
      .map(([name, size]) => `${name.replace(/-.*/, '')} ${size.toFixed(0)}`)
      .join(', '),
  };
}

/** The engine has the run, and the button that starts it can be pressed. */
const trainable = () =>
  window.playground?.backend() !== undefined &&
  document.querySelector('[data-tour=play][aria-disabled=false]') !== null &&
  document.querySelectorAll('.react-flow__node').length > 0;
/** Milliseconds from asking for the address until the condition holds. */
async function timeTo(browser, address, condition) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const begin = Date.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(condition, undefined, { polling: 20 });
  const took = Date.now() - begin;
  await context.close();
  return took;
}

/** The page with the experiment `change` makes of the present one. */
async function training(browser, address, change) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.goto(address);
  await ready(page);
  await page.evaluate(() => window.playground.pause());
  const experiment = change(await page.evaluate(() => window.playground.experiment()));
  await page.evaluate((next) => window.playground.load(next), experiment);
  await page.evaluate(() => window.playground.play());
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForTimeout(QUIET_MS);
  return { page, close: () => context.close() };
}
const copies = (experiment, count) => ({
  ...experiment,
  models: Array.from({ length: count }, (_, m) => ({ ...experiment.models[0], id: `m${m}`, name: `Model ${m + 1}` })),
  training: { ...experiment.training, stop: { kind: 'never' } },
});

/** Steps of the long run, and how long it is waited for them. */
const MANY_STEPS = Number(process.env.BENCH_STEPS ?? 1_000_000);
const LONGEST_WAIT_MS = 240_000;
const WATCHED_SECONDS = 4;
/** Steps a second while it is watched. */
const SLOW = '100';

/** Memory of the page and time of its scripts late in a long run, against those at 10,000 steps. */
async function longRun(browser, address) {
  const quick = (experiment) => {
    const { training, ...rest } = copies(experiment, 1);
    return { ...rest, training: { ...training, batchSize: 10 } };
  };
  const { page, close } = await training(browser, address, quick);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const metrics = async () => {
    const { metrics: list } = await session.send('Performance.getMetrics');
    return Object.fromEntries(list.map(({ name, value }) => [name, value]));
  };
  const stepNow = () => page.evaluate(() => window.playground.log().columns.step?.at(-1) ?? 0);
  const speed = page.getByRole('combobox', { name: 'Speed' });
  /** The page as it is at that step: the same slow training before and after, so that only the length of the log differs. */
  const at = async (steps) => {
    await speed.selectOption(steps > 10_000 ? '' : SLOW);
    await page.evaluate(() => window.playground.play());
    const end = Date.now() + LONGEST_WAIT_MS;
    while (Date.now() < end && (await stepNow()) < steps) await page.waitForTimeout(100);
    await speed.selectOption(SLOW);
    await page.waitForTimeout(1000);
    await session.send('HeapProfiler.collectGarbage');
    const before = await metrics();
    await page.waitForTimeout(WATCHED_SECONDS * 1000);
    const after = await metrics();
    return {
      steps: await stepNow(),
      heap: before.JSHeapUsedSize,
      scripts: (after.ScriptDuration - before.ScriptDuration) / WATCHED_SECONDS,
    };
  };
  await page.evaluate(async () => {
    await window.playground.pause();
    await window.playground.reset();
    await window.playground.step(10_000);
  });
  const early = await at(10_000);
  const late = await at(MANY_STEPS);
  await close();
  return { early, late };
}

export async function measurePage(browser) {
  await build({ logLevel: 'error' });
  const server = await preview({ preview: { port: 0, host: '127.0.0.1' } });
  const address = server.resolvedUrls.local[0];
  const rows = [];
  try {
    const { kB, note } = await firstLoad(browser, address);
    rows.push({
      id: 'page/first load',
      what: 'JavaScript before the worker, gzipped, charts apart',
      unit: 'kB',
      target: 300,
      better: 'lower',
      ratios: [kB],
      note,
    });
    const firstCurve = [];
    for (let i = 0; i < 3; i += 1) {
      firstCurve.push(await timeTo(browser, address, () => (window.playground?.log().columns.step?.length ?? 0) > 0));
    }
    rows.push({
      id: 'page/first curve point',
      what: 'opening the page to the first row of the log',
      unit: 'ms',
      target: 1500,
      better: 'lower',
      ratios: firstCurve,
      note: '',
    });
    const three = await training(browser, address, (experiment) => copies(experiment, 3));
    const seen = await frames(three.page, 5);
    await three.close();
    rows.push({
      id: 'page/frames',
      what: '3 models at full speed, charts and live nodes: 95th percentile frame',
      unit: 'ms',
      target: 20,
      better: 'lower',
      ratios: [seen.p95],
      note: '',
    });
    rows.push({
      id: 'page/long task',
      what: 'the same: longest task of the main thread',
      unit: 'ms',
      target: 50,
      better: 'lower',
      ratios: [seen.longest],
      note: '',
    });
    const four = await training(browser, address, (experiment) => copies(experiment, 4));
    const link = await four.page.evaluate(() => window.playground.link());
    await four.close();
    const opened = [];
    for (let i = 0; i < 3; i += 1) {
      opened.push(await timeTo(browser, link, trainable));
    }
    rows.push({
      id: 'page/link',
      what: 'opening a link with 4 models to a trainable page',
      unit: 'ms',
      target: 1000,
      better: 'lower',
      ratios: opened,
      note: '',
    });
    const { early, late } = await longRun(browser, address);
    const long = { target: 1.2, better: 'lower', unit: `times that at ${early.steps} steps` };
    rows.push({
      id: 'page/memory',
      what: `memory of the page at ${late.steps} steps`,
      ...long,
      ratios: [late.heap / early.heap],
      note: `${(early.heap / 1e6).toFixed(1)} and ${(late.heap / 1e6).toFixed(1)} MB`,
    });
    rows.push({
      id: 'page/chart cost',
      what: `scripts of the page a second at ${late.steps} steps`,
      ...long,
      ratios: [late.scripts / early.scripts],
      note: `${(1000 * early.scripts).toFixed(0)} and ${(1000 * late.scripts).toFixed(0)} ms`,
    });
  } finally {
    await server.close();
  }
  return rows;
}
