import type { Delivery, Message } from '../../src/monitor/alerts/message.ts';
import type { Millis } from '../../src/monitor/time.ts';
import { PLACE, recovery, telling } from './alertFixture.ts';
import { commitNow } from './commitNow.ts';
import { MINUTE, NOW, openOnDisk, seeGuilds } from './storeFixture.ts';

export const LEASE = MINUTE;

/** A store on a file that knows three guilds, with the few verbs that most tests of deliveries need. */
export async function openDeliveries(guildIds: readonly string[] = ['g1', 'g2', 'g3']) {
  const opened = await openOnDisk();
  await seeGuilds(opened.store, ...guildIds);
  const claim = (now: Millis = NOW) => opened.store.deliveries.claim(now, LEASE);

  async function claimed(now: Millis = NOW): Promise<Delivery> {
    const delivery = await claim(now);
    if (delivery === null) throw new Error('nothing is due');
    return delivery;
  }

  async function deliver(messageId = 'm1', now: Millis = NOW): Promise<Delivery> {
    const delivery = await claimed(now);
    await opened.store.deliveries.delivered(delivery.id, messageId, PLACE, now);
    return delivery;
  }

  return {
    opened,
    deliveries: () => opened.store.deliveries,
    claim,
    claimed,
    /** Claims what is due and says that it arrived. */
    deliver,
    /** Delivers until nothing is due; answers what it was, in order. */
    async drain(now: Millis = NOW): Promise<Message[]> {
      const told: Message[] = [];
      for (let one = await claim(now); one !== null; one = await claim(now)) {
        told.push(one.message);
        await opened.store.deliveries.delivered(one.id, `m${one.id}`, PLACE, now);
      }
      return told;
    },
    /** Hands a message on; a recovery without an incident never overtakes another, so several of them wait in line. */
    tell: (guildId = 'g1', message: Message = recovery(), now: Millis = NOW) =>
      commitNow(opened.store, [telling(message, guildId)], now),
  };
}

export type DeliveriesStage = Awaited<ReturnType<typeof openDeliveries>>;
