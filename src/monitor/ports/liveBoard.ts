import type { LiveMessage, LiveTrouble, Shown } from '../live/live.ts';
import type { StatusOverview } from '../reports/statusOverview.ts';
import type { Millis } from '../time.ts';

/** What became of one request. `gone`: the message is not there. `stop`: the channel takes nothing. */
export type LiveOutcome =
  | { readonly outcome: 'done'; readonly messageId: string; readonly channelId: string }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'wait'; readonly afterMs: Millis | null; readonly why: LiveTrouble }
  | { readonly outcome: 'stop'; readonly why: LiveTrouble };

/** Where live statuses stand: one message a guild. Nothing is thrown for what Discord or the network does. */
export interface LiveBoard {
  /** What a message would show. */
  shown(overview: StatusOverview): Shown;
  /** Within a few minutes a second one with the same nonce is the first one. */
  create(channelId: string, overview: StatusOverview, nonce: string): Promise<LiveOutcome>;
  edit(message: LiveMessage, overview: StatusOverview): Promise<LiveOutcome>;
  /** Whether it is still there. */
  find(message: LiveMessage): Promise<LiveOutcome>;
  remove(message: LiveMessage): Promise<LiveOutcome>;
  /** Answers whether it is pinned now. */
  pin(message: LiveMessage): Promise<boolean>;
}
