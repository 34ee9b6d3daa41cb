import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The test files of one area, in one worker that stays: see strykerRunner.mjs. */
export default defineConfig({
  resolve: { alias: { 'fast-check': fileURLToPath(new URL('fewerRuns.mjs', import.meta.url)) } },
  test: {
    environment: 'node',
    testTimeout: 300_000,
    include: (process.env.MUTATION_TESTS ?? '').split(','),
    runner: './scripts/mutation/vitestRunner.mjs',
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    fileParallelism: false,
    reporters: [{}],
  },
});
