/** What takes long to break or to notice: a worker that hangs or waits for ever, a page frozen in the background, a machine asleep. */
import { execFileSync } from 'node:child_process';
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../../scripts/chromium.mjs';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { columnsOf, expect, load, open, step, test } from '../e2e/support.ts';

const endless = () => {
  const preset = presets.get('hard-sharing').build();
  return { ...preset, training: { ...preset.training, backend: 'wasm' as const, stop: { kind: 'never' as const } } };
};
const lastStep = (page: Page): Promise<number> =>
  page.evaluate(() => window.playground.log().columns.step?.at(-1) ?? 0);
const reach = (page: Page, goal: number): Promise<unknown> =>
  page.waitForFunction((n) => (window.playground.log().columns.step?.at(-1) ?? 0) >= n, goal, { timeout: 120_000 });
async function begin(page: Page, address?: string): Promise<void> {
  await open(page, address);
  await load(page, endless());
  await step(page, 20);
  await page.evaluate(() => void window.playground.play());
  await reach(page, 30);
}
async function expectNoGap(page: Page): Promise<void> {
  await page.evaluate(() => window.playground.pause());
  const { step: steps = [], ...columns } = await columnsOf(page);
  // Rows grow rarer after 2,000 steps; a minute may hold many more.
  const widest = Math.max(8, (steps.at(-1) ?? 0) / 200);
  for (const [i, at] of steps.entries()) if (i > 0) expect(at - (steps[i - 1] as number)).toBeLessThanOrEqual(widest);
  for (const [name, values] of Object.entries(columns)) {
    if (name.endsWith('/train/loss')) expect(values.every(Number.isFinite), name).toBe(true);
  }
}

const hang = (): void => {
  for (;;);
};
/** Pings are answered; the loop's own messages to itself, by which it gives way, never come. */
const waitForEver = (): void => {
  MessagePort.prototype.postMessage = () => undefined;
};
for (const [name, stop] of [
  ['hangs', hang],
  ['answers, but waits for ever between two steps,', waitForEver],
] as const) {
  test(`a worker that ${name} is replaced, and training goes on from its checkpoint`, async ({ page }) => {
    await begin(page);
    for (const worker of page.workers()) void worker.evaluate(stop).catch(() => undefined);
    await expect(page.getByText(/training engine stopped answering/).first()).toBeVisible({ timeout: 120_000 });
    await reach(page, (await lastStep(page)) + 50);
    await expectNoGap(page);
  });
}

test('a page frozen in the background for a minute goes on where it was, with the same engine', async ({ page }) => {
  await begin(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await reach(page, (await lastStep(page)) + 50);
  await expect(page.getByText(/fresh one went on/)).toHaveCount(0);
  await expectNoGap(page);
});

/** `first` and every process below it. */
function family(first: number): number[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (pid: number): number[] => [
    pid,
    ...all.filter(([, parent]) => parent === pid).flatMap(([child]) => below(child)),
  ];
  return below(first);
}
test('a machine that slept for a minute goes on where it was, with the same engine', async ({ baseURL }) => {
  test.skip(process.platform !== 'linux', 'processes are stopped by signals');
  const server = await chromium.launchServer({ executablePath: await ensureChromium(), args: CHROMIUM_ARGUMENTS });
  const browser = await chromium.connect(server.wsEndpoint());
  try {
    const page = await browser.newPage();
    await begin(page, baseURL);
    const pids = family(server.process().pid as number);
    expect(pids.length).toBeGreaterThan(2);
    const all = (signal: NodeJS.Signals): void => {
      for (const pid of pids) process.kill(pid, signal);
    };
    all('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    all('SIGCONT');
    await reach(page, (await lastStep(page)) + 50);
    await expect(page.getByText(/fresh one went on/)).toHaveCount(0);
    await expectNoGap(page);
  } finally {
    await browser.close();
    await server.close();
  }
});
