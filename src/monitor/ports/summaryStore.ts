import type { Message } from '../alerts/message.ts';
import type { Millis } from '../time.ts';

export interface SummaryStore {
  /**
   * Hands the day's summary on for delivery unless that was done before; answers whether it did. What was done before the day
   * was over, at `overAt`, was done by a clock that was ahead, and does not count.
   */
  once(guildId: string, date: string, message: Message, now: Millis, overAt?: Millis): Promise<boolean>;
  sent(guildId: string, date: string, overAt?: Millis): Promise<boolean>;
}
