/**
 * What may break under the page: the graphics device, the worker, a file, storage. Training goes on, the person is told
 * in a sentence, curves have no gap, no edit is lost. What takes longer (a hang, a machine asleep) is in test/long.
 */
import { chromium, expect, type Page } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../../scripts/chromium.mjs';
import type { Experiment, TrainingSpec } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { columnsOf, experimentOf, load, open, step, test } from './support.ts';

declare global {
  interface Window {
    /** Workers made by the page, oldest first. */
    madeWorkers: Worker[];
    diskIsFull: boolean;
  }
}
const on = (backend: TrainingSpec['backend'], rest: Partial<Experiment> = {}): Experiment => {
  const preset = presets.get('hard-sharing').build();
  return { ...preset, ...rest, training: { ...preset.training, backend, stop: { kind: 'never' } } };
};
const lastStep = (page: Page): Promise<number> =>
  page.evaluate(() => window.playground.log().columns.step?.at(-1) ?? 0);
const reach = (page: Page, goal: number): Promise<unknown> =>
  page.waitForFunction((n) => (window.playground.log().columns.step?.at(-1) ?? 0) >= n, goal);
const told = (page: Page, text: string | RegExp) =>
  expect(page.getByText(text).first()).toBeVisible({ timeout: 30_000 });
const play = (page: Page): Promise<void> => page.evaluate(() => void window.playground.play());
const pause = (page: Page): Promise<void> => page.evaluate(() => window.playground.pause());
const backend = (page: Page) => page.evaluate(() => window.playground.backend());

/** Every step from 0 on has its row, in order, and its losses; the log of a long run is thinned out by its rule. */
async function expectNoGap(page: Page): Promise<Record<string, number[]>> {
  const columns = await columnsOf(page);
  const steps = columns.step ?? [];
  if ((steps.at(-1) ?? 0) < 2000) expect(steps).toEqual(steps.map((_, i) => i));
  else steps.forEach((at, i) => void expect(at - (steps[i - 1] ?? 0)).toBeLessThanOrEqual(Math.max(8, at / 100)));
  const losses = Object.keys(columns).filter((name) => name.endsWith('/train/loss'));
  expect(losses.length).toBeGreaterThan(0);
  for (const name of losses) expect(columns[name]?.every(Number.isFinite), name).toBe(true);
  return columns;
}
/** A run made without trouble writes these very numbers. */
async function expectSameAsUninterrupted(page: Page, upTo: number): Promise<void> {
  const torn = await columnsOf(page);
  await page.evaluate(() => window.playground.reset());
  await step(page, upTo);
  const whole = await columnsOf(page);
  for (const [name, values] of Object.entries(whole)) {
    if (name.endsWith('/train/loss')) expect(torn[name]?.slice(0, upTo), name).toEqual(values.slice(0, upTo));
  }
}
/** Takes the WebGL device of the training worker away, as a driver that crashed does. */
async function loseContext(page: Page): Promise<void> {
  for (const worker of page.workers()) {
    await worker.evaluate(() => {
      const { _tfengine } = globalThis as unknown as {
        _tfengine?: { backend: { gpgpu?: { gl: WebGL2RenderingContext } } };
      };
      _tfengine?.backend.gpgpu?.gl.getExtension('WEBGL_lose_context')?.loseContext();
    });
  }
}

// Fresh engines start, shaders compile: on a busy machine each takes its time.
test.slow();

test('the WebGL device is lost in mid-run: the run goes on to the bit; lost again, on another backend', async ({
  page,
}) => {
  await open(page);
  await load(page, on('webgl'));
  await step(page, 20);
  await play(page);
  await reach(page, 30);
  await loseContext(page);
  await told(page, /graphics device was lost\. Training went on with webgl from step \d+/);
  await reach(page, 40);
  await pause(page);
  expect(await backend(page)).toMatchObject({ name: 'webgl' });
  await expectNoGap(page);
  await expectSameAsUninterrupted(page, 38);

  await play(page);
  await reach(page, 42);
  await loseContext(page);
  await told(page, /Training went on with (?!webgl)\w+ from step/);
  await reach(page, (await lastStep(page)) + 20);
  await pause(page);
  expect(await backend(page)).toMatchObject({ name: expect.not.stringMatching('webgl'), reason: 'recovered' });
  await expectNoGap(page);
});

test('the worker dies in mid-run: a fresh one goes on to the bit, with the edits made meanwhile', async ({ page }) => {
  await page.addInitScript(() => {
    window.madeWorkers = [];
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        window.madeWorkers.push(this);
      }
    };
  });
  await open(page);
  await load(page, on('wasm'));
  await step(page, 20);
  await play(page);
  await reach(page, 40);
  const kill = () =>
    page.evaluate(() => {
      for (const worker of window.madeWorkers.splice(0)) {
        worker.terminate();
        worker.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
      }
    });
  await kill();
  await told(page, /engine ended unexpectedly/);
  await reach(page, (await lastStep(page)) + 20);
  await pause(page);
  await expectNoGap(page);
  await expectSameAsUninterrupted(page, 35);

  // An edit of which only the dead worker knew.
  await page.getByRole('textbox', { name: 'Learning rate' }).first().fill('0.02');
  await page.keyboard.press('Enter');
  await kill();
  await step(page, 1);
  expect((await experimentOf(page)).training.optimizer.learningRate).toBe(0.02);
  await page.evaluate(() => window.playground.idle());
  expect(await page.evaluate(() => window.madeWorkers.length)).toBeGreaterThan(0);
});

