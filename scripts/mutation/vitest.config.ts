import { defineConfig } from 'vitest/config';

/** What Stryker runs for each mutant: the tests of the core alone, those first that are quick to notice. */
export default defineConfig({
  test: { environment: 'node', testTimeout: 60_000, include: ['test/core/**/*.test.ts'] },
});
