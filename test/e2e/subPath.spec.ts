/** The static build works wherever it is put: here under a sub-path of a plain file server. */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { presets } from '../../src/core/experiment/presets/index.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};
const PREFIX = '/class/2026/braid/';

base('trains under a sub-path, shipped data included', async ({ page }) => {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://here').pathname;
    const file = join('dist', normalize(path.slice(PREFIX.length) || 'index.html'));
    if (!path.startsWith(PREFIX) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  await page.goto(`http://127.0.0.1:${port}${PREFIX}`);
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  const preset = presets.get('multi-mnist-hard').build();
  const small = { ...preset, data: { ...preset.data, sizes: { train: 200, validation: 50, test: 50 } } };
  await page.evaluate(async (experiment) => {
    await window.playground.pause();
    await window.playground.load(experiment);
    await window.playground.step(2);
  }, small);
  const steps = await page.evaluate(() => window.playground.log().columns.step?.at(-1));
  expect(steps).toBe(2);
  expect(missing.filter((url) => !url.endsWith('favicon.ico'))).toEqual([]);
  server.close();
});
