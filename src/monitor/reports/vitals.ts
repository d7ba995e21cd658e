import type { ProviderHealth } from '../accounts/providerHealth.ts';
import type { WatchedAccount } from '../accounts/watchedAccount.ts';
import { kindOf } from '../kinds/index.ts';
import type { PipelineReadings } from '../kinds/pipelineReadings.ts';
import type { MicroUsd, Reading } from '../measures.ts';
import type { Backlog } from '../ports/deliveryQueue.ts';
import type { OpenIncidents } from '../ports/incidentStore.ts';
import type { Store } from '../ports/store.ts';
import type { GuildDefaults } from '../settings/guildDefaults.ts';
import type { Millis } from '../time.ts';
import type { Thresholds } from '../types.ts';

/** An account at CaptchaAI. What is not known, or too old to say anything of now, is null. */
export interface AccountVitals {
  readonly account: string;
  readonly balance: { readonly micros: MicroUsd; readonly at: Millis } | null;
  /** Null too where the balance does not run out within 30 days, and on a thread plan. */
  readonly runwayMs: Millis | null;
  readonly threads: { readonly busy: number; readonly total: number } | null;
  /** Whether the last call succeeded. */
  readonly isAnswering: boolean | null;
}

/** A stream of results and its queue. What is not known, or too old to say anything of now, is null. */
export interface PipelineVitals {
  readonly pipeline: string;
  /** Results of the window over which errors are judged. */
  readonly solved: number;
  readonly failed: number;
  readonly latency: { readonly p50Ms: Millis; readonly p95Ms: Millis } | null;
  readonly queueDepth: number | null;
  readonly activeWorkers: number | null;
  readonly lastResultAt: Millis | null;
  readonly open: readonly OpenIncidents[];
}

/** What a look from outside shows. */
export interface Vitals {
  readonly accounts: readonly AccountVitals[];
  readonly pipelines: readonly PipelineVitals[];
  readonly backlog: Backlog;
}

export interface VitalsPorts {
  readonly store: Pick<Store, 'incidents' | 'deliveries'>;
  readonly accounts: readonly WatchedAccount[];
  readonly guildDefaults: Pick<GuildDefaults, 'thresholds'>;
}

/** Reads what an evaluation reads, by the process-wide thresholds, so that it costs as little. */
export async function readVitals(
  now: Millis,
  { store, accounts, guildDefaults: { thresholds } }: VitalsPorts,
): Promise<Vitals> {
  const [read, backlog] = await Promise.all([
    Promise.all(accounts.map((watched) => readAccount(watched, now, thresholds, store))),
    store.deliveries.backlog(),
  ]);
  return {
    accounts: read.map(({ account }) => account),
    pipelines: read.flatMap(({ pipelines }) => pipelines),
    backlog,
  };
}

async function readAccount(
  { account, reader }: WatchedAccount,
  now: Millis,
  thresholds: Thresholds,
  store: Pick<Store, 'incidents'>,
): Promise<{ readonly account: AccountVitals; readonly pipelines: readonly PipelineVitals[] }> {
  const read = reader(now);
  const [ofAccount, readings] = await Promise.all([store.incidents.open(account.name), read.account(thresholds)]);
  const pipelines = await Promise.all(
    account.pipelines.map(async (name) => {
      const own = name === account.name ? ofAccount : await store.incidents.open(name);
      return pipelineVitals(name, await read.pipeline(name, thresholds), thresholds, seenOpen(own, ofAccount));
    }),
  );
  return { account: accountVitals(account.name, readings, thresholds), pipelines };
}

/** What is open of a pipeline, and of the account that it spends from. */
function seenOpen(own: readonly OpenIncidents[], ofAccount: readonly OpenIncidents[]): readonly OpenIncidents[] {
  const isOf = (scope: 'account' | 'pipeline') => (open: OpenIncidents) => kindOf(open.kind).scope === scope;
  return [...own.filter(isOf('pipeline')), ...ofAccount.filter(isOf('account'))];
}

function accountVitals(account: string, readings: PipelineReadings, thresholds: Thresholds): AccountVitals {
  const balance = fresh(readings.balance, readings.at, thresholds.balance.staleMs);
  const { busyShares, busy, total } = readings.threads;
  const isKnown = fresh(busyShares.at(-1), readings.at, thresholds.threads.staleMs) !== null;
  return {
    account,
    balance: balance === null ? null : { micros: balance.value, at: balance.at },
    runwayMs: balance === null || !thresholds.balance.enabled ? null : (readings.runway?.runwayMs ?? null),
    threads: isKnown && busy !== null && total !== null ? { busy, total } : null,
    isAnswering: isAnswering(readings.provider),
  };
}

/** Where our own network is down, nothing is known of the other side. */
function isAnswering({ polledAt, failure, ownNetworkDown }: ProviderHealth): boolean | null {
  return polledAt === null || ownNetworkDown ? null : failure === null;
}

function pipelineVitals(
  pipeline: string,
  { at, window, latency, queue, workers, arrivals }: PipelineReadings,
  thresholds: Thresholds,
  open: readonly OpenIncidents[],
): PipelineVitals {
  return {
    pipeline,
    solved: window.solved,
    failed: window.failed,
    latency: latency === null ? null : { p50Ms: latency.p50Ms, p95Ms: latency.p95Ms },
    queueDepth: fresh(queue.depths.at(-1), at, thresholds.queue.staleMs)?.value ?? null,
    activeWorkers: fresh(workers.at(-1), at, thresholds.workers.staleMs)?.value ?? null,
    lastResultAt: arrivals.newestAt,
    open,
  };
}

/** A reading that still says something of now. */
function fresh(reading: Reading | null | undefined, now: Millis, staleMs: Millis): Reading | null {
  return reading == null || now - reading.at > staleMs ? null : reading;
}
