import type { Tries } from '../ports/deliveryQueue.ts';
import { HOUR, MINUTE, type Millis, SECOND } from '../time.ts';
import type { Attempted } from './attempted.ts';
import { backoffMs } from './backoff.ts';
import type { Delivery } from './delivery.ts';
import type { Retry } from './outcome.ts';

const LONGEST_RETRY_MS: Millis = MINUTE;
/** Of three copies in all, the last is sent only after a while. */
const LAST_BUT_ONE = 2;
const BEFORE_LAST_COPY_MS: Millis = MINUTE;
/** So often a message may leave for a webhook that nobody can look into, each time answered by a fault, before it is sent rarely. */
const SOON_FAULTS = 3;
const RARELY_MS: Millis = 10 * MINUTE;

/** From one second to a minute. */
export function retryDelayMs(attempts: number, random: number): Millis {
  return backoffMs(attempts, random, SECOND, LONGEST_RETRY_MS);
}

/** What is known of the attempts so far. */
export function triesAfter({ delivery, copies: sent }: Attempted, outcome: Retry): Tries {
  const { isUncertain, isRefusal, why } = outcome;
  const copies = isCopy(outcome) ? sent : delivery.copies;
  return {
    copies: isUncertain ? copies : 0,
    refusals: delivery.refusals + (isRefusal ? 1 : 0),
    ...(why === 'rejected' ? { isPlain: true } : {}),
  };
}

/** Where Discord says that it failed it hardly stored anything: counted, an outage would end in an alert that nobody saw. */
function isCopy({ isNotStored, why }: Retry): boolean {
  return isNotStored !== true && why !== 'discordFailed';
}

/** How long to wait before the next attempt. `isBlind`: nobody can look whether the message arrived. */
export function waitBefore(
  attempted: Attempted,
  tries: Tries,
  outcome: Retry,
  random: number,
  isBlind: boolean,
): Millis {
  const { delivery, copies } = attempted;
  const isUnseen = isBlind && copies > delivery.copies;
  const rareMs = isUnseen ? rarelyMs(delivery, outcome) : 0;
  // Waiting for our own rate limit is no failure, and needs no patience beyond it.
  const ownMs = outcome.why === 'paced' ? 0 : retryDelayMs(delivery.attempts, random);
  // A proxy that swallows answers is given time before the last copy.
  const lastMs = tries.copies === LAST_BUT_ONE ? BEFORE_LAST_COPY_MS : 0;
  return Math.max(rareMs, outcome.afterMs ?? 0, ownMs, lastMs);
}

/** Something in between may answer with a fault although Discord stored the message: it goes on, but floods nobody. */
function rarelyMs({ attempts }: Delivery, { isUncertain, why }: Retry): Millis {
  if (isUncertain !== true || why !== 'discordFailed' || attempts < SOON_FAULTS) return 0;
  return Math.min(RARELY_MS * 2 ** (attempts - SOON_FAULTS), HOUR);
}
