import { type Kysely, sql } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import { atMost } from './literals.ts';
import type { Schema } from './schema.ts';
import { BATCH_ROWS } from './sumTables.ts';

const FULL_BATCH = BigInt(BATCH_ROWS);

/** Every table that keeps something of a guild, with the key of its rows. */
export const GUILD_TABLES = [
  { table: 'guild_pipelines', key: ['guild_id', 'pipeline'] },
  { table: 'quiet_hours', key: ['guild_id'] },
  { table: 'escalations', key: ['guild_id'] },
  { table: 'on_call', key: ['guild_id'] },
  { table: 'live_status', key: ['guild_id'] },
  { table: 'guild_sights', key: ['guild_id'] },
  { table: 'notified_top_ups', key: ['guild_id', 'account'] },
  { table: 'mutes', key: ['id'] },
  { table: 'notes', key: ['id'] },
  { table: 'incidents', key: ['id'] },
  { table: 'cooldowns', key: ['pipeline', 'guild_id', 'kind', 'severity'] },
  { table: 'deliveries', key: ['id'] },
  { table: 'pages', key: ['id'] },
  { table: 'changes', key: ['id'] },
  { table: 'decisions', key: ['id'] },
  { table: 'summaries', key: ['guild_id', 'date'] },
] as const satisfies readonly { readonly table: keyof Schema; readonly key: readonly string[] }[];

/**
 * Removes all that is kept of the guild that left longest ago, where that was before a time: one bounded batch of each table, and the
 * guild itself when nothing else is left of it. Answers whether there may be more. A guild that has come back is none of these.
 */
export async function purgeGuilds(db: Kysely<Schema>, leftBefore: Millis): Promise<boolean> {
  const gone = await db
    .selectFrom('guilds')
    .select('id')
    .where('left_at', '<', leftBefore)
    .orderBy('left_at')
    .limit(atMost(1))
    .executeTakeFirst();
  if (gone === undefined) return false;
  for (const { table, key } of GUILD_TABLES) if (await purgeBatch(db, table, key, gone.id)) return true;
  await db.deleteFrom('guilds').where('id', '=', gone.id).where('left_at', '<', leftBefore).execute();
  return true;
}

/** That the bot has left a guild which never saw data: nothing else is kept of it. */
export async function purgeSights(db: Kysely<Schema>, leftBefore: Millis): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`delete from guild_sights where guild_id in
    (select guild_id from guild_sights where sight = '' and at < ${leftBefore}
      and guild_id not in (select id from guilds) limit ${atMost(BATCH_ROWS)})`.execute(db);
  return numAffectedRows === FULL_BATCH;
}

/** Answers whether there may be more of the guild in this table. */
async function purgeBatch(
  db: Kysely<Schema>,
  table: string,
  key: readonly string[],
  guildId: string,
): Promise<boolean> {
  const keys = sql.join(key.map((each) => sql.ref(each)));
  const { numAffectedRows = 0n } = await sql`delete from ${sql.table(table)} where (${keys}) in
    (select ${keys} from ${sql.table(table)} where guild_id = ${guildId} limit ${atMost(BATCH_ROWS)})`.execute(db);
  return numAffectedRows === FULL_BATCH;
}
