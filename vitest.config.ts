import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/**/*.long.test.ts'],
    // Generous on purpose: a slow machine is no fault.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // End-to-end tests wait more than they compute.
    maxWorkers: 3,
    // Reading data/ takes seconds; no module keeps a state of its own, so the files of a worker may share them.
    isolate: false,
  },
});
