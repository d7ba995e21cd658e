import type { Account } from '../accounts/account.ts';
import type { Store } from '../ports/store.ts';
import type { Summary } from '../summary.ts';
import { localDay } from '../text/calendar.ts';
import type { Millis } from '../time.ts';
import { periodBounds, type SummaryPeriod, summarizeAll } from './summary.ts';

/** The period before one, for a comparison. */
export interface PeriodBefore {
  readonly summary: Summary;
  /** Whether results were kept from its beginning on. Where not, its sums are too small to be compared; shares and means are not. */
  readonly isWhole: boolean;
}

/** As long a time before: of a day that is not over as much of the day before, the whole day for yesterday, and the same length for the rest. */
export function boundsBefore(period: SummaryPeriod, now: Millis, timeZone: string): { from: Millis; to: Millis } {
  const { from, to } = periodBounds(period, now, timeZone);
  if (period === 'yesterday') return localDay(now, timeZone, -2);
  if (period !== 'today') return { from: from - (to - from), to: from };
  const yesterday = localDay(now, timeZone, -1);
  // A day on which clocks change may be shorter than what has passed of this one.
  return { from: yesterday.from, to: Math.min(yesterday.from + (to - from), yesterday.to) };
}

/** Adds up the period before one; null where results were kept of less than half of it, or there are none. Of several pipelines the first one to report says since when. */
export async function summarizeBefore(
  store: Pick<Store, 'results' | 'readings'>,
  accounts: readonly Account[],
  bounds: { from: Millis; to: Millis },
  timeZone: string,
): Promise<PeriodBefore | null> {
  const pipelines = accounts.flatMap((account) => account.pipelines);
  const oldest = await Promise.all(pipelines.map((pipeline) => store.results.oldestAt(pipeline)));
  const oldestAt = Math.min(...oldest.filter((at) => at !== null));
  // A few minutes of a day say nothing of the day.
  if (oldestAt > (bounds.from + bounds.to) / 2) return null;
  const summary = await summarizeAll(store, accounts, bounds, timeZone);
  return summary.solved + summary.failed === 0 ? null : { summary, isWhole: oldestAt <= bounds.from };
}
