import type { Account } from '../accounts/account.ts';
import { addUp } from '../kinds/errorsTrail.ts';
import type { Store } from '../ports/store.ts';
import type { PipelineSummary, Summary } from '../summary.ts';
import { sumOfKnown } from '../sums.ts';
import { localDay } from '../text/calendar.ts';
import type { Millis } from '../time.ts';
import { DAY } from '../time.ts';
import { percentilesOf, SUMMARY_PERCENTILES } from './percentiles.ts';

/** The periods that `/summary` offers. */
export const SUMMARY_PERIODS = ['today', 'yesterday', '24h', '7d', '30d'] as const;
export type SummaryPeriod = (typeof SUMMARY_PERIODS)[number];

/** Where a period begins and ends, by the calendar of the time zone for the days and by the clock for the rest. */
export function periodBounds(period: SummaryPeriod, now: Millis, timeZone: string): { from: Millis; to: Millis } {
  switch (period) {
    case 'today':
      return { from: localDay(now, timeZone).from, to: now };
    case 'yesterday':
      return localDay(now, timeZone, -1);
    case '24h':
      return { from: now - DAY, to: now };
    case '7d':
      return { from: now - 7 * DAY, to: now };
    case '30d':
      return { from: now - 30 * DAY, to: now };
  }
}

/** A pipeline, and the account that it spends from. */
interface Watched extends Pick<Account, 'hasBalance'> {
  readonly pipeline: string;
  readonly account: string;
}

/** Adds a period up. The balance is the last one known at the end of it, the latency the mean over solved tasks. */
export async function summarize(
  store: Pick<Store, 'results' | 'readings'>,
  watched: Watched,
  span: { from: Millis; to: Millis },
  timeZone: string,
): Promise<Summary> {
  const [sums, latency] = await Promise.all([
    sumUp(store, watched, span, timeZone),
    store.results.latencies(watched.pipeline, span.from, span.to, SUMMARY_PERCENTILES),
  ]);
  return { ...sums, latency: percentilesOf(latency?.valuesMs ?? []) };
}

/** The same without percentiles, which cost most by far. */
async function sumUp(
  store: Pick<Store, 'results' | 'readings'>,
  { pipeline, account, hasBalance = true }: Watched,
  { from, to }: { from: Millis; to: Millis },
  timeZone: string,
): Promise<Summary> {
  const [totals, balance, peakQueueDepth] = await Promise.all([
    store.results.period(pipeline, from, to),
    hasBalance ? store.readings.newest(account, 'balance', to) : null,
    store.readings.peak(pipeline, 'queueDepth', from, to),
  ]);
  const { solved, failed, byCode, costMicros, latencySumMs, latencyCount } = totals;
  return {
    from,
    to,
    timeZone,
    solved,
    failed,
    byCode,
    costMicros,
    meanLatencyMs: latencyCount === 0 ? null : latencySumMs / latencyCount,
    latency: null,
    balanceMicros: balance?.value ?? null,
    ...(hasBalance ? {} : { hasBalance }),
    peakQueueDepth,
  };
}

/** The same of all pipelines together, with a line for each where there are several, the worst first; the balance is that of all accounts. */
export async function summarizeAll(
  store: Pick<Store, 'results' | 'readings'>,
  accounts: readonly Account[],
  span: { from: Millis; to: Millis },
  timeZone: string,
): Promise<Summary> {
  const named = accounts.flatMap(({ name: account, pipelines, hasBalance = true }) =>
    pipelines.map((pipeline) => ({ pipeline, account, hasBalance })),
  );
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) return summarize(store, only, span, timeZone);
  const parts = await Promise.all(
    named.map(async (one) => ({ ...one, summary: await sumUp(store, one, span, timeZone) })),
  );
  const [first] = parts;
  if (first === undefined) throw new Error('no pipeline to sum up');
  const summaries = parts.map(({ summary }) => summary);
  const ofAccounts = accounts.map(({ name }) => parts.find(({ account }) => account === name)?.summary);
  return {
    ...first.summary,
    ...addUp(summaries),
    costMicros: summaries.reduce((sum, { costMicros }) => sum + costMicros, 0),
    meanLatencyMs: meanOf(summaries),
    latency: null,
    balanceMicros: sumOfKnown(ofAccounts.map((summary) => summary?.balanceMicros ?? null)),
    hasBalance: parts.some(({ hasBalance }) => hasBalance),
    peakQueueDepth: null,
    pipelines: parts
      .map(({ pipeline: name, summary: { solved, failed, peakQueueDepth } }) => ({
        name,
        solved,
        failed,
        peakQueueDepth,
      }))
      .sort(lowestRateFirst),
  };
}

/** One without results comes last. */
function lowestRateFirst(a: PipelineSummary, b: PipelineSummary): number {
  return (successRate(a) ?? 2) - (successRate(b) ?? 2);
}

/** Over the solved tasks of all; null where no latency is known. */
function meanOf(summaries: readonly Summary[]): Millis | null {
  const known = summaries.flatMap(({ solved, meanLatencyMs }) =>
    meanLatencyMs === null || solved === 0 ? [] : [{ solved, meanLatencyMs }],
  );
  const solved = known.reduce((sum, one) => sum + one.solved, 0);
  return solved === 0 ? null : known.reduce((sum, one) => sum + one.meanLatencyMs * one.solved, 0) / solved;
}

/** Solved share of all results, 0 to 1; null where there were none. */
export function successRate({ solved, failed }: Pick<Summary, 'solved' | 'failed'>): number | null {
  return solved + failed === 0 ? null : solved / (solved + failed);
}
