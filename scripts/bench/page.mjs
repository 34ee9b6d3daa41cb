/**
 * `npm run bench:page`: how smooth the built page stays while it trains four models of fifteen layers, every card with
 * its pictures. Prints the frame times as JSON; the aim is a 95th percentile of at most 34 ms (30 frames a second).
 * `npm run build` comes first. On a machine that does other work the figures are upper bounds; `-- --trace` prints the
 * processor time of each frame instead, which holds there too.
 */
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../chromium.mjs';
import { traceFrames } from './trace.mjs';

/** Four models of 15 layers on the plane, 1,348 parameters: three with a common trunk, one of separate networks. */
export const SIXTY_NODES =
  '1.iwYCA51oQx0DHQsd41hqskzALCMgSylRCSxmCpLVqVbKVrIyr0Woh4hYwESA-iAiliARsP4kpdhYHSX_vFSQOUPGvSHl-ZS5F9NFFgj7DTFcZIQhYowhYoIhYorhDzN0f2QUpQ6tkHfLLy0CMQxAQsGZFSWVCjmJlalFxUqxAA';

/** First seconds of training that are left out. */
export const QUIET_MS = 6000;

/**
 * Frame times (ms) of a page that has the experiment open, over some seconds of training.
 * @param {import('playwright').Page} page
 * @param {number} seconds
 * @param {number} quiet first milliseconds of training that are left out: late screens open, what runs often is compiled
 */
export async function measureFrames(page, seconds, quiet = 1000) {
  await page.evaluate(() => window.playground.play());
  // What is done once, like recording the first step, is no part of it.
  await page.waitForFunction(() => (window.playground.log().columns.step?.at(-1) ?? 0) > 2, undefined, {
    timeout: 60_000,
  });
  const measured = await page.evaluate(
    ([milliseconds, wait]) =>
      new Promise((resolve) => {
        const stepNow = () => window.playground.log().columns.step?.at(-1) ?? 0;
        // The first seconds open screens that load late.
        setTimeout(() => {
          const first = stepNow();
          const times = [];
          const start = performance.now();
          let before = start;
          const frame = () => {
            const now = performance.now();
            times.push(now - before);
            before = now;
            if (now - start < milliseconds) requestAnimationFrame(frame);
            else resolve({ times, steps: stepNow() - first });
          };
          requestAnimationFrame(frame);
        }, wait);
      }),
    [seconds * 1000, quiet],
  );
  await page.evaluate(() => window.playground.pause());
  const { times, steps } = measured;
  const rising = [...times].sort((a, b) => a - b);
  const at = (share) => Number((rising[Math.floor((rising.length - 1) * share)] ?? Number.NaN).toFixed(1));
  return { frames: times.length, steps, seconds, median: at(0.5), p95: at(0.95), longest: at(1) };
}

/** Serves dist/, opens it in a Chromium of its own and measures. */
export async function measurePage({ port = 4731, seconds = 15, trace = false } = {}) {
  const server = spawn(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'preview', '--host', '127.0.0.1', '--port', String(port), '--strictPort'],
    { stdio: 'ignore' },
  );
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGUMENTS });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    const address = `http://127.0.0.1:${port}/#${SIXTY_NODES}`;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await page.goto(address);
        break;
      } catch (failure) {
        if (attempt === 20) throw failure;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
    await page.waitForFunction(() => window.playground?.backend() !== undefined);
    await page.evaluate(() => window.playground.idle());
    // A first visit puts the page's files by.
    await page.evaluate(() => navigator.serviceWorker.ready);
    if (trace) {
      const work = () => measureFrames(page, seconds, QUIET_MS);
      return { what: 'processor time of a frame on the main thread, ms', ...(await traceFrames(browser, work)) };
    }
    return {
      what: 'page of 60 nodes, training with live pictures, frame times in ms',
      ...(await measureFrames(page, seconds, QUIET_MS)),
    };
  } finally {
    await browser.close();
    server.kill();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const port = Number(process.env.PAGE_PORT ?? 4731);
  console.log(JSON.stringify(await measurePage({ port, trace: process.argv.includes('--trace') }), undefined, 2));
}
