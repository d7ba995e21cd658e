import type { RollBack } from '../ports/deliveryQueue.ts';
import type { Log } from '../ports/log.ts';
import type { Receiver } from '../ports/receiver.ts';
import type { Store } from '../ports/store.ts';
import type { GuildDefaults } from '../settings/guildDefaults.ts';
import type { Clock, Millis } from '../time.ts';
import type { Attempted } from './attempted.ts';
import type { Delivery } from './delivery.ts';
import type { GiveUpWhy } from './giveUpWhy.ts';
import { insist } from './insist.ts';
import type { Delivered } from './outcome.ts';
import { triesAfter, waitBefore } from './retryWait.ts';
import { releaseIfFree } from './suppressed.ts';

export interface RecordPorts {
  readonly store: Pick<Store, 'deliveries' | 'guilds' | 'mutes'>;
  readonly receiver: Pick<Receiver, 'canLook'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly guildDefaults: GuildDefaults;
  readonly sleep: (ms: Millis) => Promise<void>;
  /** From 0 up to 1, for jitter. */
  readonly random: () => number;
}

/** Writes down what came of an attempt. */
export async function record(attempted: Attempted, ports: RecordPorts): Promise<void> {
  const { outcome, delivery } = attempted;
  const { store, clock, random, sleep, receiver } = ports;
  const { id } = delivery;
  const now = clock.now();
  switch (outcome.outcome) {
    case 'delivered':
      await insist(() => store.deliveries.delivered(id, outcome.messageId, outcome.place, now, outcome), sleep);
      return noteDelivered(delivery, outcome, ports);
    case 'retry': {
      const tries = triesAfter(attempted, outcome);
      const waitMs = waitBefore(attempted, tries, outcome, random(), !receiver.canLook());
      await store.deliveries.retry(id, now + waitMs, outcome.why, outcome.isUncertain ?? false, tries);
      return outcome.until === undefined ? undefined : releaseIfFree(delivery, outcome.until, ports);
    }
    case 'giveUp':
      return store.deliveries.giveUp(id, outcome.why, now, rollBacksOf(delivery, outcome.why, now));
  }
}

/** Of everything that the message was to tell. */
function rollBacksOf(delivery: Delivery, why: GiveUpWhy, now: Millis): readonly RollBack[] {
  return [delivery, ...(delivery.companions ?? [])].flatMap((part) => rollBackOf(part, why, now) ?? []);
}

/** Nobody was notified, so the core may not go on as if they had been. */
function rollBackOf({ guildId, message, about }: Delivery, why: GiveUpWhy, now: Millis): RollBack | undefined {
  // People were notified of what probably arrived.
  if (message.type !== 'alert' || about === null || why === 'answerLost') return undefined;
  const isMuted = why === 'muted';
  return {
    guildId,
    ...about,
    severity: message.severity,
    suppressed: message.suppressed + (isMuted ? 1 : 0),
    mutedAt: isMuted ? now : null,
    quietAt: why === 'quietHours' ? now : null,
    keepCooldown: why === 'rejected',
  };
}

/** What an arrival says of the place and of the mention. */
async function noteDelivered(
  { guildId, message }: Delivery,
  { pingFailure }: Delivered,
  { store, clock, log }: RecordPorts,
): Promise<void> {
  // What went elsewhere, or mentioned somebody else, says nothing of the guild's own place and mention.
  if (message.type === 'stillOnIt' || ('step' in message && message.step !== undefined)) return;
  // Somebody gave the permission back, and tried it.
  if (message.type === 'test') await store.guilds.setUnusable(guildId, null);
  if (pingFailure === undefined) return;
  const before = (await store.guilds.get(guildId))?.pingFailure ?? null;
  if (pingFailure !== null) log.warn({ guildId, why: pingFailure }, 'the mention notified nobody');
  if (pingFailure !== before) await store.guilds.setPingFailure(guildId, pingFailure, clock.now());
}
