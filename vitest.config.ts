import { defineConfig } from 'vitest/config';

/** What needs a PostgreSQL of its own, whichever engine the rest runs on. */
const POSTGRES_ALONE = 'test/**/postgres*.test.ts';
/** Files that get damaged, and everything else that only a file can do. */
const SQLITE_ALONE = ['test/store/sqlite*.test.ts', 'test/store/open.test.ts', 'test/store/crash.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'sqlite', include: ['test/**/*.test.ts'], exclude: [POSTGRES_ALONE] },
      },
      {
        // The contract of the store once more, the same tests on the other engine.
        extends: true,
        test: {
          name: 'postgres',
          include: ['test/store/**/*.test.ts', POSTGRES_ALONE],
          exclude: SQLITE_ALONE,
          globalSetup: ['test/postgres/startServer.ts'],
          setupFiles: ['test/postgres/skipWithoutServer.ts'],
        },
      },
    ],
  },
});
