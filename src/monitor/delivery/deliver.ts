import { LeaseLostError } from '../errors.ts';
import type { Counters } from '../ports/counters.ts';
import { hasBot } from '../settings/guildDefaults.ts';
import { withDefaults } from '../settings/guildSettings.ts';
import { isSeen, routed } from '../settings/routes.ts';
import type { Millis } from '../time.ts';
import type { Guild } from '../types.ts';
import type { Attempted } from './attemptAt.ts';
import type { Delivery } from './delivery.ts';
import { expired } from './expired.ts';
import { gather } from './gather.ts';
import { openThread } from './openThread.ts';
import { type SendOutcome, stillUncertain } from './outcome.ts';
import { type RecordPorts, record } from './record.ts';
import { sendEdit } from './sendEdit.ts';
import { sendToGuild } from './sendToGuild.ts';
import { LEASE_MS, notAttempted, type SendPorts } from './sendToRoute.ts';
import { suppressedAt } from './suppressed.ts';
import { decideOpening } from './threadPlace.ts';

export interface DeliverPorts extends RecordPorts, SendPorts {
  readonly store: RecordPorts['store'];
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
  counters.sent(delivery.message.type, outcome);
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
  const suppressed = await suppressedAt(guildId, stored, now, ports);
  // Where one of several is suppressed, each is to have its own turn.
  const [suppression = over] = parts.flatMap((part) => suppressed(part) ?? []);
  // What was never sent needs no place to be kept back.
  if (suppression !== null && delivery.uncertain === null) return notAttempted(delivery, suppression);
  if (stored === null) return notAttempted(delivery, { outcome: 'giveUp', why: 'noDestination' });
  const main = withDefaults(stored, ports.guildDefaults, now);
  // What was never sent is not shown to a guild that has lost sight of it.
  if (delivery.uncertain === null && !parts.every(({ about }) => isSeen(main, about)))
    return notAttempted(delivery, { outcome: 'giveUp', why: 'superseded' });
  if (delivery.message.type === 'edit') {
    const guild = routed(main, delivery.about);
    return notAttempted(delivery, endless(delivery, await sendEdit(delivery, guild, ports.receiver)));
  }
  if (delivery.message.type === 'thread') {
    const guild = routed(main, delivery.about);
    return notAttempted(delivery, endless(delivery, await openThread(delivery, guild, ports)));
  }
  const together = await gather(delivery, main, suppressed, now, ports);
  const attempted = await sendToGuild(together, stored, suppression, ports);
  return { ...attempted, outcome: endless(delivery, withOpening(inPlainWords(attempted), attempted, main, ports)) };
}

/** The first message of an incident that arrived opens its thread. */
function withOpening(
  outcome: SendOutcome,
  { delivery }: Attempted,
  main: Guild,
  { guildDefaults, log }: DeliverPorts,
): SendOutcome {
  if (outcome.outcome !== 'delivered') return outcome;
  const reason = decideOpening(delivery, outcome.place, main, hasBot(guildDefaults));
  log.debug({ deliveryId: delivery.id, guildId: delivery.guildId, reason }, 'thread decided');
  return reason === 'opens' ? { ...outcome, opensThread: true } : outcome;
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
