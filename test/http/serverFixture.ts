import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InjectOptions } from 'fastify';
import { onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import type { ReadinessCheck } from '../../src/http/health.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createServer, type ServerLimits } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';
import { NOT_POLLED } from '../../src/monitor/accounts/providerHealth.ts';
import { createPipelineReader } from '../../src/monitor/kinds/pipelineReader.ts';
import { createMonitor } from '../../src/monitor/monitor.ts';
import type { Store } from '../../src/monitor/ports/store.ts';
import type { KeyOutcome } from '../../src/monitor/record/keyedResults.ts';
import { createRecorder } from '../../src/monitor/record/record.ts';
import type { Reading } from '../../src/monitor/types.ts';
import { openStore } from '../../src/store/open.ts';

export const NOW = Date.UTC(2026, 3, 20, 12);
export const TOKEN = 'ingest-token-0123456789';
export const PIPELINE = 'default';

export interface ServerFixtureOptions {
  /** Stands between the recorder and the disk. */
  readonly add?: (write: () => Promise<void>) => Promise<void>;
  /** Stands between the monitor and the disk. */
  readonly addReadings?: (readings: readonly Reading[], write: () => Promise<void>) => Promise<void>;
  readonly requestsPerMinute?: number;
  readonly trustedProxies?: readonly string[];
  readonly checks?: readonly ReadinessCheck[];
  readonly limits?: ServerLimits;
  /** Where the database is; in memory if it is not said. */
  readonly file?: string;
  readonly now?: () => number;
  readonly elapsed?: () => number;
}

/** The real server, monitor and recorder on a database in memory. All gone when the test ends. */
export async function startServer(options: ServerFixtureOptions = {}) {
  const { add = (write) => write(), addReadings = (_readings, write) => write() } = options;
  const { elapsed = () => 0, trustedProxies = [] } = options;
  const { requestsPerMinute = 60_000, checks = [], limits: serverLimits, file = ':memory:', now = () => NOW } = options;
  const disk = await openStore(file);
  const store: Store = {
    ...disk,
    results: {
      ...disk.results,
      async add(...batch) {
        let outcomes: readonly KeyOutcome[] = [];
        await add(async () => {
          outcomes = await disk.results.add(...batch);
        });
        return outcomes;
      },
    },
    readings: {
      ...disk.readings,
      add: (pipeline, readings) => addReadings(readings, () => disk.readings.add(pipeline, readings)),
    },
  };
  const lines: string[] = [];
  const log = createLog({ level: 'debug', secrets: [TOKEN], destination: { write: (line) => lines.push(line) } });
  const metrics = createMetrics(() => 0);
  const { limits } = parseConfig({
    DISCORD_TOKEN: 'x'.repeat(20),
    CAPTCHAAI_API_KEY: '0'.repeat(32),
    INGEST_TOKEN: TOKEN,
  });
  const clock = { now };
  const onRecorded = () => undefined;
  const codes = { known: [], explain: () => null };
  const recorder = createRecorder({ results: store.results, codes, clock, log, gather: nextTurn, onRecorded });
  const monitor = createMonitor({
    store,
    clock,
    log,
    pipeline: PIPELINE,
    codes,
    testAlerts: { send: () => Promise.reject(new Error('no tests here')) },
    recorder,
    guildDefaults: { timeZone: 'UTC', summaryMinute: 540, limits, webhook: null, refuges: () => [] },
    readPipeline: createPipelineReader({
      store,
      pipeline: PIPELINE,
      provider: async () => NOT_POLLED,
      codes: { explain: () => null },
      lateMs: () => null,
    }),
    onChange: onRecorded,
    onDeliveries: onRecorded,
  });
  const ingest = {
    monitor,
    clock,
    elapsed,
    pipeline: PIPELINE,
    token: TOKEN,
    requestsPerMinute,
    onResults: metrics.results,
    onRefused: metrics.refused,
  };
  const app = await createServer({
    log,
    hide: (text) => text,
    ingest,
    trustedProxies,
    checks,
    metricsText: metrics.text,
    ...(serverLimits === undefined ? {} : { limits: serverLimits }),
  });
  onTestFinished(async () => {
    await app.close();
    await disk.close();
  });

  const period = () => disk.results.period(PIPELINE, 0, NOW * 2);
  return {
    app,
    disk,
    metrics,
    /** How many results are neither on disk nor refused. */
    waiting: recorder.waiting,
    /** Everything that was logged. */
    logged: () => lines.join(''),
    period,
    /** How many results are on disk. */
    async kept(): Promise<number> {
      const { solved, failed } = await period();
      return solved + failed;
    },
    post: (url: string, payload: unknown, headers: Readonly<Record<string, string>> = {}) =>
      app.inject({
        method: 'POST',
        url,
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
        payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      } satisfies InjectOptions),
  };
}

export type ServerFixture = Awaited<ReturnType<typeof startServer>>;
