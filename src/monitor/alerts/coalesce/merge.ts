import type { Millis } from '../../time.ts';
import type { AlertMessage, FlappingMessage, Message } from '../message.ts';
import type { IncidentFacts, PendingMessage } from './pending.ts';

/** What becomes of a message that waits and a newer one of its kind: one message in its place, or each its own turn. */
export type Merge =
  | {
      readonly message: null;
      readonly reason: 'noAlert' | 'claimed' | 'mayHaveArrived' | 'otherIncident' | 'otherType';
    }
  | { readonly message: Message; readonly reason: 'newerAlert' | 'recovered' | 'recoveredUnnoticed' };

type Waiting = Pick<PendingMessage, 'message' | 'incidentId' | 'isClaimed' | 'mayHaveArrived'>;
type Newer = Pick<PendingMessage, 'message' | 'incidentId'>;

/**
 * Only an alert, and the message about flapping, is superseded: by a newer one, which has the current state, or by the end
 * of its own incident. Where nobody was notified that the incident began, people are notified late, in one message with both times.
 */
export function merge(waiting: Waiting, newer: Newer, incident: IncidentFacts | null, now: Millis): Merge {
  const unseen = waiting.message;
  if (unseen.type !== 'alert' && unseen.type !== 'flapping') return { message: null, reason: 'noAlert' };
  if (waiting.isClaimed) return { message: null, reason: 'claimed' };
  // It stays as it is until it is known whether it arrived.
  if (waiting.mayHaveArrived) return { message: null, reason: 'mayHaveArrived' };
  const next = newer.message;
  if (next.type === 'flapping') return { message: next, reason: 'newerAlert' };
  // How often it fired and recovered is on the alert too.
  if (next.type === 'alert') return { message: asOne(unseen, next), reason: 'newerAlert' };
  if (next.type !== 'recovery') return { message: null, reason: 'otherType' };
  if (newer.incidentId === null || newer.incidentId !== waiting.incidentId)
    return { message: null, reason: 'otherIncident' };
  if (incident?.isNotified === true) return { message: next, reason: 'recovered' };
  return { message: late(unseen, next, incident, now), reason: 'recoveredUnnoticed' };
}

/**
 * People are still to be notified of what was suppressed before the message that nobody saw. It pings where either would have, and is no
 * reminder of what nobody has heard of.
 */
function asOne(unseen: AlertMessage | FlappingMessage, newer: AlertMessage): AlertMessage {
  if (unseen.type === 'flapping') return newer;
  return {
    ...newer,
    suppressed: newer.suppressed + unseen.suppressed,
    ...(newer.pings === false && unseen.pings !== false ? { pings: true } : {}),
    ...(newer.reminder != null && unseen.reminder == null ? { reminder: null } : {}),
  };
}

function late(
  { severity }: AlertMessage | FlappingMessage,
  recovery: Extract<Message, { type: 'recovery' }>,
  incident: IncidentFacts | null,
  now: Millis,
): Message {
  return {
    type: 'late',
    severity,
    worst: recovery.before,
    openedAt: incident?.openedAt ?? recovery.at,
    endedAt: incident?.endedAt ?? recovery.at,
    ...(recovery.subject === undefined ? {} : { subject: recovery.subject }),
    at: now,
  };
}
