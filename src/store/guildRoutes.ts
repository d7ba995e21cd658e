import type { Kysely, Selectable, Transaction } from 'kysely';
import type { StoredRoute } from '../monitor/ports/guildStore.ts';
import type { Millis } from '../monitor/time.ts';
import { readLimits, toMention } from './guildColumns.ts';
import { toSeverity } from './incidentRows.ts';
import { toWhy } from './reasons.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;
type Columns = Partial<Omit<Selectable<Schema['guild_pipelines']>, 'guild_id' | 'pipeline'>>;
type Routes = Readonly<Record<string, StoredRoute>>;

/** Every change of what guilds have chosen for one of their pipelines. */

export async function routesOf(db: Db, guildId: string | null = null): Promise<ReadonlyMap<string, Routes>> {
  const rows = await db
    .selectFrom('guild_pipelines')
    .selectAll()
    .$if(guildId !== null, (query) => query.where('guild_id', '=', guildId ?? ''))
    .execute();
  const byGuild = Map.groupBy(rows, (row) => row.guild_id);
  return new Map(
    [...byGuild].map(([id, routes]) => [id, Object.fromEntries(routes.map((row) => [row.pipeline, toRoute(row)]))]),
  );
}

export async function chooseForPipeline(db: Db, guildId: string, pipeline: string, chosen: Columns): Promise<void> {
  await db
    .insertInto('guild_pipelines')
    .values({ guild_id: guildId, pipeline, ...chosen })
    .onConflict((oc) => oc.columns(['guild_id', 'pipeline']).doUpdateSet({ pipeline, ...chosen }))
    .execute();
}

/** Of the channel that was tried; null: everything may be tried again. */
export async function setRoutesUnusable(
  db: Db,
  guildId: string,
  unusable: { readonly why: string; readonly until: Millis; readonly channelId: string } | null,
): Promise<void> {
  await db
    .updateTable('guild_pipelines')
    .set({ unusable_why: unusable?.why ?? null, unusable_until: unusable?.until ?? null })
    .where('guild_id', '=', guildId)
    .$if(unusable !== null, (query) => query.where('channel_id', '=', unusable?.channelId ?? ''))
    .execute();
}

/** Nobody is pinged in the place of a person. Answers for which pipelines it was that person. */
export async function forgetRouteMentions(db: Db, guildId: string, userId: string): Promise<readonly string[]> {
  const rows = await db
    .updateTable('guild_pipelines')
    .set({ mention_type: 'nobody', mention_id: null })
    .where('guild_id', '=', guildId)
    .where('mention_type', '=', 'user')
    .where('mention_id', '=', userId)
    .returning('pipeline')
    .execute();
  return rows.map(({ pipeline }) => pipeline).toSorted();
}

function toRoute(row: Selectable<Schema['guild_pipelines']>): StoredRoute {
  const { unusable_why: why, unusable_until: until } = row;
  return {
    channelId: row.channel_id,
    mention: toMention(row.mention_type, row.mention_id),
    mentionFrom: row.mention_from === null ? null : toSeverity(row.mention_from),
    limits: readLimits(row.limits),
    unusable: until === null ? null : { why: toWhy(why), until },
  };
}
