import { LeaseLostError } from '../errors.ts';
import type { Counters } from '../ports/counters.ts';
import { withDefaults } from '../settings/guildSettings.ts';
import { isSeen, routed } from '../settings/routes.ts';
import type { Millis } from '../time.ts';
import type { Guild } from '../types.ts';
import { type Attempted, notAttempted } from './attempted.ts';
import type { Delivery } from './delivery.ts';
import { expired } from './expired.ts';
import { followRoute, type RoutePorts, remember } from './followRoute.ts';
import { gather } from './gather.ts';
import { holdingAt } from './holding.ts';
import { LEASE_MS } from './lease.ts';
import { isOfTarget } from './messageTypes.ts';
import { type SendOutcome, stillUncertain } from './outcome.ts';
import { type RecordPorts, record } from './record.ts';
import { suppressedBy, withoutHeldPing } from './suppressed.ts';

export interface DeliverPorts extends RecordPorts, RoutePorts {
  readonly store: RecordPorts['store'];
  readonly receiver: RoutePorts['receiver'];
  readonly counters: Counters;
  /** Called with the outcome of every attempt. */
  readonly onAttempt: (deliveryId: number, outcome: SendOutcome) => void;
}

/** A quarter of an hour. */
const MOST_UNKNOWN_FAILURES = 20;

/** Takes one message that is due, and answers what tries to send it; null if none was due. */
export async function takeNext(ports: DeliverPorts): Promise<(() => Promise<void>) | null> {
  const now = ports.clock.now();
  const claimed = await ports.store.deliveries.claim(now, LEASE_MS);
  return claimed === null ? null : () => deliver(claimed, now, ports);
}

/** The same, one after the other; answers false if none was due. */
export async function deliverNext(ports: DeliverPorts): Promise<boolean> {
  const send = await takeNext(ports);
  await send?.();
  return send !== null;
}

/** Tries to send a message that was taken, and writes down what came of it. */
async function deliver(claimed: Delivery, now: Millis, ports: DeliverPorts): Promise<void> {
  const { store, log, counters } = ports;
  const attempted = await attempt(claimed, now, ports).catch(async (err: unknown) => {
    if (err instanceof LeaseLostError) return null;
    // Only the database fails like this, and only before anything was sent, so the next sender may take it at once.
    await store.deliveries.retry(claimed.id, now, 'notWritten', claimed.uncertain !== null).catch(() => undefined);
    throw err;
  });
  if (attempted === null) {
    log.warn({ deliveryId: claimed.id }, 'another process sends this message by now');
    return;
  }
  await record(attempted, ports);
  const { delivery, outcome } = attempted;
  const way = outcome.outcome === 'delivered' ? ports.receiver.wayTo(outcome.place) : null;
  counters.sent(delivery.message.type, outcome, way);
  ports.onAttempt(delivery.id, outcome);
  const fields = { deliveryId: delivery.id, guildId: delivery.guildId, type: delivery.message.type };
  log[outcome.outcome === 'delivered' ? 'info' : 'warn']({ ...fields, ...outcome }, 'delivery attempted');
}

/** Everything up to the answer of the receiver. */
async function attempt(delivery: Delivery, now: Millis, ports: DeliverPorts): Promise<Attempted> {
  const over = expired(delivery, now);
  // What may have arrived, and is true no more, is searched for first: where it is, it is edited with the others.
  const isSearchedFor = over !== null && delivery.uncertain !== null && delivery.incidentNow !== undefined;
  if (over !== null && !isSearchedFor) return notAttempted(delivery, over);
  const { guildId } = delivery;
  const stored = await ports.store.guilds.get(guildId);
  const parts = [delivery, ...(delivery.companions ?? [])];
  const holding = await holdingAt(guildId, stored, now, ports);
  const suppressed = suppressedBy(holding, now);
  // Where one of several is suppressed, each is to have its own turn.
  const [suppression = over] = parts.flatMap((part) => suppressed(part) ?? []);
  // What was never sent needs no place to be kept back.
  if (suppression !== null && delivery.uncertain === null) return notAttempted(delivery, suppression);
  if (stored === null) return notAttempted(delivery, { outcome: 'giveUp', why: 'noDestination' });
  const main = withDefaults(stored, ports.guildDefaults, now);
  // What was never sent is not shown to a guild that has lost sight of it.
  if (delivery.uncertain === null && !parts.every(({ about }) => isSeen(main, about)))
    return notAttempted(delivery, { outcome: 'giveUp', why: 'superseded' });
  if (isOfTarget(delivery.message)) return change(delivery, main, ports);
  const sending = {
    delivery: withoutHeldPing(delivery, holding),
    guild: main,
    fallbacks: () => ports.guildDefaults.fallbacks(stored),
  };
  const together = await gather(sending, suppressed, now, ports);
  const attempted = await followRoute({ ...sending, delivery: together }, suppression, ports);
  return { ...attempted, outcome: endless(delivery, inPlainWords(attempted)) };
}

/** What concerns a message that was delivered. */
async function change(delivery: Delivery, main: Guild, { receiver, store }: DeliverPorts): Promise<Attempted> {
  const { outcome, notes } = await receiver.change(delivery, routed(main, delivery.about));
  for (const note of notes) await remember(note, delivery, store);
  return notAttempted(delivery, endless(delivery, outcome));
}

/** What always fails, and nobody knows why, may not hold up all behind it for ever. */
function endless({ unknownFailures }: Delivery, outcome: SendOutcome): SendOutcome {
  const isLast =
    outcome.outcome === 'retry' && outcome.why === 'unknownFailure' && unknownFailures + 1 >= MOST_UNKNOWN_FAILURES;
  return isLast ? { outcome: 'giveUp', why: 'rejected' } : outcome;
}

/** If Discord refuses an embed, its words are sent as plain text. Not for a test: the person who tests wants to know of the refusal. */
function inPlainWords({ delivery, outcome }: Attempted): SendOutcome {
  const isRefused = outcome.outcome === 'giveUp' && outcome.why === 'rejected';
  if (!isRefused || delivery.isPlain || delivery.message.type === 'test') return outcome;
  const again: SendOutcome = { outcome: 'retry', afterMs: 0, why: 'rejected' };
  return delivery.uncertain === null ? again : stillUncertain(again);
}
