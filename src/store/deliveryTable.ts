import { type Kysely, type SqlBool, sql, type Transaction, type UpdateObject } from 'kysely';
import type { Message } from '../monitor/alerts/message.ts';
import type { GiveUpWhy } from '../monitor/delivery/giveUpWhy.ts';
import type { RetryReason } from '../monitor/delivery/outcome.ts';
import type { Place } from '../monitor/delivery/place.ts';
import type { Tries } from '../monitor/ports/deliveryQueue.ts';
import type { Millis } from '../monitor/time.ts';
import { checkOwn } from './claimants.ts';
import { type Arrived, type DeliveryRow, type Links, messageColumns, newRow, PLAIN } from './deliveryRows.ts';
import { prepared, preparedInsert } from './prepared.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;
type Changes = UpdateObject<Schema, 'deliveries'>;

/** Every change of the table of deliveries. Each takes the connection or transaction that it is to be part of. */

export async function addDelivery(
  db: Db,
  guildId: string,
  message: Message,
  now: Millis,
  links: Links | null = null,
): Promise<number> {
  return insert(db, { ...NO_LINKS, ...newRow(guildId, message, now), ...links });
}

type NewDelivery = ReturnType<typeof newRow> &
  Pick<DeliveryRow, 'pipeline' | 'kind' | 'incident_id' | 'target_id' | 'retry_why'>;

const NO_LINKS = { pipeline: null, kind: null, incident_id: null, target_id: null, retry_why: null };

const insert = preparedInsert<NewDelivery>('deliveries', {
  guild_id: true,
  type: true,
  message: true,
  severity: true,
  created_at: true,
  not_before: true,
  attempts: true,
  pipeline: true,
  kind: true,
  incident_id: true,
  target_id: true,
  retry_why: true,
});

/** It says something else now. A receiver that refused its form refused other words. */
export async function rewriteDelivery(db: Db, id: number, message: Message, incidentId: number | null): Promise<void> {
  await change(db, id, { ...messageColumns(message), incident_id: incidentId, form: null });
}

export async function releaseDelivery(db: Db, id: number, now: Millis): Promise<void> {
  await change(db, id, { not_before: now, retry_why: null });
}

export async function giveUpDelivery(db: Db, id: number, why: GiveUpWhy, now: Millis): Promise<void> {
  await change(db, id, { gave_up_at: now, gave_up_why: why });
}

/** The same of a message with all that it tells of. */
export async function giveUpMessage(db: Db, id: number, why: GiveUpWhy, now: Millis, claimant: string): Promise<void> {
  await changeMessage(db, id, { gave_up_at: now, gave_up_why: why }, claimant);
}

export async function holdDelivery(db: Db, id: number, until: Millis, claimant: string): Promise<void> {
  await changeMessage(db, id, { claimed_until: until }, claimant);
}

/** The first of a message that tells of several pipelines. */
export async function leadDelivery(db: Db, id: number): Promise<void> {
  await change(db, id, { group_id: id });
}

/** What was not sent together has its own turn. */
export async function leaveGroup(db: Db, id: number): Promise<void> {
  await change(db, id, { group_id: null, claimed_until: null, claimed_by: null });
}

/** What is claimed has a message of its own. */
export async function goAlone(db: Db, id: number): Promise<void> {
  await change(db, id, { group_id: null });
}

/** What surely did not arrive together need not stay together. */
export async function dissolveGroup(db: Db, leader: number): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ group_id: null, claimed_until: sql<number | null>`case when id = ${leader} then claimed_until end` })
    .where('group_id', '=', leader)
    .execute();
}

/** From now on it may have arrived. @throws LeaseLostError where another process has taken it meanwhile, or it is over. */
export async function markSending(
  db: Db,
  id: number,
  place: Place,
  sending: Omit<Sending, 'id' | 'place'>,
): Promise<void> {
  const changed = await noteSending(db, { id, place: JSON.stringify(place), ...sending });
  checkOwn(changed, id);
}

