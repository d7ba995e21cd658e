import type { Message } from '../alerts/message.ts';
import { muteOn } from '../alerts/mutes.ts';
import { quietAt } from '../alerts/quietHours.ts';
import type { Store } from '../ports/store.ts';
import { type GuildDefaults, withDefaults } from '../settings/guildSettings.ts';
import { type Clock, MINUTE, type Millis } from '../time.ts';
import type { AlertSeverity } from '../types.ts';
import type { Delivery } from './delivery.ts';
import type { SendOutcome } from './outcome.ts';

export interface SuppressionPorts {
  readonly store: {
    readonly mutes: Pick<Store['mutes'], 'activeAt'>;
    readonly guilds: Pick<Store['guilds'], 'get'>;
    readonly deliveries: Store['deliveries'];
  };
  readonly clock: Clock;
  readonly guildDefaults: GuildDefaults;
}

/** What keeps a message back, and until when. */
interface Suppression {
  readonly why: 'muted' | 'quietHours';
  readonly until: Millis;
}

/** The mute or the quiet hours that keep a message back, whichever lasts longer; null of one that is about no kind. */
async function holding(delivery: Delivery, now: Millis, ports: SuppressionPorts): Promise<Suppression | null> {
  const { guildId, about } = delivery;
  if (about === null) return null;
  const mute = muteOn(await ports.store.mutes.activeAt(now), guildId, about, now);
  const quietUntil = await endOfQuiet(delivery, now, ports);
  if (mute !== null && mute.until >= (quietUntil ?? 0)) return { why: 'muted', until: mute.until };
  return quietUntil === null ? null : { why: 'quietHours', until: quietUntil };
}

async function endOfQuiet(
  { guildId, about, message }: Delivery,
  now: Millis,
  { store, guildDefaults }: SuppressionPorts,
): Promise<Millis | null> {
  const stored = about === null ? null : await store.guilds.get(guildId);
  if (about === null || stored === null) return null;
  const { quietHours, timeZone } = withDefaults(stored, guildDefaults, now);
  const answer = quietAt(quietHours, timeZone, { kind: about.kind, severity: severityOf(message) }, now);
  return answer.waits ? answer.until : null;
}

/** By which quiet hours let a message pass: the end of what people were notified of as critical is as urgent as its beginning. */
function severityOf(message: Message): AlertSeverity {
  if (message.type === 'recovery') return message.told ?? 'warning';
  return 'severity' in message ? message.severity : 'warning';
}

/**
 * What becomes of a message that is suppressed by now: an alert is taken back, and counted where it is muted; the end of an incident waits
 * for the end of the mute or the quiet hours. Null where it may be sent; an edit always may.
 */
export async function suppressed(
  delivery: Delivery,
  now: Millis,
  ports: SuppressionPorts,
): Promise<SendOutcome | null> {
  const { type } = delivery.message;
  if (type === 'edit') return null;
  const held = await holding(delivery, now, ports);
  if (held === null) return null;
  const { why, until } = held;
  if (type === 'alert') return { outcome: 'giveUp', why };
  return { outcome: 'retry', afterMs: until - now, why, until };
}

/** The same of what one message tells of several pipelines: where one of them is suppressed, each is to have its own turn. */
export async function suppressedOf(
  delivery: Delivery,
  now: Millis,
  ports: SuppressionPorts,
): Promise<SendOutcome | null> {
  const { companions = [] } = delivery;
  if (companions.length === 0) return suppressed(delivery, now, ports);
  for (const part of [delivery, ...companions]) {
    if ((await suppressed(part, now, ports)) !== null) return { outcome: 'retry', afterMs: MINUTE, why: 'muted' };
  }
  return null;
}

/** What kept it back and ended while this was being written found no message yet that waited for its end, so that is made up for here. */
export async function releaseIfFree(delivery: Delivery, until: Millis, ports: SuppressionPorts): Promise<void> {
  const now = ports.clock.now();
  const held = await holding(delivery, now, ports);
  // Another one may still hold, but not as long.
  if (held !== null && held.until >= until) return;
  await ports.store.deliveries.releaseMuted(delivery.guildId, now);
}
