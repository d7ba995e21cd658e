import type { RouteNote, Sending } from '../ports/receiver.ts';
import type { Store } from '../ports/store.ts';
import { type AttemptPorts, attemptAt } from './attemptAt.ts';
import type { Attempted } from './attempted.ts';
import { LEASE_MS } from './lease.ts';
import type { SendOutcome } from './outcome.ts';

export interface RoutePorts extends AttemptPorts {
  readonly store: Pick<Store, 'deliveries' | 'guilds'>;
}

/** Takes a message from place to place, as its receiver decides, until one has it or there is no other. */
export async function followRoute(
  sending: Sending,
  suppression: SendOutcome | null,
  ports: RoutePorts,
): Promise<Attempted> {
  const { store, clock, receiver } = ports;
  const { id, guildId } = sending.delivery;
  const route = receiver.route(sending);
  let last: Attempted | undefined;
  let step = route.next();
  while (step.done !== true) {
    if (step.value.do === 'note') await remember(step.value.note, guildId, id, store);
    else {
      // What takes more than one attempt is held for as long again.
      if (last !== undefined) await store.deliveries.hold(id, clock.now() + LEASE_MS);
      last = await attemptAt(step.value.attempt, suppression, ports);
    }
    step = route.next(last);
  }
  return step.value;
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
