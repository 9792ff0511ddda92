import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    // Most of a test's time is waiting, for Postgres and for a chat's pace: a worker fewer than cores leaves half of two idle.
    maxWorkers: '100%',
    // The limits are for a loaded machine; no test measures time.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/sandbox/page/**'] },
  },
});
