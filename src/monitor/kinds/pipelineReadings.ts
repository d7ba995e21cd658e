import type { ProviderHealth } from '../accounts/providerHealth.ts';
import type { TopUp } from '../accounts/topUp.ts';
import type { Runway } from '../forecast/forecast.ts';
import type { Reading, WindowTotals } from '../measures.ts';
import type { TypeTotals } from '../ports/resultStore.ts';
import type { ExplainedCode } from '../record/codes.ts';
import type { Millis } from '../time.ts';
import type { QueueReadings } from './drain.ts';
import type { ErrorsTrail } from './errorsTrail.ts';

/** Percentiles of the solve latency over the window, and how many solved tasks they rest on. */
export interface LatencyWindow {
  readonly solved: number;
  readonly p50Ms: Millis;
  readonly p95Ms: Millis;
}

/**
 * When the newest solve result arrived, how long we have listened since without another one, and how many there were in the
 * hour up to it. Time in which nobody listened is not in `quietMs`: a jump of the clock, a suspend or a stop is no silence.
 */
export interface Arrivals {
  readonly newestAt: Millis | null;
  readonly quietMs: Millis;
  readonly inHourBefore: number;
}

/** Shares of busy threads, 0 to 1 in millionths, oldest first; empty where the account does not tell. */
export interface ThreadReadings {
  readonly busyShares: readonly Reading[];
  readonly busy: number | null;
  readonly total: number | null;
}

/** What CaptchaAI tells of an account. */
export interface AccountReadings {
  /** Not on a thread plan: its balance says nothing there, and is not read. */
  readonly hasBalance: boolean;
  readonly balance: Reading | null;
  /** When the balance was last known to be used up, within the window of errors and a little before it; null if it was not. */
  readonly usedUpAt: Millis | null;
  /** Since when it has been, as far as those readings reach back. */
  readonly usedUpSince: Millis | null;
  readonly topUp: TopUp | null;
  readonly runway: Runway | null;
  readonly threads: ThreadReadings;
  readonly provider: ProviderHealth;
}

/**
 * Everything that the rules look at, read once for all guilds with the same windows: of one pipeline and its account, or of
 * an account, with the results of all its pipelines as if they were one.
 */
export interface PipelineReadings extends AccountReadings {
  readonly at: Millis;
  /** Results of the last minutes only: what still fails after a cause is gone. */
  readonly inhibitionTotals: WindowTotals;
  readonly window: WindowTotals;
  /** The window by CAPTCHA type; empty where it holds too few results. */
  readonly types: { readonly windowMs: Millis; readonly totals: readonly TypeTotals[] };
  /** What tells of errors where the window holds few results. */
  readonly trail: ErrorsTrail;
  /** The most frequent code of the window; null where it is not known. */
  readonly topCode: ExplainedCode | null;
  readonly latency: LatencyWindow | null;
  readonly queue: QueueReadings;
  /** Active workers, oldest first; only the newest where there are some. */
  readonly workers: readonly Reading[];
  readonly arrivals: Arrivals;
  /** Since when the clock goes on without a jump: what has to last is counted from then at the earliest. */
  readonly steadySince: Millis;
  /** By how much results are steadily dated earlier than they arrive; null where they are not. */
  readonly lateMs: Millis | null;
}
