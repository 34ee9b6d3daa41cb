/** What the tests of the built page share: opening it with a clean profile, and watching what it must never do. */
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { encodeLink } from '../../src/core/experiment/link.ts';
import type { Playground } from '../../src/state/playground.ts';

declare global {
  interface Window {
    playground: Playground;
  }
}

export interface Watch {
  readonly errors: string[];
  readonly foreign: string[];
}

function watchOver(page: Page, baseURL: string | undefined): Watch {
  const watch: Watch = { errors: [], foreign: [] };
  page.on('console', (message) => {
    if (message.type() === 'error') watch.errors.push(message.text());
  });
  page.on('pageerror', (failure) => watch.errors.push(String(failure)));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(baseURL ?? '').origin) watch.foreign.push(request.url());
  });
  return watch;
}
function expectClean({ errors, foreign }: Watch): void {
  expect(errors, 'errors in the console').toEqual([]);
  expect(foreign, 'requests to other origins').toEqual([]);
}

/** A page that fails its test when it logged an error or asked another origin for anything. */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ page, baseURL }, use) => {
      const watch = watchOver(page, baseURL);
      await use(watch);
      expectClean(watch);
    },
    { auto: true },
  ],
});
/** The same watch over one page that many tests share, each of which opens an experiment of its own in it. */
export const sharedTest = base.extend<{ watch: Watch }, { shared: { page: Page; watch: Watch } }>({
  shared: [
    async ({ browser }, use, { project }) => {
      const { baseURL } = project.use;
      const context = await browser.newContext({ reducedMotion: 'reduce', ...(baseURL ? { baseURL } : {}) });
      const page = await context.newPage();
      const watch = watchOver(page, baseURL);
      await open(page);
      await use({ page, watch });
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ shared }, use) => use(shared.page),
  watch: [
    async ({ shared }, use) => {
      await use(shared.watch);
      expectClean(shared.watch);
    },
    { auto: true },
  ],
});
export { expect };

/** Opens the page and waits until it is ready; a first visit trains by itself, so it is paused unless told otherwise. */
export async function open(page: Page, address = './', options: { readonly playing?: boolean } = {}): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  if (options.playing) return;
  await page.evaluate(async () => {
    await window.playground.pause();
    await window.playground.idle();
  });
}
/** Opens the page by a link to the experiment: nothing trains, and nothing else is begun as on a first visit. */
export async function openWith(page: Page, experiment: Experiment): Promise<void> {
  await page.goto(`./#${encodeLink(experiment)}`);
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  await page.evaluate(() => window.playground.idle());
}
/** Waits until what slides or fades has come to rest: only then does a position or a colour mean anything. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const endless = (animation: Animation) =>
      animation.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY;
    const moving = () =>
      document.getAnimations().filter((one) => one.playState === 'running' && !endless(one)).length > 0;
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    // A transition begins a frame after what caused it.
    for (let quiet = 0; quiet < 3; quiet = moving() ? 0 : quiet + 1) await frame();
  });
/** What breaks WCAG 2.2 AA in the page, in the part of it that a selector names, or without another part. */
export async function violations(page: Page, within?: string, without?: string): Promise<string[]> {
  await settled(page);
  const builder = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  if (within) builder.include(within);
  if (without) builder.exclude(without);
  const { violations: found } = await builder.analyze();
  const words = ({ target, any }: (typeof found)[number]['nodes'][number]) =>
    `${target.join(' ')} (${any.map(({ message }) => message).join('; ')})`;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(words).join(' | ')}`);
}
export const canvas = (page: Page): Locator => page.getByRole('main', { name: 'Canvas' });
export const settings = (page: Page): Locator => page.getByRole('complementary', { name: 'Settings' });
/** A card of a layer, a head or a folded tower, by the beginning of its name. */
export const card = (page: Page, name: string): Locator =>
  canvas(page).getByRole('group', { name: new RegExp(`^${name},`) });
export const port = (page: Page, name: string): Locator => canvas(page).getByRole('button', { name, exact: true });
export const experimentOf = (page: Page): Promise<Experiment> => page.evaluate(() => window.playground.experiment());
export const load = (page: Page, experiment: Experiment): Promise<void> =>
  page.evaluate((value) => window.playground.load(value), experiment);
export const step = (page: Page, count: number): Promise<void> =>
  page.evaluate((n) => window.playground.step(n), count);
export const columnsOf = (page: Page): Promise<Record<string, number[]>> =>
  page.evaluate(() => window.playground.log().columns as Record<string, number[]>);
/** Mean of the first and of the last `n` finite values. */
export function ends(values: readonly number[], n = 20): { first: number; last: number } {
  const finite = values.filter(Number.isFinite);
  const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  return { first: mean(finite.slice(0, n)), last: mean(finite.slice(-n)) };
}
