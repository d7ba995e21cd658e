import { earlier } from '../alerts/clampToNow.ts';
import type { Log } from '../ports/log.ts';
import type { StoredProviderHealth } from '../ports/providerHealthStore.ts';
import type { Store } from '../ports/store.ts';
import type { Millis } from '../time.ts';
import { NOT_POLLED, nextPollDelayMs, type ProviderHealth } from './providerHealth.ts';

/** A call takes up to ten seconds, and as long again where Discord is asked too. */
const LATE_MS: Millis = 30_000;

export interface PollMemoryPorts {
  readonly providerHealth: Store['providerHealth'];
  /** Another hash, another key: what is known of the old one is of no use. */
  readonly keyHash: string;
  readonly pipeline: string;
  readonly intervalMs: Millis;
  readonly log: Log;
}

/** What is known of our calls when the process starts, and how long the last of them still keeps the next one waiting. */
export interface Resumed {
  readonly health: ProviderHealth;
  readonly waitMs: Millis;
}

/** Keeps what calls to CaptchaAI brought, so that no restart asks again sooner than the running process would have. */
export function createPollMemory({ providerHealth, keyHash, pipeline, intervalMs, log }: PollMemoryPorts) {
  return {
    async resume(now: Millis): Promise<Resumed> {
      const stored = await providerHealth.load(pipeline);
      if (stored?.keyHash === keyHash) return resumedFrom(stored, intervalMs, now);
      // Of the first key that is ever seen all readings are its own, those of earlier versions too.
      await providerHealth.begin(pipeline, keyHash, stored === null ? 0 : now);
      if (stored !== null)
        log.warn({ pipeline }, 'another API key: another account, nothing is compared with the old one');
      return { health: NOT_POLLED, waitMs: 0 };
    },
    async save({ failure, failuresInRow, since, noBalanceSince, polledAt, nextPollAt }: ProviderHealth): Promise<void> {
      try {
        const health = { failure, failuresInRow, since, noBalanceSince, polledAt, nextPollAt };
        await providerHealth.save(pipeline, keyHash, health);
      } catch (err) {
        log.error({ err, pipeline }, 'provider health not saved');
      }
    },
  };
}

/** A last call that lies ahead was noted by a clock that has been set back since: it counts as of now. */
function resumedFrom({ keyHash: _, ...stored }: StoredProviderHealth, intervalMs: Millis, now: Millis): Resumed {
  const health = clampHealth({ ...NOT_POLLED, ...stored }, now);
  if (health.polledAt === null) return { health, waitMs: 0 };
  const nextPollAt = health.polledAt + nextPollDelayMs(health.failure, health.failuresInRow, intervalMs);
  return { health: { ...health, nextPollAt }, waitMs: Math.max(0, nextPollAt - now) };
}

/** What happened cannot lie ahead. */
export function clampHealth(health: ProviderHealth, now: Millis): ProviderHealth {
  return {
    ...health,
    since: earlier(health.since, now),
    noBalanceSince: earlier(health.noBalanceSince, now),
    polledAt: earlier(health.polledAt, now),
  };
}

/**
 * Since when there has been no usable balance although we asked. Time in which nobody did, because the process or the
 * machine stood still or the clock jumped, does not count, nor does a failure of our own network.
 */
export function withoutBalanceSince(before: ProviderHealth, ownNetworkDown: boolean, now: Millis): Millis {
  if (ownNetworkDown) return now;
  const lastBalanceAt = before.failure === null ? before.polledAt : null;
  const began = before.noBalanceSince ?? lastBalanceAt ?? now;
  const lateMs = before.nextPollAt === null ? 0 : now - before.nextPollAt;
  return Math.min(now, lateMs > LATE_MS ? began + lateMs : began);
}
