import { type Kysely, sql, type Transaction } from 'kysely';
import type { Delivery, Message, SentMessage } from '../monitor/alerts/message.ts';
import { isSamePlace } from '../monitor/delivery/place.ts';
import type { DeliveryProgress, Tries } from '../monitor/ports/deliveryQueue.ts';
import type { Store } from '../monitor/ports/store.ts';
import { DAY, HOUR, MINUTE, type Millis } from '../monitor/time.ts';
import type { Place } from '../monitor/types.ts';
import { IS_NEXT } from './deliveryOrder.ts';
import { forUpdateOfSkipLocked } from './dialect.ts';
import { foldBacklog } from './foldBacklog.ts';
import { toWhy } from './giveUpWhy.ts';
import { toKind } from './incidentRows.ts';
import { newRow } from './insertDelivery.ts';
import { lockGuilds } from './lockGuilds.ts';
import type { DeliveryRow } from './overtake.ts';
import type { Schema } from './schema.ts';
import { untell } from './untell.ts';

const PLAIN = 'plain';

/** Messages on their way. A row is done only when Discord said so, or when trying again makes no sense. */
export function createDeliveries(db: Kysely<Schema>): Store['deliveries'] {
  const openOnes = () => db.selectFrom('deliveries').where('delivered_at', 'is', null).where('gave_up_at', 'is', null);

  return {
    async add(guildId, message, now) {
      const values = newRow(guildId, message, now);
      return (await db.insertInto('deliveries').values(values).returning('id').executeTakeFirstOrThrow()).id;
    },

    claim: (now, leaseMs) =>
      db.transaction().execute(async (trx) => {
        const guildId = await lockDueGuild(trx, now);
        if (guildId === null) return null;
        // The condition stands outside too: with two sessions on PostgreSQL both would take the row without it.
        const { rows } = await sql<DeliveryRow>`
          update deliveries set claimed_until = ${now + leaseMs}, attempts = attempts + 1, retry_why = null
          where id = (select mine.id from deliveries as mine
            where mine.guild_id = ${guildId} and ${isDue(now)} order by mine.not_before, mine.id limit 1)
            and ${isFree(now, 'claimed_until')}
          returning *`.execute(trx);
        const row = rows[0];
        if (row === undefined) return null;
        const folded = await foldBacklog(trx, row, now);
        return { ...toDelivery(folded, await targetOf(trx, row)), ...(await othersSince(trx, folded)) };
      }),

    async hold(id, until) {
      await db.updateTable('deliveries').set({ claimed_until: until }).where('id', '=', id).execute();
    },

    async sending(id, place, now, copies = 1) {
      await db
        .updateTable('deliveries')
        .set((eb) => ({
          uncertain_at: eb.fn.coalesce('uncertain_at', eb.val(now)),
          place: JSON.stringify(place),
          copies,
        }))
        .where('id', '=', id)
        .execute();
    },

    renew: (id, now) =>
      db.transaction().execute(async (trx) => {
        const find = trx.selectFrom('deliveries').where('id', '=', id);
        const { guild_id } = await find.select('guild_id').executeTakeFirstOrThrow();
        await lockGuilds(trx, [guild_id]);
        const row = await find.selectAll().executeTakeFirstOrThrow();
        const { message, incident_id } = await foldBacklog(trx, { ...row, uncertain_at: null }, now);
        return { message: readMessage(message), incidentId: incident_id };
      }),

    async delivered(id, messageId, place, now) {
      await db.transaction().execute(async (trx) => {
        const before = await trx
          .selectFrom('deliveries')
          .select(['guild_id', 'place'])
          .where('id', '=', id)
          .executeTakeFirst();
        if (before !== undefined) await lockGuilds(trx, [before.guild_id]);
        const row = await trx
          .updateTable('deliveries')
          .set({
            delivered_at: now,
            message_id: messageId,
            place: JSON.stringify(place),
            retry_why: null,
            uncertain_at: null,
          })
          .where('id', '=', id)
          .returning(['guild_id', 'pipeline', 'kind', 'severity', 'type'])
          .executeTakeFirst();
        if (before !== undefined) await rememberThread(trx, before.guild_id, before.place, place);
        if (row?.type !== 'alert' || row.pipeline === null || row.kind === null || row.severity === null) return;
        // The cooldown runs from when people could read it.
        await trx
          .updateTable('cooldowns')
          .set({ last_sent_at: now })
          .where('guild_id', '=', row.guild_id)
          .where('pipeline', '=', row.pipeline)
          .where('kind', '=', row.kind)
          .where('severity', '=', row.severity)
          .execute();
      });
    },

    async retry(id, notBefore, why, isUncertain, tries = {}) {
      const waiting = { not_before: notBefore, claimed_until: null, retry_why: why, ...toColumns(tries) };
      const values = isUncertain ? waiting : { ...waiting, uncertain_at: null, copies: 0 };
      await db
        .updateTable('deliveries')
        .set(values)
        .$if(why === 'unknownFailure', (qb) => qb.set((eb) => ({ unknown_failures: eb('unknown_failures', '+', 1) })))
        .where('id', '=', id)
        .execute();
    },

    giveUp: (id, why, now, untold) =>
      db.transaction().execute(async (trx) => {
        if (untold !== undefined) await lockGuilds(trx, [untold.guildId]);
        const values = { gave_up_at: now, gave_up_why: why };
        await trx.updateTable('deliveries').set(values).where('id', '=', id).execute();
        if (untold !== undefined) await untell(trx, untold);
      }),

    async nextDueAt() {
      const free = sql`coalesce(claimed_until, 0)`;
      const due = sql<number | null>`min(case when not_before > ${free} then not_before else ${free} end)`.as('due');
      const row = await db
        .selectFrom('deliveries as mine')
        .select(due)
        .where('delivered_at', 'is', null)
        .where('gave_up_at', 'is', null)
        .where(IS_NEXT)
        .executeTakeFirst();
      return row?.due ?? null;
    },

    async releaseMuted(guildId, now) {
      await db
        .updateTable('deliveries')
        .set({ not_before: now })
        .where('guild_id', '=', guildId)
        .where('retry_why', '=', 'muted')
        .where('delivered_at', 'is', null)
        .where('gave_up_at', 'is', null)
        .execute();
    },

    async progress(guildId): Promise<DeliveryProgress> {
      const of = db.selectFrom('deliveries').where('guild_id', '=', guildId);
      const [delivered, waiting, gaveUp] = await Promise.all([
        of
          .select('delivered_at as at')
          .where('delivered_at', 'is not', null)
          .orderBy('delivered_at', 'desc')
          .limit(1)
          .executeTakeFirst(),
        openOnes()
          .where('guild_id', '=', guildId)
          // What a cooldown suppresses until it ends is not late.
          .where((eb) => eb.or([eb('retry_why', 'is', null), eb('retry_why', '<>', 'cooldown')]))
          .select(['created_at', 'retry_why'])
          .orderBy('id')
          .execute(),
        of
          .select(['gave_up_at as at', 'gave_up_why as why'])
          .where('gave_up_why', 'not in', ['muted', 'nothingToEdit', 'overtaken', 'tooOld'])
          .orderBy('gave_up_at', 'desc')
          .limit(1)
          .executeTakeFirst(),
      ]);
      return {
        deliveredAt: delivered?.at ?? null,
        waiting: waiting.length,
        waitingSince: waiting[0]?.created_at ?? null,
        retrying: waiting[0]?.retry_why ?? null,
        gaveUp: gaveUp?.at == null ? null : { at: gaveUp.at, why: toWhy(gaveUp.why) },
      };
    },
  };
}

