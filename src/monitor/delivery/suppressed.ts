import { type CaughtUpIncident, pingsFor } from '../alerts/catchUp.ts';
import type { Message } from '../alerts/message.ts';
import type { Store } from '../ports/store.ts';
import type { Clock, Millis } from '../time.ts';
import type { AlertSeverity } from '../types.ts';
import type { Delivery } from './delivery.ts';
import { type HeldSubject, type Hold, type Holding, type HoldingPorts, holdingAt } from './holding.ts';
import { ADDITIONS, isAmong } from './messageTypes.ts';
import type { SendOutcome } from './outcome.ts';

export interface SuppressionPorts extends HoldingPorts {
  readonly store: HoldingPorts['store'] & {
    readonly guilds: Pick<Store['guilds'], 'get'>;
    readonly deliveries: Store['deliveries'];
  };
  readonly clock: Clock;
}

/** What keeps one message back. One that tells of several incidents waits while each of them is held, until the first no longer is. */
function holdOn(delivery: Delivery, holding: Holding): Hold | null {
  const answers = subjectsOf(delivery).map(holding);
  const holds = answers.filter((hold) => hold !== null);
  if (holds.length < answers.length) return null;
  return holds.toSorted((a, b) => a.until - b.until)[0] ?? null;
}

function subjectsOf({ about, message }: Delivery): readonly HeldSubject[] {
  if (message.type === 'catchUp') return message.incidents.map(lineSubject);
  return about === null ? [] : [{ about, severity: severityOf(message) }];
}

/** Of a line that an earlier version wrote nobody knows the pipeline: only mutes of all pipelines hold it. */
function lineSubject({ kind, pipeline = '', severity }: CaughtUpIncident): HeldSubject {
  return { about: { kind, pipeline }, severity };
}

/** A catch-up mentions nobody because of what is held by now; what else it tells of is sent. */
export function withoutHeldPing(delivery: Delivery, holding: Holding): Delivery {
  const { message } = delivery;
  if (message.type !== 'catchUp' || !message.pings) return delivery;
  const pings = message.incidents.some(
    (line) => pingsFor(line) && line.isAcknowledged !== true && holding(lineSubject(line)) === null,
  );
  return { ...delivery, message: { ...message, pings } };
}

/** By which quiet hours let a message pass: the end of what people were notified of as critical is as urgent as its beginning. */
function severityOf(message: Message): AlertSeverity {
  if (message.type === 'recovery') return message.notified ?? 'warning';
  return 'severity' in message ? message.severity : 'warning';
}

/** What becomes of a message that is suppressed by now; null where it may be sent. */
export type Suppressed = (delivery: Delivery) => SendOutcome | null;

/**
 * An alert is taken back, and counted where it is muted; so is a step of the escalation, which is asked again. The end of an incident waits for the end of the mute or the quiet hours,
 * and so does a catch-up. An edit may always be sent, and so may what people themselves say in a thread.
 */
export function suppressedBy(holding: Holding, now: Millis): Suppressed {
  return (delivery) => {
    const { type } = delivery.message;
    const hold = isAmong(ADDITIONS, type) ? null : holdOn(delivery, holding);
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
  const hold = holdOn(delivery, await holdingAt(guildId, await ports.store.guilds.get(guildId), now, ports));
  // Another one may still hold, but not as long.
  if (hold !== null && hold.until >= until) return;
  await ports.store.deliveries.releaseMuted(guildId, now);
}
