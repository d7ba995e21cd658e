import { PER_SECOND } from '../discord/requestRate.ts';
import type { RequestTurns } from '../discord/requestTurns.ts';
import type { Logger } from '../log.ts';
import type { ShareStore, Shares } from '../monitor/ports/shareStore.ts';
import { type Clock, type Millis, SECOND } from '../monitor/time.ts';
import { createLoop } from './loop.ts';

export interface ShareOptions {
  readonly shares: ShareStore;
  /** Tells this process from others. */
  readonly holder: string;
  /** Whether it sends messages; else it asks Discord for little, as answers to commands are not counted. */
  readonly sends: boolean;
  readonly turns: Pick<RequestTurns, 'allow'>;
  readonly clock: Clock;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  readonly log: Logger;
}

const AGAIN_MS: Millis = SECOND;
/** A process that could not renew its share for so long makes as good as no requests. */
const USED_MS: Millis = 3 * SECOND;
/** Others take it after so long: clocks may differ by a second or two, and what has left may still be on its way. */
const HELD_MS: Millis = 6 * SECOND;
/** The same of a process that ends in order: it sends nothing more. */
const LEFT_MS: Millis = 3 * SECOND;
/** What was sent before a share became smaller has arrived by then. */
const SENT_MS: Millis = SECOND;
const WEIGHTS = { sends: 8, asks: 1 } as const;
/** Discord allows so many; PER_SECOND leaves these two for processes that wait for a share. */
const MOST = PER_SECOND + 2;

/**
 * As much as all others have, as soon as they have given it up; until then one a second where there is room for it. Never more in all than
 * Discord allows.
 */
export function decideShare({ mine, others, ...sharers }: Shares): number {
  const share = Math.max(mine, Math.min(fairShare(sharers), PER_SECOND - others));
  return share < 1 && others < MOST ? 1 : Math.max(0, share);
}

/** One for each, as none could log in without it, and what is left in proportion to the weights. */
function fairShare({ weight, weights, processes }: Pick<Shares, 'weight' | 'weights' | 'processes'>): number {
  return 1 + Math.max(0, Math.floor(((PER_SECOND - processes) * weight) / weights));
}

/**
 * Processes on one PostgreSQL database are one bot to Discord, so each that speaks to it has its share of what it allows, those that send
 * messages the most. A share becomes smaller first in the process that has it, and a second later in the database, where others take it from.
 */
export function createShare({ shares, holder, sends, turns, clock, elapsed, log }: ShareOptions) {
  const weight = sends ? WEIGHTS.sends : WEIGHTS.asks;
  /** What may have been sent in the last second. */
  let keeps = 0;
  let lowered: { readonly to: number; readonly at: Millis } | null = null;

  async function renew(): Promise<Millis> {
    const askedAt = elapsed();
    if (lowered !== null && askedAt - lowered.at >= SENT_MS) [keeps, lowered] = [lowered.to, null];
    const { share, ...all } = await shares.renew({ holder, weight }, keeps, decideShare, clock.now(), HELD_MS);
    const used = Math.min(share, fairShare({ weight, ...all }));
    keeps = share;
    if (used === share) lowered = null;
    else if (lowered?.to !== used) lowered = { to: used, at: elapsed() };
    turns.allow(used, USED_MS - (elapsed() - askedAt));
    return AGAIN_MS;
  }

  turns.allow(0, 0);
  const loop = createLoop({
    run: renew,
    retryMs: SECOND,
    // A database that does not answer has a line of its own.
    onError: (err) => log.debug({ err }, 'share of requests not renewed'),
  });
  return {
    renew,
    start: loop.start,
    async stop(): Promise<void> {
      await loop.stop();
      await shares.leave(holder, clock.now(), LEFT_MS).catch(() => undefined);
    },
  };
}
