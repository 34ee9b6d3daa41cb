import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, ensureChromium } from './scripts/chromium.mjs';

/** Another port lets several checkouts test side by side. */
const PORT = Number(process.env.PAGE_PORT ?? 4719);

/** Tests of the built page (dist/), served under a sub-path-free preview; `npm run build` comes first. */
export default defineConfig({
  projects: [
    { name: 'page', testDir: 'test/e2e' },
    // What takes longer than the everyday tests should: `npm run test:long`.
    { name: 'long', testDir: 'test/long', timeout: 1_800_000, use: { actionTimeout: 60_000 } },
  ],
  outputDir: '.tmp/e2e',
  workers: 1,
  timeout: 90_000,
  forbidOnly: true,
  retries: 0,
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${PORT}/`,
    viewport: { width: 1280, height: 720 },
    // A worker of an earlier build must never answer a test; the test of the page without a network allows it.
    serviceWorkers: 'block',
    // What slides under a pointer is pressed beside its mark on a slow machine; motion has a test of its own.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording costs a good part of two cores: only where a person asks for it, by TRACE=1.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: await ensureChromium(), args: CHROMIUM_ARGUMENTS },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${PORT} --strictPort`,
    port: PORT,
    reuseExistingServer: false,
  },
});
