import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { DeliveryProgress, MemoryKey, Store } from '../monitor/ports.ts';
import type { Delivery, GiveUpWhy, Message, Millis } from '../monitor/types.ts';
import type { Schema } from './schema.ts';

/** Messages on their way. A row is done only when Discord said so, or when trying again makes no sense. */
export function createDeliveries(db: Kysely<Schema>): Store['deliveries'] {
  const openOnes = () => db.selectFrom('deliveries').where('delivered_at', 'is', null).where('gave_up_at', 'is', null);

  return {
    async claim(now, leaseMs) {
      // The condition stands outside too: with two sessions on PostgreSQL both would take the row without it.
      const { rows } = await sql<Selectable<Schema['deliveries']>>`
        update deliveries set claimed_until = ${now + leaseMs}, attempts = attempts + 1
        where id = (
          select id from deliveries as mine
          where delivered_at is null and gave_up_at is null
            and not_before <= ${now} and coalesce(claimed_until, 0) <= ${now}
            and not exists (select 1 from deliveries as earlier
              where earlier.guild_id = mine.guild_id and earlier.id < mine.id
                and earlier.delivered_at is null and earlier.gave_up_at is null)
          order by not_before, id limit 1)
          and coalesce(claimed_until, 0) <= ${now}
        returning *`.execute(db);
      const row = rows[0];
      return row === undefined ? null : toDelivery(row);
    },

    async delivered(id, messageId, now) {
      await db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('deliveries')
          .set({ delivered_at: now, message_id: messageId, retry_why: null })
          .where('id', '=', id)
          .returning(['guild_id', 'pipeline', 'kind', 'severity', 'type'])
          .executeTakeFirst();
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

    async retry(id, notBefore, why) {
      const values = { not_before: notBefore, claimed_until: null, retry_why: why };
      await db.updateTable('deliveries').set(values).where('id', '=', id).execute();
    },

    async giveUp(id, why, now) {
      await db.updateTable('deliveries').set({ gave_up_at: now, gave_up_why: why }).where('id', '=', id).execute();
    },

    async nextDueAt() {
      const due = sql<number | null>`min(max(not_before, coalesce(claimed_until, 0)))`.as('due');
      const heads = openOnes()
        .select(({ fn }) => fn.min('id').as('id'))
        .groupBy('guild_id');
      const row = await db.selectFrom('deliveries').select(due).where('id', 'in', heads).executeTakeFirst();
      return row?.due ?? null;
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
        openOnes().where('guild_id', '=', guildId).select(['created_at', 'retry_why']).orderBy('id').execute(),
        of
          .select(['gave_up_at as at', 'gave_up_why as why'])
          .where('gave_up_at', 'is not', null)
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

/**
 * Writes a message to be delivered. An alert that still waits is overtaken by a newer one of its kind: after an outage
 * of Discord a channel gets what is true now, not every repeat that fell due meanwhile.
 */
export async function addDelivery(
  trx: Transaction<Schema>,
  key: MemoryKey,
  message: Message,
  now: Millis,
): Promise<void> {
  const severity = message.type === 'alert' ? message.severity : null;
  const json = JSON.stringify(message);
  if (message.type === 'alert') {
    const overtaken = await trx
      .updateTable('deliveries')
      .set({ message: json, severity })
      .where('guild_id', '=', key.guildId)
      .where('pipeline', '=', key.pipeline)
      .where('kind', '=', key.kind)
      .where('type', '=', 'alert')
      .where('delivered_at', 'is', null)
      .where('gave_up_at', 'is', null)
      .where('claimed_until', 'is', null)
      .executeTakeFirst();
    if (overtaken.numUpdatedRows > 0n) return;
  }
  const { guildId, pipeline, kind } = key;
  await trx
    .insertInto('deliveries')
    .values({ ...newRow(guildId, message, now), pipeline, kind, severity })
    .execute();
}

/** A row for a message that may be tried at once. */
export function newRow(guildId: string, message: Message, now: Millis) {
  return {
    guild_id: guildId,
    type: message.type,
    message: JSON.stringify(message),
    created_at: now,
    not_before: now,
    attempts: 0,
  };
}

function toDelivery(row: Selectable<Schema['deliveries']>): Delivery {
  return {
    id: row.id,
    guildId: row.guild_id,
    message: readMessage(row.message),
    createdAt: row.created_at,
    attempts: row.attempts,
  };
}

/** Written by `newRow` of this or an earlier version, and by nobody else. */
function readMessage(json: string): Message {
  return JSON.parse(json) as Message;
}

function toWhy(text: string | null): GiveUpWhy {
  const known = ['destinationGone', 'notAllowed', 'noDestination'] as const;
  return known.find((why) => why === text) ?? 'rejected';
}
