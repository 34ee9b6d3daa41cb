/**
 * The main path in Firefox, over WebDriver BiDi (Playwright's own Firefox is patched and cannot drive a released one):
 * the first visit trains and comes to its verdict, typed-array, WebAssembly and WebGL training agree, a link and a
 * reload bring the work back. Needs `npm run build` and a Firefox (FIREFOX_PATH, or firefox-esr of Debian). A Firefox
 * without a display has no WebGL on a machine without a GPU: `xvfb-run npm run test:long firefox` has it.
 */
import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/core/experiment/presets/index.ts';

const PATHS = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];
const executablePath = process.env.FIREFOX_PATH ?? PATHS.find((path) => existsSync(path));
const headless = process.env.DISPLAY === undefined;
const PORT = 4727;
const HOME = `http://127.0.0.1:${PORT}/`;
const MINUTE = 60_000;

describe.skipIf(executablePath === undefined)('the main path in Firefox', () => {
  let server: PreviewServer;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  const ready = () => page.waitForFunction(() => window.playground?.backend() !== undefined, { timeout: MINUTE });
  const train = (backend: 'arrays' | 'wasm' | 'webgl' | 'cpu') => {
    const preset = presets.get('hard-sharing').build();
    return page.evaluate(
      async (experiment, steps) => {
        await window.playground.load(experiment);
        await window.playground.step(steps);
        const { columns } = window.playground.log();
        const losses = Object.entries(columns).filter(([name]) => name.endsWith('/train/loss'));
        return { used: window.playground.backend()?.name, losses: losses.map(([, values]) => values) };
      },
      { ...preset, training: { ...preset.training, backend } } as unknown as object,
      40,
    );
  };

  beforeAll(async () => {
    server = await preview({ preview: { port: PORT, host: '127.0.0.1', strictPort: true } });
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: executablePath as string, headless });
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 720 });
    page.on('pageerror', (failure) => faults.push(String(failure)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
  }, 2 * MINUTE);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('the first visit trains by itself and comes to a verdict', { timeout: 3 * MINUTE }, async () => {
    await page.goto(HOME);
    await ready();
    await page.waitForFunction(() => (window.playground.log().columns.step?.length ?? 0) > 20, { timeout: MINUTE });
    // The words of the verdict alone: 'helps' stands in the lesson beside the data too.
    await page.waitForFunction(() => /better in \d+ of \d+/.test(document.body.innerText), { timeout: 2 * MINUTE });
    await page.evaluate(() => window.playground.pause());
  });
  it('every backend trains, to the same losses; without WebGL another stands in', { timeout: 3 * MINUTE }, async () => {
    const hasWebgl = await page.evaluate(() => document.createElement('canvas').getContext('webgl2') !== null);
    expect(hasWebgl || headless).toBe(true);
    const expected = await train('cpu');
    expect(expected.used).toBe('cpu');
    for (const backend of ['arrays', 'wasm', 'webgl'] as const) {
      const { used, losses } = await train(backend);
      if (backend === 'webgl' && !hasWebgl) expect(used).not.toBe(backend);
      else expect(used).toBe(backend);
      for (const [k, values] of losses.entries()) {
        expect(values.at(-1)).toBeLessThan(values[0] as number);
        for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected.losses[k]?.[i] as number, 3);
      }
    }
  });
  it('a link opens the same curve, and a reload resumes it', { timeout: 2 * MINUTE }, async () => {
    const before = await train('wasm');
    const link = await page.evaluate(() => window.playground.link());
    await page.reload();
    await ready();
    await page.waitForFunction(() => (window.playground.log().columns.step?.at(-1) ?? 0) === 40, { timeout: MINUTE });
    const other = await browser.newPage();
    await other.goto(link);
    await other.waitForFunction(() => window.playground?.backend() !== undefined, { timeout: MINUTE });
    const again = await other.evaluate(async () => {
      await window.playground.step(40);
      const { columns } = window.playground.log();
      return Object.entries(columns).flatMap(([name, values]) => (name.endsWith('/train/loss') ? [values] : []));
    });
    expect(again).toEqual(before.losses);
    await other.close();
  });
  it('nothing was logged as an error', () => expect(faults).toEqual([]));
});
