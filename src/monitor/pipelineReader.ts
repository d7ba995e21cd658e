import { forecastRunway, type Runway } from './forecast.ts';
import type { ProviderHealth } from './pollBalance.ts';
import type { Store } from './ports.ts';
import type { LatencyWindow } from './rules/latency.ts';
import type { QueueReadings } from './rules/queue.ts';
import type { Arrivals } from './rules/silence.ts';
import { SHARE_SCALE, type ThreadReadings } from './rules/threads.ts';
import { lastTopUp } from './topUp.ts';
import type { Limits, Millis, Reading, TopUp, WindowTotals } from './types.ts';

/** Everything that the rules of one pipeline look at, read once for all guilds with the same windows. */
export interface PipelineReadings {
  readonly at: Millis;
  readonly balance: Reading | null;
  /** Whether the balance is, or was a moment ago, used up. */
  readonly balanceUsedUp: boolean;
  readonly topUp: TopUp | null;
  readonly runway: Runway | null;
  readonly window: WindowTotals;
  readonly latency: LatencyWindow | null;
  readonly queue: QueueReadings;
  readonly arrivals: Arrivals;
  readonly threads: ThreadReadings;
  readonly provider: ProviderHealth;
}

export interface ReaderPorts {
  readonly store: Pick<Store, 'results' | 'readings'>;
  readonly pipeline: string;
  readonly provider: () => ProviderHealth;
}

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
/** A used-up balance holds back its consequences for this long after it was filled: they need the time to mend. */
const USED_UP_MS: Millis = 2 * MINUTE;
const TOP_UP_LOOK_BACK_MS: Millis = 15 * MINUTE;
const FORECAST_LOOK_BACK_MS: Millis = 7 * 24 * HOUR;
/** Percentiles are merged from many sketches; a p95 of five minutes does not change by the millisecond. */
const LATENCY_FOR_MS: Millis = 5_000;
/** A shorter silence than this nobody may ask for. */
const LEAST_SILENCE_MS: Millis = MINUTE;

/** Reads sums and newest readings only, so the cost does not grow with the number of results; what is dear is kept a while. */
export function createPipelineReader({ store, pipeline, provider }: ReaderPorts) {
  const latencies = new Map<Millis, { readonly at: Millis; readonly value: LatencyWindow | null }>();
  let forecast: { readonly of: Millis; readonly value: Runway | null } | null = null;

  async function latencyOf(windowMs: Millis, at: Millis): Promise<LatencyWindow | null> {
    const kept = latencies.get(windowMs);
    if (kept !== undefined && Math.abs(at - kept.at) < LATENCY_FOR_MS) return kept.value;
    const found = await store.results.latencies(pipeline, at - windowMs, at, [0.5, 0.95]);
    const [p50Ms = 0, p95Ms = 0] = found?.valuesMs ?? [];
    const value = found === null ? null : { solved: found.solved, p50Ms, p95Ms };
    latencies.set(windowMs, { at, value });
    return value;
  }

  /** A new forecast only for a new reading of the balance. */
  async function forecastOf(balance: Reading | null, at: Millis): Promise<Runway | null> {
    if (balance === null) return null;
    if (forecast?.of === balance.at) return forecast.value;
    const history = await store.readings.since(pipeline, 'balance', at - FORECAST_LOOK_BACK_MS, at);
    forecast = { of: balance.at, value: forecastRunway(history, at) };
    return forecast.value;
  }

  async function arrivalsAt(at: Millis): Promise<Arrivals> {
    const newestAt = await store.results.newestAt(pipeline);
    if (newestAt === null || at - newestAt < LEAST_SILENCE_MS) return { newestAt, inHourBefore: 0 };
    const { solved, failed } = await store.results.window(pipeline, newestAt - HOUR, newestAt);
    return { newestAt, inHourBefore: solved + failed };
  }

  async function threadsAt(from: Millis, at: Millis): Promise<ThreadReadings> {
    const [busy, total] = await Promise.all([
      store.readings.since(pipeline, 'threadsBusy', from, at),
      store.readings.newest(pipeline, 'threadsTotal', at),
    ]);
    const all = total?.value ?? 0;
    const busyShares =
      all === 0 ? [] : busy.map((reading) => ({ ...reading, value: Math.round((reading.value / all) * SHARE_SCALE) }));
    return { busyShares, busy: busy.at(-1)?.value ?? null, total: total?.value ?? null };
  }

  return async function read(limits: Limits, at: Millis): Promise<PipelineReadings> {
    const queueFrom = at - Math.max(limits.queue.holdMs, limits.queue.staleMs);
    const [balances, window, latency, depths, workers, arrivals, threads] = await Promise.all([
      store.readings.since(pipeline, 'balance', at - TOP_UP_LOOK_BACK_MS, at),
      store.results.window(pipeline, at - limits.errors.windowMs, at),
      latencyOf(limits.latency.windowMs, at),
      store.readings.since(pipeline, 'queueDepth', queueFrom, at),
      store.readings.newest(pipeline, 'activeWorkers', at),
      arrivalsAt(at),
      threadsAt(at - Math.max(limits.threads.holdMs, limits.threads.staleMs), at),
    ]);
    const balance = balances.at(-1) ?? null;
    const runway = await forecastOf(balance, at);
    const topUp = lastTopUp(balances);
    return {
      at,
      balance,
      balanceUsedUp: limits.balance.enabled && inForceSince(balances, at - USED_UP_MS).some(({ value }) => value <= 0),
      topUp: topUp === null ? null : { ...topUp, runwayMs: runway?.runwayMs ?? null },
      runway,
      window,
      latency,
      queue: { depths, activeWorkers: workers?.value ?? null },
      arrivals,
      threads,
      provider: provider(),
    };
  };
}

export type ReadPipeline = ReturnType<typeof createPipelineReader>;

/** The readings from a moment on, with the one that still held then. */
function inForceSince(readings: readonly Reading[], from: Millis): readonly Reading[] {
  const first = readings.findIndex(({ at }) => at >= from);
  return first === -1 ? readings.slice(-1) : readings.slice(Math.max(0, first - 1));
}
