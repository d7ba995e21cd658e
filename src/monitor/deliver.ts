import { type GuildDefaults, withDefaults } from './guildSettings.ts';
import type { Delivery, SendOutcome } from './message.ts';
import { muteOf } from './mutes.ts';
import type { Clock, Counters, Log, Notifier, Store } from './ports.ts';
import type { Guild, Millis, Mute } from './types.ts';

export interface DeliverPorts {
  readonly store: Pick<Store, 'deliveries' | 'guilds' | 'mutes' | 'incidents'>;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
  readonly guildDefaults: GuildDefaults;
  /** Told what became of every attempt. */
  readonly onAttempt: (deliveryId: number, outcome: SendOutcome) => void;
  /** From 0 up to 1, for jitter. */
  readonly random: () => number;
}

/** Longer than one attempt may take, so that nobody else takes a message that is being sent. */
const LEASE_MS: Millis = 60_000;
const FIRST_RETRY_MS: Millis = 1_000;
const LONGEST_RETRY_MS: Millis = 60_000;
const MOST_EDIT_ATTEMPTS = 5;
/** A permission may be given back at any time; a webhook that is gone stays gone until somebody acts. */
const NOT_ALLOWED_FOR_MS: Millis = 10 * 60_000;
const UNTIL_CHANGED: Millis = 8_640_000_000_000_000;

/** Takes one message that is due, tries to send it and writes down what came of it; answers false if none was due. */
export async function deliverNext(ports: DeliverPorts): Promise<boolean> {
  const { store, notifier, clock, log, counters } = ports;
  const now = clock.now();
  const delivery = await store.deliveries.claim(now, LEASE_MS);
  if (delivery === null) return false;

  const stored = await store.guilds.get(delivery.guildId);
  const guild = stored === null ? null : withDefaults(stored, ports.guildDefaults, now);
  const mute = delivery.about && muteOf(await store.mutes.activeAt(now), delivery.guildId, delivery.about.kind, now);
  const outcome =
    mute !== null && delivery.message.type !== 'edit'
      ? holdBack(delivery, mute, now)
      : await attempt(delivery, guild, notifier);

  await writeOutcome(delivery, outcome, guild, ports);
  counters.sent(delivery.message.type, outcome.outcome);
  ports.onAttempt(delivery.id, outcome);
  const fields = { deliveryId: delivery.id, guildId: delivery.guildId, type: delivery.message.type };
  log[outcome.outcome === 'delivered' ? 'info' : 'warn']({ ...fields, ...outcome }, 'delivery attempted');
  return true;
}

async function attempt(delivery: Delivery, guild: Guild | null, notifier: Notifier): Promise<SendOutcome> {
  if (delivery.message.type === 'edit' && delivery.target === null) return { outcome: 'giveUp', why: 'nothingToEdit' };
  if (guild === null || guild.destination === null) return { outcome: 'giveUp', why: 'noDestination' };
  // Calling a webhook that answered 404 again and again gets an address restricted, so it is called once.
  if (guild.unusable !== null) return { outcome: 'giveUp', why: guild.unusable };
  return notifier.send(delivery, guild);
}

/** Muted after it was handed on: an alert is taken back and counted, the end of an incident waits for the end of the mute. */
function holdBack({ message }: Delivery, mute: Mute, now: Millis): SendOutcome {
  if (message.type === 'alert') return { outcome: 'giveUp', why: 'muted' };
  return { outcome: 'retry', afterMs: mute.until - now, why: 'muted' };
}

async function writeOutcome(
  delivery: Delivery,
  outcome: SendOutcome,
  guild: Guild | null,
  { store, clock, random }: DeliverPorts,
): Promise<void> {
  const now = clock.now();
  switch (outcome.outcome) {
    case 'delivered':
      return store.deliveries.delivered(delivery.id, outcome.messageId, outcome.place, now);
    case 'retry': {
      // An edit is a courtesy, and may not hold up what is behind it.
      if (delivery.message.type === 'edit' && delivery.attempts >= MOST_EDIT_ATTEMPTS) {
        return store.deliveries.giveUp(delivery.id, 'nothingToEdit', now);
      }
      const waitMs = Math.max(outcome.afterMs ?? 0, retryDelayMs(delivery.attempts, random()));
      return store.deliveries.retry(delivery.id, now + waitMs, outcome.why);
    }
    case 'giveUp':
      return giveUp(delivery, outcome, guild, store, now);
  }
}

/** Nobody was told, so the core may not go on as if they had been. */
async function giveUp(
  { id, guildId, message, about }: Delivery,
  { why }: Extract<SendOutcome, { outcome: 'giveUp' }>,
  guild: Guild | null,
  store: DeliverPorts['store'],
  now: Millis,
): Promise<void> {
  const place = guild?.destination;
  if ((why === 'destinationGone' || why === 'notAllowed') && place != null && guild?.unusable === null) {
    const until = why === 'notAllowed' ? now + NOT_ALLOWED_FOR_MS : UNTIL_CHANGED;
    await store.guilds.setUnusable(guildId, { why, until, place });
  }
  await store.deliveries.giveUp(id, why, now);
  if (message.type !== 'alert' || about === null) return;
  const { severity } = message;
  const muted = why === 'muted';
  const heldBack = message.heldBack + (muted ? 1 : 0);
  await store.incidents.untell(guildId, about, {
    severity,
    heldBack,
    mutedAt: muted ? now : null,
    keepCooldown: why === 'rejected',
  });
}

/** Doubles from one second to a minute, less up to a quarter, so that many senders do not come back together. */
export function retryDelayMs(attempts: number, random: number): Millis {
  const full = Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1), LONGEST_RETRY_MS);
  return Math.round(full * (1 - random / 4));
}
