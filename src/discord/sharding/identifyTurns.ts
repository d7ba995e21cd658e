import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, type Millis, SECOND } from '../../monitor/time.ts';

export interface IdentifyTurnsOptions {
  /** Takes the turn of a bucket; answers 0, or in how many milliseconds to ask again. */
  readonly identify: (bucket: number, now: Millis, intervalMs: Millis) => Promise<Millis>;
  /** How many buckets Discord has for the bot. */
  readonly maxConcurrency: () => number;
  readonly clock: Clock;
  /** How soon to ask a database again that did not answer. */
  readonly retryMs?: Millis;
}

/** Discord lets one shard of a bucket identify every 5 s; what leaves here does not arrive to the millisecond. */
export const IDENTIFY_MS: Millis = 5 * SECOND + 250;
const RETRY_MS: Millis = SECOND;

/** Turns of all shards to identify, whichever process has them. https://discord.com/developers/docs/events/gateway#rate-limiting */
export function createIdentifyTurns({ identify, maxConcurrency, clock, retryMs = RETRY_MS }: IdentifyTurnsOptions) {
  return {
    /** Resolves when a shard may identify. @throws only where it is called off: the library takes anything else for a fault of its own. */
    async next(shard: number, signal: AbortSignal): Promise<void> {
      for (;;) {
        signal.throwIfAborted();
        const waitMs = await identify(shard % maxConcurrency(), clock.now(), IDENTIFY_MS).catch(() => retryMs);
        if (waitMs === 0) return;
        await sleep(waitMs, undefined, { signal, ref: false });
      }
    },
  };
}

export type IdentifyTurns = ReturnType<typeof createIdentifyTurns>;
