import type { Kysely, Transaction } from 'kysely';
import type { OnCallRota } from '../monitor/alerts/onCall.ts';
import type { OnCallStore } from '../monitor/ports/onCallStore.ts';
import type { Millis } from '../monitor/time.ts';
import { byGuild } from './byGuild.ts';
import { addChanges } from './changes.ts';
import { addDelivery } from './deliveryTable.ts';
import { lockGuilds } from './lockGuilds.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;

/** Who takes turns in a guild, and up to which turn people know of it. */
export function createOnCall(db: Kysely<Schema>): OnCallStore {
  return {
    change: (guildId, now, changeFrom) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
        const { rota, change } = changeFrom((await rotasOf(trx, guildId)).get(guildId) ?? null);
        await writeRota(trx, guildId, rota, now);
        await addChanges(trx, guildId, [change]);
      }),
    async all() {
      const rows = await db
        .selectFrom('on_call')
        .innerJoin('guilds', 'guilds.id', 'on_call.guild_id')
        .select(['on_call.guild_id', 'rota', 'notified_until'])
        .where('guilds.left_at', 'is', null)
        .execute();
      return new Map(
        rows.map(({ guild_id, rota, notified_until: notifiedUntil }) => [
          guild_id,
          { rota: readRota(rota), notifiedUntil },
        ]),
      );
    },
    handOver: (guildId, message, now) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
        const { numUpdatedRows } = await trx
          .updateTable('on_call')
          .set({ notified_until: message.since })
          .where('guild_id', '=', guildId)
          .where('notified_until', '<', message.since)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await addDelivery(trx, guildId, message, now);
        return true;
      }),
  };
}
const rowsOf = byGuild((db) => db.selectFrom('on_call').select(['guild_id', 'rota']));

export async function rotasOf(db: Db, guildId: string | null = null): Promise<ReadonlyMap<string, OnCallRota>> {
  const rows = await rowsOf(db, guildId);
  return new Map(rows.map(({ guild_id, rota }) => [guild_id, readRota(rota)]));
}

/** Null: nobody takes turns. The caller knows who is on call by then. */
export async function writeRota(db: Db, guildId: string, rota: OnCallRota | null, now: Millis): Promise<void> {
  await db.deleteFrom('on_call').where('guild_id', '=', guildId).execute();
  if (rota === null) return;
  const values = { guild_id: guildId, rota: JSON.stringify(rota), notified_until: now };
  await db.insertInto('on_call').values(values).execute();
}

/** Before the guild has another time zone, in the transaction that changes it. Up to which turn people know stays as it is. */
export async function changeRota(
  trx: Transaction<Schema>,
  guildId: string,
  rotaFrom: (rota: OnCallRota, ownZone: string | null) => OnCallRota,
): Promise<void> {
  const rota = (await rotasOf(trx, guildId)).get(guildId);
  if (rota === undefined) return;
  const { time_zone } = await trx
    .selectFrom('guilds')
    .select('time_zone')
    .where('id', '=', guildId)
    .executeTakeFirstOrThrow();
  const changed = JSON.stringify(rotaFrom(rota, time_zone));
  await trx.updateTable('on_call').set({ rota: changed }).where('guild_id', '=', guildId).execute();
}

/** Written by this file, of this or an earlier version, and by nobody else. */
function readRota(json: string): OnCallRota {
  return JSON.parse(json) as OnCallRota;
}
