import { isSameTarget } from '../alerts/escalation.ts';
import type { EscalationMessage, Message } from '../alerts/message.ts';
import { DAY, HOUR, MINUTE, type Millis } from '../time.ts';
import type { Delivery, IncidentNow } from './delivery.ts';
import { isOfTarget } from './messageTypes.ts';
import type { GaveUp } from './outcome.ts';

/** How long somebody still wants a message. What tells of an incident for the first or the last time is always wanted. */
const WANTED_FOR_MS: Partial<Readonly<Record<Message['type'], Millis>>> = {
  test: 15 * MINUTE,
  edit: DAY,
  thread: HOUR,
  entry: DAY,
  summary: DAY,
  unknown: DAY,
  handover: DAY,
};

/** Why a message need not be sent: it is too old to be useful, or there is nothing to edit. Null: it is to be sent. */
export function expired({ message, createdAt, target, incidentNow }: Delivery, now: Millis): GaveUp | null {
  if (incidentNow !== undefined && !isStillTrue(message, incidentNow)) return { outcome: 'giveUp', why: 'superseded' };
  const wantedForMs = WANTED_FOR_MS[message.type];
  // Without this one the channel's history would call an incident open for ever.
  // One of several pipelines may say what a younger one was to say.
  const isEnd = message.type === 'edit' && (message.state.endedAt !== null || target?.parts !== undefined);
  if (wantedForMs !== undefined && now - createdAt > wantedForMs && !isEnd) return { outcome: 'giveUp', why: 'tooOld' };
  return isOfTarget(message) && target === null ? { outcome: 'giveUp', why: 'nothingToEdit' } : null;
}

/** Whether nobody has answered meanwhile, and it lasts. */
function isStillTrue(message: Message, incident: IncidentNow): boolean {
  const { isOpen, acknowledged } = incident;
  if (message.type === 'escalation') return isOpen && acknowledged === null && isStillDue(message, incident);
  if (message.type !== 'stillOnIt') return true;
  const { by } = message.acknowledged;
  return isOpen && acknowledged?.by.userId === by.userId && acknowledged.askedAt != null;
}

/** Whether it is critical, and the steps have not started over since. */
function isStillDue({ at, step }: EscalationMessage, { severity, escalated: { since, sent } }: IncidentNow): boolean {
  if (severity !== 'critical' || since === null || since > at) return false;
  // Where the clock was set back meanwhile, it was taken earlier than its message says.
  return sent.some((one) => one.at >= since && isSameTarget(one, step));
}
