import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely } from 'kysely';
import { CODE_BOOK } from '../src/captchaai/errorCodes.ts';
import { NOT_POLLED } from '../src/monitor/accounts/providerHealth.ts';
import { createReader } from '../src/monitor/kinds/reader.ts';
import { createMonitor } from '../src/monitor/monitor.ts';
import { createCodeNames } from '../src/monitor/record/codeNames.ts';
import { namedResults } from '../src/monitor/record/namedResults.ts';
import { createRecorder } from '../src/monitor/record/record.ts';
import { nodeSqlite } from '../src/store/nodeSqlite.ts';
import { type OpenStore, openStore } from '../src/store/open.ts';
import type { Schema } from '../src/store/schema.ts';
import { createSpanReads } from '../src/store/spanReads.ts';
import { sqliteDialect } from '../src/store/sqliteDialect.ts';
import { BENCH_ACCOUNT, benchDefaults, silentLog } from './benchSettings.ts';
import { median } from './median.ts';

const GUILD = '100000000000000001';
const MINUTE = 60_000;
/** How often something else wants a turn. */
const EVERY_MS = 1;

/** A question, and how to make sure that its answer is computed. */
export interface Question {
  readonly name: string;
  readonly ask: () => Promise<unknown>;
}

/** The core over a store, asked as commands ask it; each question at another minute, so that no answer is a kept one. `here`: all is read in this thread. */
export async function openQuestions(location: string, startedAt: number, { here = false } = {}) {
  const opened = await openStore(location);
  const read = here ? readHere(opened, location) : opened;
  const store = { ...read, results: namedResults(read.results, createCodeNames(CODE_BOOK)) };
  let now = startedAt;
  const clock = { now: () => now };
  const reader = createReader({
    store,
    account: BENCH_ACCOUNT,
    provider: async () => NOT_POLLED,
    codes: CODE_BOOK,
    lateMs: () => null,
  });
  const monitor = createMonitor({
    store,
    clock,
    log: silentLog,
    codes: CODE_BOOK,
    accounts: [{ account: BENCH_ACCOUNT, reader }],
    guildDefaults: benchDefaults,
    recorder: createRecorder({
      results: store.results,
      codes: CODE_BOOK,
      clock,
      log: silentLog,
      gather: async () => undefined,
      onRecorded() {},
    }),
    testAlerts: { send: testNothing, walk: testNothing },
    onChange() {},
    onDeliveries() {},
  });
  const of = () => {
    now += MINUTE + 1;
    return monitor.of(GUILD, null);
  };
  const questions: readonly Question[] = [
    { name: '/summary 30d', ask: () => of().summary('30d') },
    { name: '/errors 30d', ask: () => of().errors('30d') },
    { name: '/latency 30d', ask: () => of().latency('30d') },
    { name: '/cost 30d', ask: () => of().cost('30d') },
    { name: '/export', ask: () => of().exportTables() },
    { name: '/errors 1h', ask: () => of().errors('1h') },
  ];
  return { questions, store: read };
}

async function testNothing(): Promise<never> {
  throw new Error('no alert is tested here');
}

/** The same store as if it had no threads. */
function readHere(store: OpenStore, location: string): OpenStore {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(nodeSqlite(new DatabaseSync(location, { readOnly: true }))) });
  const reads = createSpanReads(db);
  const close = async () => {
    await db.destroy();
    await store.close();
  };
  const costs = { steps: reads.costSteps, byType: reads.costByType };
  return { ...store, results: { ...store.results, ...reads }, costs, close };
}

export interface Cost {
  readonly tookMs: number;
  /** Of the thread that serves everything else. */
  readonly busyMs: number;
  /** The longest time for which nothing else got a turn. */
  readonly blockedMs: number;
}

/** Medians of some rounds, each from a quiet moment on. */
export async function measure(ask: () => Promise<unknown>, rounds: number): Promise<Cost> {
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round += 1) costs.push(await measureOnce(ask));
  const of = (value: (cost: Cost) => number) => median(costs.map(value));
  return { tookMs: of((c) => c.tookMs), busyMs: of((c) => c.busyMs), blockedMs: of((c) => c.blockedMs) };
}

async function measureOnce(ask: () => Promise<unknown>): Promise<Cost> {
  let blockedMs = 0;
  let turnAt = performance.now();
  const turns = setInterval(() => {
    const now = performance.now();
    blockedMs = Math.max(blockedMs, now - turnAt - EVERY_MS);
    turnAt = now;
  }, EVERY_MS);
  await sleep(20);
  blockedMs = 0;
  const before = performance.eventLoopUtilization();
  const startedAt = performance.now();
  await ask();
  const tookMs = performance.now() - startedAt;
  const busyMs = performance.eventLoopUtilization(before).active;
  // The turn that had to wait comes after it.
  await sleep(20);
  clearInterval(turns);
  return { tookMs, busyMs, blockedMs };
}