test('WebAssembly does not load: another backend trains, and the person is told', async ({ page, watch }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await open(page);
  await load(page, on('wasm'));
  await told(page, /backend wasm could not be opened here, so \w+ trains/);
  await step(page, 10);
  expect(await backend(page)).toMatchObject({ reason: 'fallback', wanted: 'wasm' });
  await expectNoGap(page);
  // The browser itself reports the file that did not load.
  expect(watch.errors.filter((text) => !/Failed to load resource|net::ERR_FAILED/.test(text))).toEqual([]);
  watch.errors.length = 0;
});

test('no WebGL at all: another backend trains, also where WebGL is pinned', async ({ baseURL }) => {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: [...CHROMIUM_ARGUMENTS, '--disable-gpu', '--disable-software-rasterizer'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  try {
    await open(page, baseURL);
    expect((await backend(page))?.name).not.toBe('webgl');
    await load(page, on('webgl'));
    await told(page, /backend webgl could not be opened here, so \w+ trains/);
    expect(await backend(page)).toMatchObject({ reason: 'fallback', wanted: 'webgl' });
    await step(page, 10);
    await expectNoGap(page);
  } finally {
    await browser.close();
  }
});

test('storage denied: everything works but keeping, and the person is told once', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied by the user', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('denied by the user', 'SecurityError');
        },
      });
    }
  });
  await page.goto('./');
  await told(page, /does not keep anything for this page \(denied by the user\)/);
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  await pause(page);
  await load(page, on('cpu', { title: 'Unkept' }));
  await step(page, 10);
  await expectNoGap(page);
  expect((await experimentOf(page)).title).toBe('Unkept');
});

test('storage full, then cleared under the page: the work goes on and is kept again', async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function full(...args) {
      if (window.diskIsFull) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, args);
    };
  });
  await open(page);
  await load(page, on('cpu', { title: 'Kept' }));
  await step(page, 10);
  await page.evaluate(() => window.playground.idle());
  await page.evaluate(() => {
    window.diskIsFull = true;
  });
  await step(page, 10);
  await told(page, /does not keep anything for this page \(no room\)/);
  await page.evaluate(async () => {
    await window.playground.idle();
    window.diskIsFull = false;
  });

  const session = await page.context().newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await step(page, 10);
  await page.evaluate(() => window.playground.idle());
  const columns = await expectNoGap(page);
  await page.reload();
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  expect((await experimentOf(page)).title).toBe('Kept');
  expect(await columnsOf(page)).toEqual(columns);
});

test('a save that breaks off half-way leaves the one before, document and run alike', async ({ page }) => {
  await open(page);
  await load(page, on('cpu', { title: 'Before' }));
  await step(page, 10);
  await page.evaluate(() => window.playground.idle());
  const before = await columnsOf(page);
  await page.evaluate(() => {
    // Each write is begun, and then the browser gives the whole transaction up.
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function broken(value, key) {
      const request = put.call(this, value, key);
      queueMicrotask(() => {
        try {
          this.transaction.abort();
        } catch {
          // The other write of the same transaction was given up already.
        }
      });
      return request;
    };
  });
  await load(page, on('cpu', { title: 'After' }));
  await step(page, 20);
  await page.evaluate(() => window.playground.idle());
  await page.reload();
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  expect((await experimentOf(page)).title).toBe('Before');
  expect(await columnsOf(page)).toEqual(before);
});

test('what was edited a moment before the page goes is kept', async ({ page }) => {
  await open(page);
  await load(page, on('cpu', { title: 'Left in a hurry' }));
  await page.reload();
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  expect((await experimentOf(page)).title).toBe('Left in a hurry');
});

test('the policy forbids evaluated code and other origins, in the built page', async ({ page, watch }) => {
  await open(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).not.toContain("'unsafe-eval'");
  const refused = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    // What the debugger evaluates is exempt from the policy, what a timer calls is not.
    const thrown = await new Promise<unknown>((resolve) => {
      setTimeout(() => {
        try {
          resolve(new Function('return 1')());
        } catch (fault) {
          resolve((fault as Error).name);
        }
      });
    });
    const fetched = await fetch('https://example.invalid/').catch((fault: Error) => fault.name);
    const image = new Image();
    image.src = 'https://example.invalid/x.png';
    await new Promise((resolve) => {
      image.onerror = resolve;
    });
    return { thrown, fetched, violations: violations.sort() };
  });
  expect(refused).toEqual({
    thrown: 'EvalError',
    fetched: 'TypeError',
    violations: ['connect-src', 'img-src', 'script-src'],
  });
  // The browser reports each refusal, and lists the picture as asked for although nothing was sent.
  watch.errors.length = 0;
  watch.foreign.length = 0;
});
