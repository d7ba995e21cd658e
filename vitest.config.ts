import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longestFirst.ts';

/** What needs a PostgreSQL of its own, whichever engine the rest runs on. */
const POSTGRES_ALONE = 'test/**/postgres*.test.ts';
/** Files that get damaged, and everything else that only a file can do. */
const SQLITE_ALONE = ['test/store/sqlite*.test.ts', 'test/store/open.test.ts', 'test/store/crash.test.ts'];
/** Kill processes under a load of their own for minutes. They start few processes, so they go beside what only computes. */
const UNDER_LOAD = ['test/faults/soak.test.ts', 'test/faults/twoProcesses.test.ts'];
/** What starts the program, or a browser. */
const PROCESSES = [
  'test/e2e/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'test/queues/{redis,bullmq,celery,rq,rabbitmq,prometheus}.test.ts',
  'test/cli/databasePlaces.test.ts',
  'test/clients/python/*.test.ts',
  'test/clients/sameOutcomes.test.ts',
  'test/cli/databaseCommand.test.ts',
  'test/deploy/prometheus.test.ts',
  'test/readme.test.ts',
  'test/cli/start.test.ts',
  'test/clients/node/exit.test.ts',
  'test/clients/node/restarts.test.ts',
  'test/clients/node/bullmq.test.ts',
  'test/clients/node/package.test.ts',
  'test/clients/node/samples.test.ts',
  'test/sandbox/demoEnds.test.ts',
  'test/sandbox/demoHistory.test.ts',
  'test/sandbox/page.test.ts',
  'test/sandbox/pageChannels.test.ts',
  'test/store/crash.test.ts',
  'test/store/sqliteBackup.test.ts',
];

const CORES = availableParallelism();
/** One more than cores: a file under load, and a test that waits for PostgreSQL, leave theirs half idle. */
const BESIDE = CORES + 1;

export default defineConfig({
  test: {
    testTimeout: 10_000,
    hookTimeout: 60_000,
    // What it waits for may take a second alone where other tests have the cores.
    expect: { poll: { timeout: 9_000 } },
    // More of them than cores would only take the cores from one another.
    maxWorkers: CORES,
    // A worker keeps what it has loaded, and the processes and databases that its tests share.
    isolate: false,
    // Cells of the fault matrix that run side by side: each has processes of its own.
    maxConcurrency: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'processes',
          include: PROCESSES,
          exclude: [POSTGRES_ALONE, ...UNDER_LOAD],
          testTimeout: 120_000,
          // Most of what these take is waiting.
          maxWorkers: 2 * CORES + 1,
        },
      },
      {
        extends: true,
        test: { name: 'underLoad', include: UNDER_LOAD, sequence: { groupOrder: 1 }, maxWorkers: BESIDE },
      },
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: [POSTGRES_ALONE, ...PROCESSES],
          sequence: { groupOrder: 1 },
          maxWorkers: BESIDE,
        },
      },
      {
        // The contract of the store once more, the same tests on the other engine.
        extends: true,
        test: {
          name: 'postgres',
          sequence: { groupOrder: 1 },
          maxWorkers: BESIDE,
          include: ['test/store/**/*.test.ts', POSTGRES_ALONE],
          exclude: SQLITE_ALONE,
          testTimeout: 120_000,
          globalSetup: ['test/fixtures/startPostgres.ts'],
          setupFiles: ['test/fixtures/skipWithoutPostgres.ts'],
        },
      },
    ],
  },
});
