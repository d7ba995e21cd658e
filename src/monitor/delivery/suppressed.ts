import type { Message } from '../alerts/message.ts';
import { muteOn } from '../alerts/mutes.ts';
import { quietAt } from '../alerts/quietHours.ts';
import type { StoredGuild } from '../ports/guildStore.ts';
import type { Store } from '../ports/store.ts';
import type { GuildDefaults } from '../settings/guildDefaults.ts';
import { withDefaults } from '../settings/guildSettings.ts';
import type { Clock, Millis } from '../time.ts';
import type { AlertKind, AlertSeverity, Guild } from '../types.ts';
import type { Delivery } from './delivery.ts';
import { ADDITIONS, isAmong } from './messageTypes.ts';
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

/** The mute or the quiet hours that keep a message back at that moment, whichever lasts longer; null where nothing does. */
type Holding = (delivery: Delivery) => Suppression | null;

/** Mutes and quiet hours of a guild are read once for all that one message tells. */
async function holdingAt(
  guildId: string,
  stored: StoredGuild | null,
  now: Millis,
  { store, guildDefaults }: SuppressionPorts,
): Promise<Holding> {
  const mutes = await store.mutes.activeAt(now);
  const guild = stored === null ? null : withDefaults(stored, guildDefaults, now);
  return ({ about, message }) => {
    if (about === null) return null;
    const mute = muteOn(mutes, guildId, about, now);
    const quietUntil = guild === null ? null : endOfQuiet(guild, about.kind, message, now);
    if (mute !== null && mute.until >= (quietUntil ?? 0)) return { why: 'muted', until: mute.until };
    return quietUntil === null ? null : { why: 'quietHours', until: quietUntil };
  };
}

function endOfQuiet({ quietHours, timeZone }: Guild, kind: AlertKind, message: Message, now: Millis): Millis | null {
  const answer = quietAt(quietHours, timeZone, { kind, severity: severityOf(message) }, now);
  return answer.waits ? answer.until : null;
}

/** By which quiet hours let a message pass: the end of what people were notified of as critical is as urgent as its beginning. */
function severityOf(message: Message): AlertSeverity {
  if (message.type === 'recovery') return message.notified ?? 'warning';
  return 'severity' in message ? message.severity : 'warning';
}

/** What becomes of a message that is suppressed by now; null where it may be sent. */
export type Suppressed = (delivery: Delivery) => SendOutcome | null;

/**
 * An alert is taken back, and counted where it is muted; so is a step of the escalation, which is asked again. The end of an incident waits for the end of the mute or the quiet hours. An edit
 * may always be sent, and so may what people themselves say in a thread.
 */
export async function suppressedAt(
  guildId: string,
  stored: StoredGuild | null,
  now: Millis,
  ports: SuppressionPorts,
): Promise<Suppressed> {
  const holding = await holdingAt(guildId, stored, now, ports);
  return (delivery) => {
    const { type } = delivery.message;
    const held = isAmong(ADDITIONS, type) ? null : holding(delivery);
    if (held === null) return null;
    const { why, until } = held;
    return type === 'alert' || type === 'escalation'
      ? { outcome: 'giveUp', why }
      : { outcome: 'retry', afterMs: until - now, why, until };
  };
}

/** What kept it back and ended while this was being written found no message yet that waited for its end, so that is made up for here. */
export async function releaseIfFree(delivery: Delivery, until: Millis, ports: SuppressionPorts): Promise<void> {
  const now = ports.clock.now();
  const { guildId } = delivery;
  const held = (await holdingAt(guildId, await ports.store.guilds.get(guildId), now, ports))(delivery);
  // Another one may still hold, but not as long.
  if (held !== null && held.until >= until) return;
  await ports.store.deliveries.releaseMuted(guildId, now);
}