function toColumns({ copies, refusals, isPlain }: Tries) {
  return {
    ...(copies === undefined ? {} : { copies }),
    ...(refusals === undefined ? {} : { refusals }),
    ...(isPlain === undefined ? {} : { form: PLAIN }),
  };
}

/** Longer than anything waits, but for the end of a mute or a cooldown: such a time was written by a clock that was ahead. */
const LONGEST_WAIT_MS: Millis = 2 * HOUR;
/** No cooldown is longer. */
const LONGEST_COOLDOWN_MS: Millis = DAY;
const LONGEST_LEASE_MS: Millis = 10 * MINUTE;

const isFree = (now: Millis, column: string) => {
  const until = sql.ref(column);
  return sql<boolean>`(coalesce(${until}, 0) <= ${now} or ${until} > ${now + LONGEST_LEASE_MS})`;
};

const isDue = (now: Millis) => sql<boolean>`
  mine.delivered_at is null and mine.gave_up_at is null
  and (mine.not_before <= ${now}
    or (coalesce(mine.retry_why, '') not in ('muted', 'cooldown') and mine.not_before > ${now + LONGEST_WAIT_MS})
    or (mine.retry_why = 'cooldown' and mine.not_before > ${now + LONGEST_COOLDOWN_MS}))
  and ${isFree(now, 'mine.claimed_until')}
  and ${IS_NEXT}`;

