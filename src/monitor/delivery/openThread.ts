import type { Log } from '../ports/log.ts';
import type { Receiver } from '../ports/receiver.ts';
import type { Store } from '../ports/store.ts';
import type { Guild } from '../types.ts';
import type { Delivery } from './delivery.ts';
import type { SendOutcome } from './outcome.ts';
import { againForPermission, MOST_MISSING_PERMISSIONS, troubleOf } from './placeTrouble.ts';

export interface ThreadPorts {
  readonly store: { readonly guilds: Pick<Store['guilds'], 'setThreadTrouble'> };
  readonly receiver: Receiver;
  readonly log: Log;
}

/**
 * Opens the thread of an incident. Where that cannot be, what follows goes to the channel, and the guild is notified of the reason. It may be repeated:
 * a message has one thread.
 */
export async function openThread(
  delivery: Delivery,
  guild: Guild,
  { store, receiver, log }: ThreadPorts,
): Promise<SendOutcome> {
  const { target, refusals } = delivery;
  if (target === null) return { outcome: 'giveUp', why: 'nothingToEdit' };
  const outcome = await receiver.openThread(delivery, target, guild);
  if (outcome.outcome === 'delivered') {
    if (guild.threadTrouble != null) await store.guilds.setThreadTrouble(guild.id, null);
    return outcome;
  }
  const why = troubleOf(outcome, delivery);
  // What is no trouble of the place: the message was deleted, or Discord is slow.
  if (why === null) return outcome;
  if (why === 'notAllowed' && refusals < MOST_MISSING_PERMISSIONS) return againForPermission(delivery);
  log.warn({ guildId: guild.id, deliveryId: delivery.id, why }, 'no thread opened: later messages go to the channel');
  await store.guilds.setThreadTrouble(guild.id, why);
  return { outcome: 'giveUp', why };
}
