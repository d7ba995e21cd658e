import { defineConfig } from 'vitest/config';

/** The properties of what comes from outside, tried many more times and each time anew: `FUZZ_RUNS=100000 npm run fuzz`. */
export default defineConfig({
  test: {
    include: ['test/fuzz/**/*.test.ts'],
    env: { FUZZ_RUNS: process.env['FUZZ_RUNS'] ?? '5000' },
    testTimeout: 0,
  },
});
