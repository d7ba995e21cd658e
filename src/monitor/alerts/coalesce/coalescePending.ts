import type { Millis } from '../../time.ts';
import type { Message } from '../message.ts';
import { merge } from './merge.ts';
import type { IncidentFacts, PendingMessage } from './pending.ts';

/** One message in the place of several. */
export interface Coalesced {
  readonly message: Message;
  readonly incidentId: number | null;
  /** The messages that it stands for, and edits that it says itself; none where nothing has changed. */
  readonly superseded: readonly number[];
}

/** The types of messages that tell of incidents one after the other. */
export const INCIDENT_TYPES: readonly Message['type'][] = ['alert', 'flapping', 'recovery', 'late'];

/** Whether a message says that something lasts: it is edited with whatever becomes of that. */
export function isEdited({ type }: Message): boolean {
  return type === 'alert' || type === 'flapping';
}

/**
 * What a message should say before its next attempt: messages that came while an earlier attempt was under way could not
 * supersede it. `line` has everything of its kind that waits, the oldest first.
 */
export function coalescePending(
  first: PendingMessage,
  line: readonly PendingMessage[],
  incidentOf: (id: number | null) => IncidentFacts | null,
  now: Millis,
): Coalesced {
  let says: Pick<PendingMessage, 'message' | 'incidentId'> = first;
  const superseded: number[] = [];
  for (const next of line) {
    if (next.id <= first.id || next.isClaimed || !INCIDENT_TYPES.includes(next.message.type)) continue;
    const merged = merge({ ...first, ...says, isClaimed: false }, next, incidentOf(next.incidentId), now);
    // The order of what began and what ended must not change: nothing after it is looked at.
    if (merged.message === null) break;
    says = { message: merged.message, incidentId: next.incidentId };
    superseded.push(next.id);
  }
  // Only what says that it lasts is edited, and edits of a message that has not arrived wait for it.
  const { message, incidentId } = says;
  const edits = isEdited(message) ? [] : line.filter(({ targetId }) => targetId === first.id);
  return { message, incidentId, superseded: [...superseded, ...edits.map(({ id }) => id)] };
}
