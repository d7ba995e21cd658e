import type { DeliveryQueue } from '../ports/deliveryQueue.ts';
import type { Attempt, Beginning, Receiver } from '../ports/receiver.ts';
import { type Clock, MINUTE } from '../time.ts';
import type { Attempted } from './attempted.ts';
import type { Delivery } from './delivery.ts';
import { type SendOutcome, stillUncertain } from './outcome.ts';

export interface AttemptPorts {
  readonly receiver: Receiver;
  readonly store: { readonly deliveries: Pick<DeliveryQueue, 'renew' | 'sending'> };
  readonly clock: Clock;
}

/** Where nobody can look whether one arrived, more copies than these would be a flood. */
const MOST_COPIES = 3;

/**
 * One attempt at one place: an earlier one is looked for, what is suppressed now stays, what waits behind it is merged into it, it is
 * noted that it may arrive, and it is sent. Rejects only where the database fails, and then nothing has left.
 */
export async function attemptAt(
  attempt: Attempt,
  suppression: SendOutcome | null,
  { receiver, store, clock }: AttemptPorts,
): Promise<Attempted> {
  const { delivery, place } = attempt;
  const { copies } = delivery;
  const ended = (outcome: SendOutcome) => ({ outcome, delivery, copies });
  const earlier = await receiver.findEarlier(attempt);
  if (earlier.found === 'message') {
    const { found, ...arrived } = earlier;
    return ended({ outcome: 'delivered', ...arrived });
  }
  if (earlier.found === 'notNow') return ended(earlier.outcome);
  if (earlier.found === 'unknown' && copies >= MOST_COPIES) return ended({ outcome: 'giveUp', why: 'answerLost' });
  const kept = suppression === null ? null : keptBack(suppression, earlier, delivery);
  if (kept !== null) return ended(kept);
  const isKnownAbsent = delivery.uncertain !== null && earlier.found === 'absent';
  if (isKnownAbsent && delivery.companions !== undefined) return ended(TOGETHER_AGAIN);

  // What is taken once must say the same, what tells of several pipelines stays whole, and what is about none has nothing behind it.
  const mayChange =
    delivery.uncertain !== null &&
    earlier.found !== 'deduplicated' &&
    delivery.companions === undefined &&
    delivery.about !== null;
  const says = mayChange ? { ...delivery, ...(await store.deliveries.renew(delivery.id, clock.now())) } : delivery;
  const left = copiesAfter(delivery, earlier);
  await store.deliveries.sending(delivery.id, place, clock.now(), left);
  const outcome = await receiver.send({ ...attempt, delivery: says }, earlier);
  return { outcome: afterEarlier(outcome, delivery, earlier), delivery: says, copies: left };
}

/** It did not arrive: what several pipelines have to say by now is put together in a new message. */
const TOGETHER_AGAIN: SendOutcome = { outcome: 'retry', afterMs: 0, why: 'paced' };

/** What did not arrive stays. Of what may have arrived nothing is taken back: where that can be found out later, it is. */
function keptBack(suppression: SendOutcome, { found }: Beginning, delivery: Delivery): SendOutcome | null {
  if (delivery.companions !== undefined) return keptTogether(found);
  if (found === 'absent') return suppression;
  const isQuiet = suppression.outcome !== 'delivered' && suppression.why === 'quietHours';
  if (found === 'deduplicated')
    return stillUncertain({ outcome: 'retry', afterMs: MINUTE, why: isQuiet ? 'quietHours' : 'muted' });
  return suppression.outcome === 'giveUp' ? { outcome: 'giveUp', why: 'answerLost' } : stillUncertain(suppression);
}

/**
 * Of a message of several pipelines one or more are suppressed. The parts that did not arrive are put together again, each in its turn. Where nobody can
 * tell whether it arrived, it is sent again as it was: the others may not be lost with what is suppressed.
 */
function keptTogether(found: Beginning['found']): SendOutcome | null {
  if (found === 'absent') return TOGETHER_AGAIN;
  return found === 'deduplicated' ? stillUncertain({ outcome: 'retry', afterMs: MINUTE, why: 'paced' }) : null;
}

/** An earlier attempt that may have arrived is not undone by a later one that surely did not. */
function afterEarlier(outcome: SendOutcome, { uncertain }: Delivery, { found }: Beginning): SendOutcome {
  return uncertain === null || found === 'absent' ? outcome : stillUncertain(outcome);
}

/** What is found absent never arrived; what is deduplicated arrives once. */
function copiesAfter({ copies }: Delivery, { found }: Beginning): number {
  if (found === 'absent') return 1;
  return found === 'deduplicated' ? Math.max(copies, 1) : copies + 1;
}
