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

/** Takes a message from place to place, as its receiver decides, until one has it or there is no other. */
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

/** That something arrived is noted whatever becomes of this: sent again, it would be a second message. */
async function rememberAfter(
  last: Attempted | undefined,
  note: RouteNote,
  { id, guildId }: Delivery,
  { store, log }: RoutePorts,
): Promise<void> {
  try {
    await remember(note, guildId, id, store);
  } catch (err) {
    if (last?.outcome.outcome !== 'delivered') throw err;
    log.warn({ err, guildId, deliveryId: id }, 'what was found out about a place was not noted');
  }
}

/** Notes with the choices of a guild what a receiver has found out of them. */
export async function remember(
  note: RouteNote,
  guildId: string,
  deliveryId: number,
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
      return deliveries.closeThread(deliveryId, note.why);
  }
}
