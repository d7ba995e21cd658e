import { type GuildDefaults, withDefaults } from './guildSettings.ts';
import type { Clock, Counters, Log, Notifier, Store } from './ports.ts';
import type { Delivery, Millis, SendOutcome } from './types.ts';

export interface DeliverPorts {
  readonly store: Pick<Store, 'deliveries' | 'guilds'>;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
  readonly guildDefaults: GuildDefaults;
  /** From 0 up to 1, for jitter. */
  readonly random: () => number;
}

/** Longer than one attempt may take, so that nobody else takes a message that is being sent. */
const LEASE_MS: Millis = 60_000;
const FIRST_RETRY_MS: Millis = 1_000;
const LONGEST_RETRY_MS: Millis = 60_000;

/** Takes one message that is due, tries to send it and writes down what came of it; answers false if none was due. */
export async function deliverNext(ports: DeliverPorts): Promise<boolean> {
  const { store, notifier, clock, log, counters } = ports;
  const delivery = await store.deliveries.claim(clock.now(), LEASE_MS);
  if (delivery === null) return false;

  const stored = (await store.guilds.present()).find(({ id }) => id === delivery.guildId);
  const guild = stored === undefined ? null : withDefaults(stored, ports.guildDefaults);
  const outcome: SendOutcome =
    guild?.destination == null ? { outcome: 'giveUp', why: 'noDestination' } : await notifier.send(delivery, guild);

  await writeOutcome(delivery, outcome, ports);
  counters.sent(delivery.message.type, outcome.outcome);
  const fields = { deliveryId: delivery.id, guildId: delivery.guildId, type: delivery.message.type };
  log[outcome.outcome === 'delivered' ? 'info' : 'warn']({ ...fields, ...outcome }, 'delivery attempted');
  return true;
}

async function writeOutcome(delivery: Delivery, outcome: SendOutcome, { store, clock, random }: DeliverPorts) {
  const now = clock.now();
  switch (outcome.outcome) {
    case 'delivered':
      return store.deliveries.delivered(delivery.id, outcome.messageId, now);
    case 'retry': {
      const waitMs = Math.max(outcome.afterMs ?? 0, retryDelayMs(delivery.attempts, random()));
      return store.deliveries.retry(delivery.id, now + waitMs, outcome.why);
    }
    case 'giveUp':
      return store.deliveries.giveUp(delivery.id, outcome.why, now);
  }
}

/** Doubles from one second to a minute, less up to a quarter, so that many senders do not come back together. */
export function retryDelayMs(attempts: number, random: number): Millis {
  const full = Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1), LONGEST_RETRY_MS);
  return Math.round(full * (1 - random / 4));
}