/**
 * The guild whose message is due first, held until the transaction ends: whoever writes messages for it holds it too, and
 * folding must not cross that. Guilds that another process holds have their turn there.
 */
async function lockDueGuild(trx: Transaction<Schema>, now: Millis): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select guilds.id from deliveries as mine join guilds on guilds.id = mine.guild_id
    where ${isDue(now)} order by mine.not_before, mine.id limit 1 ${forUpdateOfSkipLocked(trx, 'guilds')}`.execute(trx);
  return rows[0]?.id ?? null;
}

/** The post that a message opened in a forum takes all that follow. */
async function rememberThread(
  trx: Transaction<Schema>,
  guildId: string,
  sentTo: string | null,
  place: Place,
): Promise<void> {
  if (place.type !== 'webhook' || place.threadId === undefined) return;
  // The thread that an address names is no choice of ours.
  if (sentTo !== null && isSamePlace(readPlace(sentTo), place)) return;
  await trx
    .updateTable('guilds')
    .set({ webhook_thread_id: place.threadId })
    .where('id', '=', guildId)
    .where((eb) => eb.or([eb('webhook_thread_id', 'is', null), eb('webhook_thread_id', '<>', place.threadId ?? '')]))
    .execute();
}

/** Clocks may differ: what arrived a little before counts too. */
const BEFORE_MS: Millis = 10 * MINUTE;

async function othersSince(trx: Transaction<Schema>, row: DeliveryRow): Promise<Pick<Delivery, 'others'>> {
  if (row.uncertain_at === null) return {};
  const rows = await trx
    .selectFrom('deliveries')
    .select('message_id')
    .where('guild_id', '=', row.guild_id)
    .where('delivered_at', '>=', row.uncertain_at - BEFORE_MS)
    .where('type', '<>', 'edit')
    .execute();
  return { others: rows.flatMap(({ message_id: id }) => (id === null ? [] : [id])) };
}

async function targetOf(trx: Transaction<Schema>, { target_id }: DeliveryRow): Promise<SentMessage | null> {
  if (target_id === null) return null;
  const row = await trx.selectFrom('deliveries').selectAll().where('id', '=', target_id).executeTakeFirst();
  if (row?.place == null || row.message_id === null) return null;
  return {
    incidentId: row.incident_id,
    place: readPlace(row.place),
    messageId: row.message_id,
    message: readMessage(row.message),
    ...(row.form === PLAIN ? { isPlain: true } : {}),
  };
}

function toDelivery(row: DeliveryRow, target: SentMessage | null): Delivery {
  const kind = row.kind === null ? undefined : toKind(row.kind);
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
    about: kind === undefined || row.pipeline === null ? null : { kind, pipeline: row.pipeline },
    target,
    uncertain:
      row.uncertain_at === null || row.place === null ? null : { since: row.uncertain_at, place: readPlace(row.place) },
  };
}

/** Written by `sending` and `delivered` of this or an earlier version, and by nobody else. */
function readPlace(json: string): Place {
  return JSON.parse(json) as Place;
}

/** Written by `newRow` of this or an earlier version, and by nobody else. */
function readMessage(json: string): Message {
  return JSON.parse(json) as Message;
}
