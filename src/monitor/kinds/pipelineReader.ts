import type { ProviderHealth } from '../accounts/providerHealth.ts';
import { lastTopUp } from '../accounts/topUp.ts';
import { AFTERMATH_MS } from '../alerts/causes.ts';
import { forecastRunway, type Runway } from '../forecast/forecast.ts';
import type { Reading, WindowTotals } from '../measures.ts';
import type { Heard } from '../ports/listeningStore.ts';
import type { Store } from '../ports/store.ts';
import { type CodeBook, explainedCode } from '../record/codes.ts';
import { arrived } from '../record/namedResults.ts';
import { BUCKET_MS } from '../record/openBuckets.ts';
import { DAY, HOUR, MINUTE, type Millis } from '../time.ts';
import type { Limits } from '../types.ts';
import { lookBackOf } from './index.ts';
import type { Arrivals, LatencyWindow, PipelineReadings, ThreadReadings } from './pipelineReadings.ts';
import { SHARE_SCALE } from './threads.ts';
import { createTrailReader } from './trailReader.ts';
import { createTypesReader } from './typesReader.ts';

export interface ReaderPorts {
  readonly store: Pick<Store, 'results' | 'readings' | 'listening'>;
  readonly pipeline: string;
  readonly provider: () => Promise<ProviderHealth>;
  readonly codes: Pick<CodeBook, 'explain'>;
  /** By how much results are dated earlier than they arrive, where that is steady. */
  readonly lateMs: () => Millis | null;
}

const TOP_UP_LOOK_BACK_MS: Millis = 15 * MINUTE;
const FORECAST_LOOK_BACK_MS: Millis = 7 * DAY;
/** Percentiles are merged from many sketches; a p95 of five minutes does not change by the millisecond. */
const LATENCY_FOR_MS: Millis = 5_000;
/** Results that are later than this are counted in their own time only. */
const MOST_LATE_MS: Millis = HOUR;
/** A shorter silence than this nobody may ask for. */
const LEAST_SILENCE_MS: Millis = 1_000;

