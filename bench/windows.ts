import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalPostgres } from '../sandbox/postgres/localPostgres.ts';
import { CODE_BOOK } from '../src/captchaai/errorCodes.ts';
import { NOT_POLLED } from '../src/monitor/accounts/providerHealth.ts';
import { createReader } from '../src/monitor/kinds/reader.ts';
import { OpenBuckets } from '../src/monitor/record/openBuckets.ts';
import type { Thresholds } from '../src/monitor/types.ts';
import { type OpenStore, openStore } from '../src/store/open.ts';
import { benchDefaults } from './benchSettings.ts';
import { median } from './median.ts';

// What an evaluation reads where each of many servers has chosen a window of its own: all of them at once, beside one after the other.
const PIPELINES = Array.from({ length: 100 }, (_, i) => `pipeline-${i}`);
const WINDOWS_MS = Array.from({ length: 20 }, (_, i) => (i + 1) * 60_000);
const RESULTS = 1_000;
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const now = Date.UTC(2026, 0, 1, 12);
const WINDOWS = PIPELINES.flatMap((pipeline) => WINDOWS_MS.map((ms) => ({ pipeline, from: now - ms })));

const folder = mkdtempSync(join(tmpdir(), 'bench-windows-'));
const server = await startLocalPostgres();
try {
  console.log(
    `${PIPELINES.length} pipelines, ${WINDOWS_MS.length} windows\n\n| engine | one by one, ms | at once, ms | ratio | all that an evaluation reads, ms |\n| --- | ---: | ---: | ---: | ---: |`,
  );
  await compare('SQLite', join(folder, 'monitor.db'));
  await compare('PostgreSQL', server.url('postgres'));
} finally {
  await server.remove();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(engine: string, location: string): Promise<void> {
  const store = await openStore(location);
  await fill(store);
  const took = { single: [] as number[], together: [] as number[], round: [] as number[] };
  // In turns, so that whatever else the machine does hits all alike. The first round starts what is started once.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const of = {
      single: await timed(() => oneByOne(store)),
      together: await timed(() => atOnce(store)),
      round: await timed(() => readAll(store)),
    };
    if (round === 0) continue;
    took.single.push(of.single);
    took.together.push(of.together);
    took.round.push(of.round);
  }
  const [single, together, round] = [median(took.single), median(took.together), median(took.round)];
  console.log(
    `| ${engine} | ${single.toFixed(0)} | ${together.toFixed(0)} | ${(together / single).toFixed(2)} | ${round.toFixed(0)} |`,
  );
  await store.close();
}

async function fill(store: OpenStore): Promise<void> {
  for (const pipeline of PIPELINES) {
    const buckets = new OpenBuckets();
    for (let i = 0; i < RESULTS; i += 1) {
      const failed = i % 10 === 0;
      buckets.add(pipeline, {
        at: now - 1 - i * 1_200,
        outcome: failed ? 'failed' : 'solved',
        errorCode: failed ? `ERROR_${i % 7}` : null,
        latencyMs: 20_000,
        costMicros: 3_000,
        captchaType: null,
      });
    }
    await store.results.add(buckets);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function oneByOne({ results }: OpenStore): Promise<void> {
  for (const { pipeline, from } of WINDOWS) await results.window(pipeline, from, now);
}

function atOnce({ results }: OpenStore): Promise<unknown> {
  return results.windows(WINDOWS, now);
}

/** Everything that the rules look at, by the thresholds of twenty servers. */
async function readAll(store: OpenStore): Promise<void> {
  const account = { name: 'default', pipelines: PIPELINES };
  const thresholds = WINDOWS_MS.map(
    (windowMs): Thresholds => ({
      ...benchDefaults.thresholds,
      errors: { ...benchDefaults.thresholds.errors, windowMs },
    }),
  );
  const read = createReader({ store, account, provider: async () => NOT_POLLED, codes: CODE_BOOK, lateMs: () => null })(
    now,
  );
  for (const name of PIPELINES) for (const one of thresholds) read.expect(name, one);
  for (const name of PIPELINES) for (const one of thresholds) await read.pipeline(name, one);
}
