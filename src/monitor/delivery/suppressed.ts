import type { Message } from '../alerts/message.ts';
import type { StoredGuild } from '../ports/guildStore.ts';
import type { Store } from '../ports/store.ts';
import type { Clock, Millis } from '../time.ts';
import type { AlertSeverity } from '../types.ts';
import type { Delivery } from './delivery.ts';
import { type Hold, type HoldingPorts, holdingAt } from './holding.ts';
import { ADDITIONS, isAmong } from './messageTypes.ts';
import type { SendOutcome } from './outcome.ts';

export interface SuppressionPorts extends HoldingPorts {
  readonly store: HoldingPorts['store'] & {
    readonly guilds: Pick<Store['guilds'], 'get'>;
    readonly deliveries: Store['deliveries'];
  };
  readonly clock: Clock;
}

/** What keeps one message back at that moment. */
async function heldAt(
  guildId: string,
  stored: StoredGuild | null,
  now: Millis,
  ports: SuppressionPorts,
): Promise<(delivery: Delivery) => Hold | null> {
  const holding = await holdingAt(guildId, stored, now, ports);
  return ({ about, message }) => (about === null ? null : holding({ about, severity: severityOf(message) }));
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
  const held = await heldAt(guildId, stored, now, ports);
  return (delivery) => {
    const { type } = delivery.message;
    const hold = isAmong(ADDITIONS, type) ? null : held(delivery);
    if (hold === null) return null;
    const { why, until } = hold;
    return type === 'alert' || type === 'escalation'
      ? { outcome: 'giveUp', why }
      : { outcome: 'retry', afterMs: until - now, why, until };
  };
}

/** What kept it back and ended while this was being written found no message yet that waited for its end, so that is made up for here. */
export async function releaseIfFree(delivery: Delivery, until: Millis, ports: SuppressionPorts): Promise<void> {
  const now = ports.clock.now();
  const { guildId } = delivery;
  const hold = (await heldAt(guildId, await ports.store.guilds.get(guildId), now, ports))(delivery);
  // Another one may still hold, but not as long.
  if (hold !== null && hold.until >= until) return;
  await ports.store.deliveries.releaseMuted(guildId, now);
}
