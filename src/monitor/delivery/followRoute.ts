import type { Log } from '../ports/log.ts';
import type { RouteNote, Sending } from '../ports/receiver.ts';
import type { Store } from '../ports/store.ts';
import { type AttemptPorts, attemptAt } from './attemptAt.ts';
import type { Attempted } from './attempted.ts';
import type { Delivery } from './delivery.ts';
import { LEASE_MS } from './lease.ts';
import type { SendOutcome } from './outcome.ts';

export interface RoutePorts extends AttemptPorts {
  readonly store: Pick<Store, 'deliveries' | 'guilds'>;
  readonly log: Log;
}

/** Tries one place after the other, as the receiver decides, until the message has arrived or no place is left. */
export async function followRoute(
  sending: Sending,
  suppression: SendOutcome | null,
  ports: RoutePorts,
): Promise<Attempted> {
  const { store, clock, receiver } = ports;
  const { id } = sending.delivery;
  const route = receiver.route(sending);
  let last: Attempted | undefined;
  let step = route.next();
  while (step.done !== true) {
    if (step.value.do === 'note') await rememberAfter(last, step.value.note, sending.delivery, ports);
    else {
      // What takes more than one attempt is held for as long again.
      if (last !== undefined) await store.deliveries.hold(id, clock.now() + LEASE_MS);
      last = await attemptAt(step.value.attempt, suppression, ports);
    }
    step = route.next(last);
  }
  return step.value;
}

/** Where a message has arrived, a failure here is logged and nothing more: trying again would send it twice. */
async function rememberAfter(
  last: Attempted | undefined,
  note: RouteNote,
  delivery: Delivery,
  { store, log }: RoutePorts,
): Promise<void> {
  try {
    await remember(note, delivery, store);
  } catch (err) {
    if (last?.outcome.outcome !== 'delivered') throw err;
    const { id, guildId } = delivery;
    log.warn({ err, guildId, deliveryId: id }, 'what was found out about a place was not noted');
  }
}

/** Writes down what a receiver has found out about a guild's choices, or about the thread of an incident. */
export async function remember(
  note: RouteNote,
  { id, guildId }: Delivery,
  { deliveries, guilds }: Pick<Store, 'deliveries' | 'guilds'>,
): Promise<void> {
  switch (note.of) {
    case 'destination': {
      const { why, until, destination } = note;
      return guilds.setUnusable(guildId, { why, until, destination });
    }
    case 'threads':
      return guilds.setThreadTrouble(guildId, note.why);
    case 'thread':
      return deliveries.closeThread(id, note.why);
  }
}
