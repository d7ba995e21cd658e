import { makeResults } from '../sandbox/pipeline/makeResults.ts';
import { OpenBuckets } from '../src/monitor/record/openBuckets.ts';
import type { SolveResult } from '../src/monitor/types.ts';
import type { OpenStore } from '../src/store/open.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PIPELINE = 'default';

/** Two weeks of a healthy pipeline with a bad hour or two, up to `now`: what charts and summaries look back on, and compare with. */
export async function addHistory(store: OpenStore, now: number, balanceUsd: number): Promise<void> {
  const buckets = new OpenBuckets();
  const spans = [
    { from: now - 14 * DAY, forMs: 10 * DAY + 2 * HOUR, mood: 'healthy' },
    { from: now - 4 * DAY + 2 * HOUR, forMs: 2 * HOUR, mood: 'spike' },
    { from: now - 4 * DAY + 4 * HOUR, forMs: 3 * DAY + 2 * HOUR, mood: 'healthy' },
    { from: now - 18 * HOUR, forMs: 40 * MINUTE, mood: 'spike' },
    { from: now - 18 * HOUR + 40 * MINUTE, forMs: 17 * HOUR + 20 * MINUTE, mood: 'healthy' },
  ] as const;
  for (const [index, span] of spans.entries()) {
    const results = makeResults({ seed: 7 + index, perSecond: 0.25, ...span });
    for (const result of results) buckets.add(PIPELINE, toSolveResult(result));
  }
  await store.results.add(buckets);

  const balances = Array.from({ length: 6 * 48 }, (_, i) => {
    const minutesAgo = (6 * 48 - i) * 10;
    const usd = balanceUsd + (minutesAgo / 60) * 1.9 - (minutesAgo > 20 * 60 ? 40 : 0);
    return { metric: 'balance', at: now - minutesAgo * MINUTE, value: Math.round(usd * 1e6) } as const;
  });
  const depths = Array.from({ length: 180 }, (_, i) => {
    const bump = Math.max(0, 1 - Math.abs(i - 80) / 30);
    const value = Math.round(14 + 6 * Math.sin(i / 5) + 70 * bump);
    return { metric: 'queueDepth', at: now - (180 - i) * MINUTE, value } as const;
  });
  await store.readings.add(PIPELINE, [...balances, ...depths]);
}

function toSolveResult(result: ReturnType<typeof makeResults>[number]): SolveResult {
  const { outcome, errorCode = null, latencyMs = null, costUsd, captchaType = null, at = '' } = result;
  const costMicros = costUsd === undefined ? null : Math.round(costUsd * 1e6);
  return { outcome, errorCode, latencyMs, costMicros, captchaType, at: Date.parse(at) };
}