interface Sending {
  readonly id: number;
  readonly place: string;
  readonly now: Millis;
  readonly copies: number;
  readonly claimant: string;
}

const noteSending = prepared((db, { id, place, now, copies, claimant }: Sending) =>
  ofMessage(db, id)
    .set({ uncertain_at: sql<number>`coalesce(uncertain_at, ${now})`, place, copies })
    .where(isOwnMessage(id, claimant))
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .returning('id')
    .compile(),
);

export async function markDelivered(
  db: Db,
  id: number,
  { messageId, place, mentioned, threadId }: Arrived,
  now: Millis,
): Promise<void> {
  await change(db, id, {
    delivered_at: now,
    message_id: messageId,
    place: JSON.stringify(place),
    mentioned: mentioned === undefined ? null : JSON.stringify(mentioned),
    ...(threadId === null ? {} : { thread_id: threadId }),
    retry_why: null,
    uncertain_at: null,
  });
}

/** Of every row that is the same message. */
export async function noteThread(
  db: Db,
  id: number,
  values: { readonly thread_id: string } | { readonly thread_closed_why: GiveUpWhy },
): Promise<void> {
  const leader = sql`(select coalesce(group_id, id) from deliveries where id = ${id})`;
  await db
    .updateTable('deliveries')
    .set(values)
    .where(sql<boolean>`(id = ${leader} or group_id = ${leader})`)
    .execute();
}

export async function retryDelivery(
  db: Db,
  id: number,
  notBefore: Millis,
  why: RetryReason,
  isUncertain: boolean,
  tries: Tries,
  claimant: string,
): Promise<void> {
  const changes = {
    not_before: notBefore,
    claimed_until: null,
    claimed_by: null,
    retry_why: why,
    ...columnsOf(tries),
    ...(isUncertain ? {} : { uncertain_at: null, copies: 0, group_id: null }),
    ...(why === 'unknownFailure' ? { unknown_failures: sql<number>`unknown_failures + 1` } : {}),
  };
  await changeMessage(db, id, changes, claimant);
}

/** Lets what waits for a reason be tried from a moment on. */
export async function releaseWaiting(
  db: Db,
  guildId: string,
  why: 'muted' | 'quietHours' | 'nowhere',
  from: Millis,
): Promise<void> {
  await pendingOf(db, guildId).set({ not_before: from }).where('retry_why', '=', why).execute();
}

export async function giveUpAll(db: Db, guildId: string, why: GiveUpWhy, now: Millis): Promise<void> {
  await pendingOf(db, guildId).set({ gave_up_at: now, gave_up_why: why }).execute();
}

async function change(db: Db, id: number, values: Changes): Promise<void> {
  await db.updateTable('deliveries').set(values).where('id', '=', id).execute();
}

/** Changes a message and, where it tells of several pipelines, the rows of the others; nothing where another process than this has taken it. */
async function changeMessage(db: Db, id: number, values: Changes, claimant: string): Promise<void> {
  await ofMessage(db, id).set(values).where(isOwnMessage(id, claimant)).execute();
}

/** By its first row: the others may have been taken by a process before. */
function isOwnMessage(id: number, claimant: string) {
  return sql<SqlBool>`exists (select 1 from deliveries as first where first.id = ${id}
    and (first.claimed_by is null or first.claimed_by = ${claimant}))`;
}

function ofMessage(db: Db, id: number) {
  return db.updateTable('deliveries').where((eb) => eb.or([eb('id', '=', id), eb('group_id', '=', id)]));
}

function pendingOf(db: Db, guildId: string) {
  return db
    .updateTable('deliveries')
    .where('guild_id', '=', guildId)
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null);
}

function columnsOf({ copies, refusals, isPlain }: Tries) {
  return {
    ...(copies === undefined ? {} : { copies }),
    ...(refusals === undefined ? {} : { refusals }),
    ...(isPlain === undefined ? {} : { form: PLAIN }),
  };
}
