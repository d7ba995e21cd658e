import type { Millis } from '../../time.ts';
import { joinLate } from '../joinLate.ts';
import type { EditMessage, LateMessage, Message } from '../message.ts';
import { INCIDENT_TYPES, isEdited } from './coalescePending.ts';
import { merge } from './merge.ts';
import type { IncidentFacts, PendingMessage } from './pending.ts';

/** One change of what waits to be sent. */
export type QueueStep =
  | {
      readonly do: 'add';
      readonly message: Message;
      readonly targetId?: number;
      /** Sent when the cooldown ends, at this moment. */
      readonly cooldownEndsAt?: Millis;
    }
  /** Says something else from now on, perhaps of another incident. */
  | { readonly do: 'rewrite'; readonly id: number; readonly message: Message }
  | { readonly do: 'supersede'; readonly id: number }
  /** Need no longer wait for the cooldown. */
  | { readonly do: 'release'; readonly id: number }
  | { readonly do: 'noteTopUp'; readonly at: Millis };

/** What has to be known to put a message in its place. */
export interface Queue {
  /** Of the same guild, pipeline and kind, the oldest first. */
  readonly pending: readonly PendingMessage[];
  /** The incident that the message is about, where `needsIncident`. */
  readonly incident: IncidentFacts | null;
  /** The last top-up that the guild was notified of. */
  readonly notifiedTopUpAt: Millis | null;
}

/** Whether it has to be known what was said of the incident: most messages find nothing that waits, and are just added. */
export function needsIncident({ type }: Message, pending: readonly PendingMessage[]): boolean {
  if (type === 'edit') return true;
  return (type === 'alert' || type === 'flapping' || type === 'recovery') && lastOfIncidents(pending) !== undefined;
}

/**
 * Puts a message where it belongs among those that wait. What waits is superseded by what is newer, so that after an outage
 * of a receiver people read what is true then, and not line by line what was true meanwhile.
 */
export function enqueue(message: Message, queue: Queue, now: Millis): readonly QueueStep[] {
  const judgedAgain = isAboutUnknown(message) ? [] : supersedeUnknown(queue);
  return [...judgedAgain, ...stepsOf(message, queue, now)];
}

function stepsOf(message: Message, queue: Queue, now: Millis): readonly QueueStep[] {
  switch (message.type) {
    case 'edit':
      return addEdit(message, queue);
    case 'late':
      return addLate(message, queue);
    case 'topUp':
      return isNews(message.topUp.at, queue)
        ? [noteTopUp(message.topUp.at), { do: 'add', message }]
        : // Another process has sent a message about it.
          [];
    case 'alert':
    case 'flapping':
      return [...releaseLate(queue), ...addOrSupersede(message, queue, now)];
    case 'recovery':
      return addOrSupersede(message, queue, now);
    default:
      return [{ do: 'add', message }];
  }
}

/** Only the last message is superseded: the order of what began and what ended must not change. */
function addOrSupersede(
  message: Extract<Message, { type: 'alert' | 'flapping' | 'recovery' }>,
  { pending, incident, notifiedTopUpAt }: Queue,
  now: Millis,
): readonly QueueStep[] {
  const last = lastOfIncidents(pending);
  const merged = last === undefined ? null : merge(last, { message, incidentId: incident?.id ?? null }, incident, now);
  const topUp = message.type === 'recovery' && merged?.message?.type !== 'late' ? message.topUp : null;
  const noted = topUp !== null && isNews(topUp.at, { notifiedTopUpAt }) ? [noteTopUp(topUp.at)] : [];
  if (last === undefined || merged?.message == null) return [...noted, { do: 'add', message }];
  // The end of its incident says itself what the edit would.
  const edits = isEdited(merged.message) ? [] : pending.filter(({ targetId }) => targetId === last.id);
  return [
    ...edits.map(({ id }) => ({ do: 'supersede', id }) as const),
    { do: 'rewrite', id: last.id, message: merged.message },
    ...noted,
  ];
}

function lastOfIncidents(pending: readonly PendingMessage[]): PendingMessage | undefined {
  return pending.findLast((one) => INCIDENT_TYPES.includes(one.message.type));
}

/** The first message of the incident is edited, and those of its escalation; an edit that still waits is superseded by a newer one. */
function addEdit(message: EditMessage, { pending, incident }: Queue): readonly QueueStep[] {
  const ids = incident?.editedIds ?? [];
  return (message.isOfFirst ? ids.slice(0, 1) : ids).flatMap((targetId): readonly QueueStep[] => {
    const waiting = pending.filter((one) => one.message.type === 'edit' && one.targetId === targetId && !one.isClaimed);
    if (waiting.length === 0) return [{ do: 'add', message, targetId }];
    return waiting.map(({ id }) => ({ do: 'rewrite', id, message }));
  });
}

/** Incidents that began and ended inside a cooldown wait for its end, as one line however many they are. */
function addLate(message: LateMessage, queue: Queue): readonly QueueStep[] {
  if (message.cooldown === undefined) return [{ do: 'add', message }];
  const waiting = lateInCooldown(queue);
  if (waiting?.message.type !== 'late') return [{ do: 'add', message, cooldownEndsAt: message.cooldown.endsAt }];
  return [{ do: 'rewrite', id: waiting.id, message: joinLate(waiting.message, message) }];
}

/** A new message of a kind is preceded by what its cooldown suppressed. */
function releaseLate(queue: Queue): readonly QueueStep[] {
  const waiting = lateInCooldown(queue);
  return waiting === undefined ? [] : [{ do: 'release', id: waiting.id }];
}

function lateInCooldown({ pending }: Queue): PendingMessage | undefined {
  return pending.find((one) => one.message.type === 'late' && one.waitsForCooldown && !one.isClaimed);
}

/** There is a verdict again, so that there was none is no longer news; what may have arrived is news that people have. */
function supersedeUnknown({ pending }: Queue): readonly QueueStep[] {
  return pending
    .filter(({ message, isClaimed, mayHaveArrived }) => message.type === 'unknown' && !isClaimed && !mayHaveArrived)
    .map(({ id }) => ({ do: 'supersede', id }));
}

/** Whether a message says that an incident can no longer be judged. */
function isAboutUnknown(message: Message): boolean {
  return message.type === 'unknown' || (message.type === 'edit' && message.state.unknown != null);
}

function isNews(at: Millis, { notifiedTopUpAt }: Pick<Queue, 'notifiedTopUpAt'>): boolean {
  return notifiedTopUpAt === null || notifiedTopUpAt < at;
}

function noteTopUp(at: Millis): QueueStep {
  return { do: 'noteTopUp', at };
}
