import type { ProviderHealth } from '../accounts/providerHealth.ts';
import type { TopUp } from '../alerts/message.ts';
import type { Runway } from '../forecast/forecast.ts';
import type { ExplainedCode } from '../record/codes.ts';
import type { Millis } from '../time.ts';
import type { Reading, WindowTotals } from '../types.ts';
import type { QueueReadings } from './drain.ts';
import type { ErrorsTrail } from './errorsTrail.ts';
import type { LatencyWindow } from './latency.ts';
import type { Arrivals } from './silence.ts';
import type { ThreadReadings } from './threads.ts';

/** Everything that the rules of one pipeline look at, read once for all guilds with the same windows. */
export interface PipelineReadings {
  readonly at: Millis;
  readonly balance: Reading | null;
  /** When the balance was last known to be used up, within the window of errors and a little before it; null if it was not. */
  readonly usedUpAt: Millis | null;
  /** Since when it has been, as far as those readings reach back. */
  readonly usedUpSince: Millis | null;
  /** Results of the last minutes only: what still fails after a cause is gone. */
  readonly aftermath: WindowTotals;
  readonly topUp: TopUp | null;
  readonly runway: Runway | null;
  readonly window: WindowTotals;
  /** What tells of errors where the window holds few results. */
  readonly trail: ErrorsTrail;
  /** The most frequent code of the window; null where it is not known. */
  readonly topCode: ExplainedCode | null;
  readonly latency: LatencyWindow | null;
  readonly queue: QueueReadings;
  readonly arrivals: Arrivals;
  readonly threads: ThreadReadings;
  readonly provider: ProviderHealth;
  /** Since when the clock goes on without a jump: what has to last is counted from then at the earliest. */
  readonly steadySince: Millis;
  /** By how much results are steadily dated earlier than they arrive; null where they are not. */
  readonly lateMs: Millis | null;
}
