/**
 * A newer version of the page: it is fetched beside the old one and offered, waits while another tab is open, and comes
 * in with the work kept. Two builds are played by one: the second has another mark in its page and another version.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { experimentOf, open, step, test } from '../e2e/support.ts';

const PORT = Number(process.env.PAGE_PORT ?? 4719) + 1000;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};
let newer = false;
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://page').pathname;
  const name = path === '/' ? 'index.html' : path.slice(1);
  const changed = (text: string): string =>
    name === 'sw.js'
      ? text.replace(/const VERSION = '[^']*'/, "const VERSION = 'the newer one'")
      : text.replace('<head>', '<head><meta name="newer" content="yes">');
  readFile(join('dist', name)).then(
    (content) => {
      response.setHeader('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream');
      response.end(newer && ['sw.js', 'index.html'].includes(name) ? changed(content.toString()) : content);
    },
    () => response.writeHead(404).end(),
  );
});
test.use({ serviceWorkers: 'allow', baseURL: `http://127.0.0.1:${PORT}/` });
test.beforeAll(() => new Promise<void>((resolve) => server.listen(PORT, '127.0.0.1', resolve)));
test.afterAll(() => void server.close());

const mark = (page: Page) => page.locator('meta[name="newer"]');

test('a newer version is offered, waits for other tabs, and keeps the work', async ({ page, context }) => {
  await open(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await step(page, 20);
  const { title } = await experimentOf(page);
  const other = await context.newPage();
  await open(other);

  newer = true;
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  const offer = page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Reload with it' }) });
  await expect(offer).toBeVisible({ timeout: 60_000 });
  await offer.getByRole('button', { name: 'Reload with it' }).click();
  await expect(page.getByText(/Close the other tab/).first()).toBeVisible();
  // What is open stays what it was, and a reload, too, opens the old version.
  await other.reload();
  await expect(mark(other)).toHaveCount(0);

  await other.close();
  await offer.getByRole('button', { name: 'Reload with it' }).click();
  await expect(mark(page)).toHaveCount(1, { timeout: 60_000 });
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  expect((await experimentOf(page)).title).toBe(title);
});
