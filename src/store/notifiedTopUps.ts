import type { Kysely, Transaction } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import { byGuild } from './byGuild.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;

const rowsOf = byGuild((db) => db.selectFrom('notified_top_ups').selectAll());

/** The last top-up that each guild was notified of, by account: the time of its reading. */

export async function notifiedTopUps(
  db: Db,
  guildId: string | null = null,
): Promise<ReadonlyMap<string, Readonly<Record<string, Millis>>>> {
  const rows = await rowsOf(db, guildId);
  const byGuild = Map.groupBy(rows, (row) => row.guild_id);
  return new Map(
    [...byGuild].map(([id, topUps]) => [id, Object.fromEntries(topUps.map(({ account, at }) => [account, at]))]),
  );
}

export async function noteTopUp(db: Db, guildId: string, account: string, at: Millis): Promise<void> {
  await db
    .insertInto('notified_top_ups')
    .values({ guild_id: guildId, account, at })
    .onConflict((oc) => oc.columns(['guild_id', 'account']).doUpdateSet({ at }))
    .execute();
}
