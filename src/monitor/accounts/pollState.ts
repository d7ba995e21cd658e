import { earlier } from '../alerts/clampToNow.ts';
import { LeaseLostError } from '../errors.ts';
import type { Log } from '../ports/log.ts';
import type { PollState, ProviderHealthStore, StoredPollState } from '../ports/providerHealthStore.ts';
import type { Millis } from '../time.ts';
import { NOT_POLLED, nextPollDelayMs, type ProviderHealth } from './providerHealth.ts';

/** A call takes up to ten seconds, and as long again where Discord is asked too. */
const LATE_MS: Millis = 30_000;

export const NOTHING_ASKED: PollState = { ...NOT_POLLED, askThreadsFrom: null, unconfirmedMicros: null };

export interface PollStatePorts {
  readonly providerHealth: ProviderHealthStore;
  /** Another hash, another key: what is known of the old one is of no use. */
  readonly keyHash: string;
  readonly account: string;
  readonly intervalMs: Millis;
  readonly log: Log;
}

/**
 * Keeps what calls to CaptchaAI brought where every process finds it: none asks sooner than another would have, and all of
 * them think the same of the provider.
 */
export function createPollState({ providerHealth, keyHash, account, intervalMs, log }: PollStatePorts) {
  /** What could not be written: a broken disk is no reason to ask more often. */
  let unsaved: PollState | null = null;
  const delayMs = ({ failure, failuresInRow }: ProviderHealth) => nextPollDelayMs(failure, failuresInRow, intervalMs);

  function latest({ keyHash: storedHash, ...stored }: StoredPollState, now: Millis): PollState {
    // Another process may have asked, and written, since the last write of this one failed.
    const isUnsaved = storedHash === keyHash && (unsaved?.polledAt ?? -1) >= (stored.polledAt ?? 0);
    const state = isUnsaved && unsaved !== null ? unsaved : stored;
    return { ...state, ...clampHealth(state, now) };
  }

  return {
    /** What the last call brought, whichever process made it and with whichever key. */
    async known(now: Millis): Promise<PollState> {
      const stored = await providerHealth.load(account);
      return stored === null ? NOTHING_ASKED : latest(stored, now);
    },

    /** What the next call has to know. With another key than that of the last call, nothing that was before counts. */
    async resume(now: Millis): Promise<PollState> {
      const stored = await providerHealth.load(account);
      if (stored?.keyHash === keyHash) return latest(stored, now);
      // Of the first key that is ever seen all readings are its own, those of earlier versions too.
      await providerHealth.begin(account, keyHash, stored === null ? 0 : now);
      unsaved = null;
      if (stored !== null)
        log.warn({ account }, 'another API key: nothing is compared with the account of the old one');
      return NOTHING_ASKED;
    },

    /** @throws LeaseLostError, and nothing else. */
    async save(state: PollState, into: Pick<ProviderHealthStore, 'save'> = providerHealth): Promise<void> {
      try {
        await into.save(account, keyHash, state);
        unsaved = null;
      } catch (err) {
        if (err instanceof LeaseLostError) throw err;
        unsaved = state;
        log.error({ err, account }, 'provider health not saved');
      }
    },

    /**
     * How long to wait before the next call. The last one lies ahead of no clock, so that a time further ahead than any wait was
     * written by one that has been set back.
     */
    waitMs(state: PollState, now: Millis): Millis {
      const { polledAt, nextPollAt } = state;
      return polledAt === null || nextPollAt === null ? 0 : Math.min(nextPollAt, polledAt + delayMs(state)) - now;
    },

    /** The last call says nothing of now once the next one is long due. */
    isCurrent(state: PollState, now: Millis): boolean {
      return state.polledAt !== null && now - state.polledAt <= delayMs(state) + LATE_MS;
    },
  };
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
