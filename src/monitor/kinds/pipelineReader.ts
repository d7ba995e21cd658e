import { INHIBITION_MS } from '../alerts/causes.ts';
import type { WindowTotals } from '../measures.ts';
import type { Heard } from '../ports/listeningStore.ts';
import type { TypeTotals } from '../ports/resultStore.ts';
import type { Store } from '../ports/store.ts';
import { type CodeBook, explainedCode } from '../record/codes.ts';
import { arrived } from '../record/namedResults.ts';
import { BUCKET_MS } from '../record/openBuckets.ts';
import { HOUR, MINUTE, type Millis } from '../time.ts';
import { keptBy } from './keptBy.ts';
import type { LookBack } from './lookBack.ts';
import type { AccountReadings, Arrivals, LatencyWindow, PipelineReadings } from './pipelineReadings.ts';
import { createQueueReader } from './queueReader.ts';
import { createTrailReader } from './trailReader.ts';
import type { WindowsReader } from './windowsReader.ts';

export interface PipelineReaderPorts {
  readonly store: Pick<Store, 'results' | 'readings' | 'queueSources' | 'listening'>;
  readonly pipeline: string;
  readonly codes: Pick<CodeBook, 'explain'>;
  /** By how much results are dated earlier than they arrive, where that is steady. */
  readonly lateMs: () => Millis | null;
}

/** Percentiles are merged from many sketches; a p95 of five minutes does not change by the millisecond. */
const LATENCY_FOR_MS: Millis = 5_000;
/** Results that are later than this are counted in their own time only. */
const MOST_LATE_MS: Millis = HOUR;
/** A shorter silence than this nobody may ask for. */
const LEAST_SILENCE_MS: Millis = 1_000;

/** Reads sums and newest readings only, so the cost does not grow with the number of results; what is dear is kept a while. */
export function createPipelineReader({ store, pipeline, codes, lateMs }: PipelineReaderPorts) {
  const latencies = new Map<Millis, { readonly at: Millis; readonly value: LatencyWindow | null }>();
  const trailAt = createTrailReader({ store, pipeline, codes });
  const readQueue = createQueueReader({ store, pipeline });

  async function latencyOf(windowMs: Millis, at: Millis): Promise<LatencyWindow | null> {
    const kept = latencies.get(windowMs);
    if (kept !== undefined && Math.abs(at - kept.at) < LATENCY_FOR_MS) return kept.value;
    // Every bucket that overlaps the window, as for the sums.
    const percentiles = await store.results.latencies(pipeline, at - windowMs - BUCKET_MS + 1, at + 1, [0.5, 0.95]);
    const [p50Ms = 0, p95Ms = 0] = percentiles?.valuesMs ?? [];
    const value = percentiles === null ? null : { solved: percentiles.solved, p50Ms, p95Ms };
    latencies.set(windowMs, { at, value });
    return value;
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

  /** At one moment: what does not depend on how far it is looked back is read once. */
  return function readerAt(at: Millis, windows: WindowsReader) {
    const late = lateMs();
    // Those of a slow clock are dated before the window begins: it begins as much earlier.
    const extraMs = Math.min(late ?? 0, MOST_LATE_MS);
    const windowOf = (ms: Millis) => ({ pipeline, from: at - ms });
    const heardAt = keptBy((_all: null) => store.listening.read(pipeline, at));
    const arrivals = keptBy(async (_all: null) => arrivalsAt(await heardAt(null), at));
    const queueFrom = keptBy((from: Millis) => readQueue(from, at));
    const readTrail = trailAt(at);

    return {
      expect({ windowMs }: LookBack): void {
        windows.expect(windowOf(windowMs + extraMs));
        windows.expect(windowOf(INHIBITION_MS));
      },
      /** `ofAccount`: what is known of the account meanwhile, or will be. */
      async read(lookBack: LookBack, ofAccount: AccountReadings | Promise<AccountReadings>): Promise<PipelineReadings> {
        const [
          account,
          heard,
          { byType, ...window },
          { byType: _none, ...inhibitionTotals },
          latency,
          { queue, workers },
          arrived,
        ] = await Promise.all([
          ofAccount,
          heardAt(null),
          windows.read(windowOf(lookBack.windowMs + extraMs)),
          windows.read(windowOf(INHIBITION_MS)),
          latencyOf(lookBack.latencyMs + extraMs, at),
          queueFrom(at - lookBack.queueMs),
          arrivals(null),
        ]);
        const topCode = window.byCode[0]?.code;
        return {
          ...account,
          at,
          inhibitionTotals,
          window,
          types: typesOf(window, byType, lookBack),
          trail: await readTrail(window, lookBack),
          topCode: topCode === undefined ? null : explainedCode(codes, topCode),
          latency,
          queue: { ...queue, perMinute: perMinute(window, lookBack.windowMs) },
          workers,
          arrivals: arrived,
          steadySince: heard?.steadySince ?? 0,
          lateMs: late,
        };
      },
    };
  };
}

/** Only where there are enough results for one type. */
function typesOf(
  { solved, failed }: WindowTotals,
  byType: readonly TypeTotals[],
  { windowMs, typesMinResults }: LookBack,
): PipelineReadings['types'] {
  return { windowMs, totals: solved + failed <= typesMinResults ? [] : byType };
}

function perMinute({ solved, failed }: WindowTotals, windowMs: Millis): number | null {
  return solved + failed === 0 ? null : ((solved + failed) * MINUTE) / windowMs;
}
