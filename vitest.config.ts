import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/**/*.long.test.ts'],
    testTimeout: 15_000,
    // End-to-end tests wait more than they compute.
    maxWorkers: 3,
  },
});