/** Reads sums and newest readings only, so the cost does not grow with the number of results; what is dear is kept a while. */
export function createPipelineReader({ store, pipeline, provider, codes, lateMs }: ReaderPorts) {
  const latencies = new Map<Millis, { readonly at: Millis; readonly value: LatencyWindow | null }>();
  const readTrail = createTrailReader({ store, pipeline, codes });
  const readTypes = createTypesReader({ store, pipeline });
  let forecast: { readonly of: Millis; readonly value: Runway | null } | null = null;

  async function latencyOf(windowMs: Millis, at: Millis): Promise<LatencyWindow | null> {
    const kept = latencies.get(windowMs);
    if (kept !== undefined && Math.abs(at - kept.at) < LATENCY_FOR_MS) return kept.value;
    // Every bucket that overlaps the window, as for the sums.
    const found = await store.results.latencies(pipeline, at - windowMs - BUCKET_MS + 1, at + 1, [0.5, 0.95]);
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

  async function arrivalsAt(heard: Heard | null, at: Millis): Promise<Arrivals> {
    const { listenedMs = 0, arrivedAt = null, arrivedListenedMs = null } = heard ?? {};
    const quietMs = arrivedListenedMs === null ? 0 : Math.max(0, listenedMs - arrivedListenedMs);
    if (quietMs < LEAST_SILENCE_MS) return { newestAt: arrivedAt, quietMs, inHourBefore: 0 };
    // By the results' own times: workers may be slow to post, or have a slow clock.
    const bucket = await store.results.newestAt(pipeline, at);
    if (bucket === null) return { newestAt: arrivedAt, quietMs, inHourBefore: 0 };
    const hour = await store.results.window(pipeline, bucket + BUCKET_MS - HOUR, bucket + BUCKET_MS);
    return { newestAt: arrivedAt, quietMs, inHourBefore: arrived(hour) };
  }

  /** Since when there is none matters only where there is none. */
  async function workersAt(from: Millis, at: Millis): Promise<readonly Reading[]> {
    const newest = await store.readings.newest(pipeline, 'activeWorkers', at);
    if (newest === null) return [];
    return newest.value > 0 ? [newest] : store.readings.since(pipeline, 'activeWorkers', from, at);
  }

  async function threadsAt(from: Millis, at: Millis): Promise<ThreadReadings> {
    const total = (await store.readings.newest(pipeline, 'threadsTotal', at))?.value ?? null;
    // Most accounts do not tell.
    if (total === null || total === 0) return { busyShares: [], busy: null, total };
    const busy = await store.readings.since(pipeline, 'threadsBusy', from, at);
    const busyShares = busy.map((reading) => ({
      ...reading,
      value: Math.round((reading.value / total) * SHARE_SCALE),
    }));
    return { busyShares, busy: busy.at(-1)?.value ?? null, total };
  }

  return async function read(limits: Limits, at: Millis): Promise<PipelineReadings> {
    const look = lookBackOf(limits);
    // A used-up balance is the cause of what failed as long as that is in the window.
    const balanceLookBackMs = Math.max(TOP_UP_LOOK_BACK_MS, AFTERMATH_MS + Math.max(look.windowMs, look.widestMs));
    const late = lateMs();
    // Those of a slow clock are dated before the window begins: it begins as much earlier.
    const extraMs = Math.min(late ?? 0, MOST_LATE_MS);
    const heard = await store.listening.read(pipeline, at);
    const [balances, window, aftermath, latency, depths, workers, arrivals, threads, health] = await Promise.all([
      store.readings.since(pipeline, 'balance', at - balanceLookBackMs, at),
      store.results.window(pipeline, at - look.windowMs - extraMs, at),
      store.results.window(pipeline, at - AFTERMATH_MS, at),
      latencyOf(look.latencyMs + extraMs, at),
      store.readings.since(pipeline, 'queueDepth', at - look.queueMs, at),
      workersAt(at - look.queueMs, at),
      arrivalsAt(heard, at),
      threadsAt(at - look.threadsMs, at),
      provider(),
    ]);
    const balance = balances.at(-1) ?? null;
    const runway = await forecastOf(balance, at);
    const topUp = lastTopUp(since(balances, at - TOP_UP_LOOK_BACK_MS));
    const topCode = window.byCode[0]?.code;
    return {
      at,
      balance,
      ...usedUp(look.usedUpMs === 0 ? [] : balances, at, look.usedUpMs),
      aftermath,
      topUp: topUp === null ? null : { ...topUp, runwayMs: runway?.runwayMs ?? null },
      runway,
      window,
      types: await readTypes(window, look, at, extraMs),
      trail: await readTrail(window, look, at),
      topCode: topCode === undefined ? null : explainedCode(codes, topCode),
      latency,
      queue: { depths, activeWorkers: workers.at(-1)?.value ?? null, perMinute: perMinute(window, look.windowMs) },
      workers,
      arrivals,
      threads,
      provider: health,
      steadySince: heard?.steadySince ?? 0,
      lateMs: late,
    };
  };
}

/** What of the limits the readings depend on: equal keys, equal readings. */
export function lookBackKey(limits: Limits): string {
  return Object.values(lookBackOf(limits)).join(' ');
}

export type ReadPipeline = ReturnType<typeof createPipelineReader>;

function perMinute({ solved, failed }: WindowTotals, windowMs: Millis): number | null {
  return solved + failed === 0 ? null : ((solved + failed) * MINUTE) / windowMs;
}

/** The readings from a time on, and the one that held then. */
function since(readings: readonly Reading[], from: Millis): readonly Reading[] {
  return readings.slice(
    Math.max(
      0,
      readings.findLastIndex(({ at }) => at < from),
    ),
  );
}

/** The balance holds until the next reading, so a used-up one was used up until then; or until it is too old to say. */
function usedUp(
  readings: readonly Reading[],
  now: Millis,
  staleMs: Millis,
): Pick<PipelineReadings, 'usedUpAt' | 'usedUpSince'> {
  const last = readings.findLastIndex(({ value }) => value <= 0);
  const reading = readings[last];
  if (reading === undefined) return { usedUpAt: null, usedUpSince: null };
  const before = readings.slice(0, last).findLastIndex(({ value }) => value > 0);
  return {
    usedUpAt: readings[last + 1]?.at ?? Math.min(now, reading.at + staleMs),
    usedUpSince: readings[before + 1]?.at ?? reading.at,
  };
}
