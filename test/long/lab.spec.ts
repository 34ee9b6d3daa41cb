/** The lab's speed: ten methods from five starts, 35,000 steps each, in its worker; and the page is not blocked by it. */
import { expect, test } from '@playwright/test';

const LIMIT_S = 5;
/** Longest time between two animation frames while the worker computes, ms. */
const LONGEST_FRAME = 250;

test('35,000 steps of ten methods from five starts', async ({ page }) => {
  await page.goto('./#lab=valleys');
  const walk = page.getByRole('region', { name: 'Walk' });
  await walk.waitFor();
  await page.evaluate(() => {
    const held = window as unknown as { gaps: number[] };
    held.gaps = [];
    let last = performance.now();
    const frame = (now: number): void => {
      held.gaps.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await page.getByLabel('Example').selectOption('ten');
  const done = walk.getByText(/^1\D?750\D?000 steps computed in/);
  await done.waitFor({ timeout: 600_000 });
  const seconds = Number(/in ([\d.]+) s/.exec((await done.textContent()) ?? '')?.[1]);
  const gaps = await page.evaluate(() => (window as unknown as { gaps: number[] }).gaps.sort((a, b) => b - a));
  console.log(
    `1,750,000 steps in ${seconds} s; longest frame ${gaps[0]?.toFixed(0)} ms, median ${gaps[gaps.length >> 1]?.toFixed(0)} ms`,
  );
  expect(seconds).toBeLessThan(LIMIT_S);
  expect(gaps[Math.floor(gaps.length / 100)]).toBeLessThan(LONGEST_FRAME);
});
