/**
 * `npm run pictures`: takes the pictures of docs/ anew from the built page (`npm run build` comes first). They are WebP,
 * made by the browser itself, and stay below 100 kB each.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { CHROMIUM_ARGUMENTS, ensureChromium } from './chromium.mjs';

const PORT = Number(process.env.PAGE_PORT ?? 4733);
const QUALITY = 0.82;
const LARGEST = 100_000;

/** @param {import('playwright').Page} page */
async function save(page, name) {
  await page.mouse.move(640, 5);
  await page.evaluate(() => window.playground.idle());
  // Pictures on the cards and curves follow within two tenths of a second.
  await page.waitForTimeout(600);
  const png = (await page.screenshot()).toString('base64');
  const webp = await page.evaluate(
    async ([source, quality]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext('2d').drawImage(image, 0, 0);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    [png, QUALITY],
  );
  const bytes = Buffer.from(webp, 'base64');
  writeFileSync(`docs/${name}.webp`, bytes);
  console.log(`docs/${name}.webp: ${bytes.length} bytes`);
  if (bytes.length > LARGEST) process.exitCode = 1;
}

async function visit(browser, colorScheme, preset, steps) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${PORT}/`);
  await page.waitForFunction(() => window.playground?.backend() !== undefined);
  await page.evaluate(() => window.playground.pause());
  await page.getByRole('button', { name: 'Put the tour away' }).click();
  await page.getByRole('button', { name: 'Presets', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: preset, exact: true }).first().click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.evaluate(async (count) => {
    await window.playground.reset();
    await window.playground.step(count);
  }, steps);
  return page;
}

const server = spawn(
  process.execPath,
  ['node_modules/vite/bin/vite.js', 'preview', '--host', '127.0.0.1', '--port', String(PORT), '--strictPort'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
await new Promise((resolve) => server.stdout.once('data', resolve));
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGUMENTS });
try {
  const light = await visit(browser, 'light', 'Hard sharing beside separate networks', 400);
  await save(light, 'playground');
  await light.getByRole('button', { name: 'Other steps' }).click();
  await light.getByRole('menuitem', { name: 'Walk through one step' }).click();
  const slow = light.getByRole('region', { name: 'One step, slowly' });
  await slow.getByText(/^Stop 1 of/).waitFor();
  while (!(await slow.getByRole('status').textContent())?.includes('the gradients meet'))
    await slow.getByRole('button', { name: 'Next', exact: true }).click();
  await save(light, 'slow-mode');
  await save(await visit(browser, 'dark', 'Separate, hard and soft', 400), 'dark');
} finally {
  await browser.close();
  server.kill();
}
