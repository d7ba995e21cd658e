import { type Kysely, type Selectable, sql } from 'kysely';
import type { Delivery, Message, SentMessage } from '../monitor/message.ts';
import type { DeliveryProgress, Store } from '../monitor/ports.ts';
import type { Destination } from '../monitor/types.ts';
import { newRow } from './addDelivery.ts';
import { forUpdateSkipLocked } from './dialect.ts';
import { toWhy } from './giveUpWhy.ts';
import { toKind } from './incidentRows.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['deliveries']>;

/** Messages on their way. A row is done only when Discord said so, or when trying again makes no sense. */
export function createDeliveries(db: Kysely<Schema>): Store['deliveries'] {
  const openOnes = () => db.selectFrom('deliveries').where('delivered_at', 'is', null).where('gave_up_at', 'is', null);

  async function targetOf({ target_id }: Row): Promise<SentMessage | null> {
    if (target_id === null) return null;
    const row = await db.selectFrom('deliveries').selectAll().where('id', '=', target_id).executeTakeFirst();
    if (row?.place == null || row.message_id === null) return null;
    return {
      incidentId: row.incident_id,
      place: JSON.parse(row.place) as Destination,
      messageId: row.message_id,
      message: readMessage(row.message),
    };
  }

  return {
    async add(guildId, message, now) {
      const values = newRow(guildId, message, now);
      return (await db.insertInto('deliveries').values(values).returning('id').executeTakeFirstOrThrow()).id;
    },

    async claim(now, leaseMs) {
      // The condition stands outside too: with two sessions on PostgreSQL both would take the row without it.
      const { rows } = await sql<Row>`
        update deliveries set claimed_until = ${now + leaseMs}, attempts = attempts + 1
        where id = (
          select id from deliveries as mine
          where delivered_at is null and gave_up_at is null
            and not_before <= ${now} and coalesce(claimed_until, 0) <= ${now}
            and not exists (select 1 from deliveries as earlier
              where earlier.guild_id = mine.guild_id and earlier.id < mine.id
                and coalesce(earlier.retry_why, '') <> 'muted'
                and earlier.delivered_at is null and earlier.gave_up_at is null)
          order by not_before, id limit 1 ${forUpdateSkipLocked(db)})
          and coalesce(claimed_until, 0) <= ${now}
        returning *`.execute(db);
      const row = rows[0];
      return row === undefined ? null : toDelivery(row, await targetOf(row));
    },

    async delivered(id, messageId, place, now) {
      await db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('deliveries')
          .set({ delivered_at: now, message_id: messageId, place: JSON.stringify(place), retry_why: null })
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
      const due = sql<
        number | null
      >`min(case when not_before > coalesce(claimed_until, 0) then not_before else coalesce(claimed_until, 0) end)`.as(
        'due',
      );
      const heads = openOnes()
        .select(({ fn }) => fn.min('id').as('id'))
        // What waits for the end of a mute holds up nothing behind it.
        .groupBy(['guild_id', sql`coalesce(retry_why, '') = 'muted'`]);
      const row = await db.selectFrom('deliveries').select(due).where('id', 'in', heads).executeTakeFirst();
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
        openOnes().where('guild_id', '=', guildId).select(['created_at', 'retry_why']).orderBy('id').execute(),
        of
          .select(['gave_up_at as at', 'gave_up_why as why'])
          .where('gave_up_why', 'not in', ['muted', 'nothingToEdit'])
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

function toDelivery(row: Row, target: SentMessage | null): Delivery {
  const kind = row.kind === null ? undefined : toKind(row.kind);
  return {
    id: row.id,
    guildId: row.guild_id,
    message: readMessage(row.message),
    createdAt: row.created_at,
    attempts: row.attempts,
    incidentId: row.incident_id,
    about: kind === undefined || row.pipeline === null ? null : { kind, pipeline: row.pipeline },
    target,
  };
}

/** Written by `newRow` of this or an earlier version, and by nobody else. */
function readMessage(json: string): Message {
  return JSON.parse(json) as Message;
}
