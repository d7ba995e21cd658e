import type { Selectable } from 'kysely';
import type { PendingMessage } from '../monitor/alerts/coalesce/pending.ts';
import type { Message } from '../monitor/alerts/message.ts';
import type { Delivery, SentMessage } from '../monitor/delivery/delivery.ts';
import type { Place } from '../monitor/delivery/place.ts';
import type { Millis } from '../monitor/time.ts';
import type { Mention } from '../monitor/types.ts';
import { toKind } from './incidentRows.ts';
import { parseRenamed, storedJson } from './parseRenamed.ts';
import type { Schema } from './schema.ts';

/** What a row says beside its message. */
export interface Links {
  readonly pipeline: string;
  readonly kind: string;
  readonly incident_id: number | null;
  readonly target_id?: number | null;
  readonly not_before?: Millis;
  readonly retry_why?: 'cooldown';
}

/** Where a message is by now, and whom it mentions there. */
export interface Arrived {
  readonly messageId: string;
  readonly place: Place;
  readonly mentioned: Mention | null | undefined;
  /** Of the post that it opened; null: it opened none. */
  readonly threadId: string | null;
}

export type DeliveryRow = Selectable<Schema['deliveries']>;

/** The form of a message that is sent as plain words. */
export const PLAIN = 'plain';

/** What a row says of its message, beside the message itself. */
export function messageColumns(message: Message) {
  return {
    type: message.type,
    message: storedJson(message),
    severity: message.type === 'alert' ? message.severity : null,
  };
}

/** A row for a message that may be tried at once. */
export function newRow(guildId: string, message: Message, now: Millis) {
  return { guild_id: guildId, ...messageColumns(message), created_at: now, not_before: now, attempts: 0 };
}

export function toPending(row: DeliveryRow): PendingMessage {
  return {
    id: row.id,
    message: readMessage(row.message),
    incidentId: row.incident_id,
    targetId: row.target_id,
    isClaimed: row.claimed_until !== null,
    mayHaveArrived: row.uncertain_at !== null,
    waitsForCooldown: row.retry_why === 'cooldown',
  };
}

export function toDelivery(row: DeliveryRow, target: SentMessage | null): Delivery {
  return {
    id: row.id,
    guildId: row.guild_id,
    message: readMessage(row.message),
    createdAt: row.created_at,
    attempts: row.attempts,
    unknownFailures: row.unknown_failures,
    copies: row.copies,
    refusals: row.refusals,
    isPlain: row.form === PLAIN,
    incidentId: row.incident_id,
    about: aboutOf(row),
    target,
    uncertain:
      row.uncertain_at === null || row.place === null ? null : { since: row.uncertain_at, place: readPlace(row.place) },
  };
}

/** The kind and pipeline that a row is about; null for a summary or a test. */
export function aboutOf({ kind: text, pipeline }: Pick<DeliveryRow, 'kind' | 'pipeline'>): Delivery['about'] {
  const kind = text === null ? undefined : toKind(text);
  return kind === undefined || pipeline === null ? null : { kind, pipeline };
}

/** Where a message stands that was delivered; null where it was not. */
export function toSentMessage(row: DeliveryRow): SentMessage | null {
  if (row.place === null || row.message_id === null) return null;
  return {
    incidentId: row.incident_id,
    place: readPlace(row.place),
    messageId: row.message_id,
    message: readMessage(row.message),
    ...(row.mentioned === null ? {} : { mentioned: readMentioned(row.mentioned) }),
    ...(row.form === PLAIN ? { isPlain: true } : {}),
  };
}

/** Written by `markDelivered`, and by nobody else. */
function readMentioned(json: string): Mention | null {
  return JSON.parse(json) as Mention | null;
}

/** Written by the delivery table of this or an earlier version, and by nobody else. */
export function readPlace(json: string): Place {
  return JSON.parse(json) as Place;
}

/** Written by `messageColumns` of this or an earlier version, and by nobody else. */
export function readMessage(json: string): Message {
  return parseRenamed(json) as Message;
}
