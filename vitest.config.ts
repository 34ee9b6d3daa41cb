import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { CHROMIUM_ARGUMENTS, ensureChromium } from './scripts/chromium.mjs';
import vite from './vite.config.ts';

export default mergeConfig(
  vite,
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            environment: 'node',
            testTimeout: 30_000,
            include: ['test/**/*.test.ts'],
            exclude: ['test/browser/**', 'test/e2e/**', 'test/long/**', 'test/export/**'],
          },
        },
        {
          extends: true,
          test: {
            name: 'export',
            environment: 'node',
            testTimeout: 3_600_000,
            // One program at a time: their figures are timed, and pictures need the whole machine.
            fileParallelism: false,
            include: ['test/export/**/*.test.ts'],
          },
        },
        {
          extends: true,
          test: { name: 'long', environment: 'node', include: ['test/long/**/*.test.ts'] },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            testTimeout: 60_000,
            include: ['test/browser/**/*.test.{ts,tsx}'],
            browser: {
              enabled: true,
              headless: true,
              provider: playwright({
                launchOptions: { executablePath: await ensureChromium(), args: CHROMIUM_ARGUMENTS },
              }),
              instances: [{ browser: 'chromium', viewport: { width: 1024, height: 700 } }],
            },
          },
        },
      ],
    },
  }),
);
