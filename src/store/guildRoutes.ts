import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { StoredRoute } from '../monitor/ports/guildStore.ts';
import type { Millis } from '../monitor/time.ts';
import type { Destination } from '../monitor/types.ts';
import { byGuild } from './byGuild.ts';
import { readThresholds, toMention } from './guildColumns.ts';
import { toSeverity } from './incidentRows.ts';
import { toWhy } from './reasons.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;
type Columns = Partial<Omit<Selectable<Schema['guild_pipelines']>, 'guild_id' | 'pipeline'>>;
type Routes = Readonly<Record<string, StoredRoute>>;

const rowsOf = byGuild((db) => db.selectFrom('guild_pipelines').selectAll());

/** Every change of what guilds have chosen for one of their pipelines. */

export async function routesOf(db: Db, guildId: string | null = null): Promise<ReadonlyMap<string, Routes>> {
  const rows = await rowsOf(db, guildId);
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

/** The webhook of a pipeline belongs to the guild. It is worth another try, unless the trouble is with a channel that was picked. */
export async function seePipelineWebhook(db: Db, guildId: string, pipeline: string, webhookId: string): Promise<void> {
  await db
    .insertInto('guild_pipelines')
    .values({ guild_id: guildId, pipeline, webhook_id: webhookId })
    .onConflict((oc) =>
      oc.columns(['guild_id', 'pipeline']).doUpdateSet({
        webhook_id: webhookId,
        // A post belongs to the webhook that opened it.
        webhook_thread_id: sql<string | null>`case when guild_pipelines.webhook_id = ${webhookId}
          then guild_pipelines.webhook_thread_id else null end`,
        unusable_why: sql<string | null>`case when guild_pipelines.channel_id is null
          then null else guild_pipelines.unusable_why end`,
        unusable_until: sql<number | null>`case when guild_pipelines.channel_id is null
          then null else guild_pipelines.unusable_until end`,
      }),
    )
    .execute();
}

/** The post that a message opened in a forum takes all that follow of the webhook. */
export async function rememberRouteThread(
  db: Db,
  guildId: string,
  { webhookId, threadId }: { readonly webhookId: string; readonly threadId: string },
): Promise<void> {
  await db
    .updateTable('guild_pipelines')
    .set({ webhook_thread_id: threadId })
    .where('guild_id', '=', guildId)
    .where('webhook_id', '=', webhookId)
    .execute();
}

/** Of the destination that was tried; null: everything may be tried again. */
export async function setRoutesUnusable(
  db: Db,
  guildId: string,
  unusable: { readonly why: string; readonly until: Millis; readonly destination?: Destination } | null,
): Promise<void> {
  const tried = unusable?.destination;
  await db
    .updateTable('guild_pipelines')
    .set({ unusable_why: unusable?.why ?? null, unusable_until: unusable?.until ?? null })
    .where('guild_id', '=', guildId)
    .$if(tried?.type === 'channel', (query) =>
      query.where('channel_id', '=', tried?.type === 'channel' ? tried.channelId : ''),
    )
    .$if(tried?.type === 'webhook', (query) =>
      query.where('channel_id', 'is', null).where('webhook_id', '=', tried?.type === 'webhook' ? tried.webhookId : ''),
    )
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
    webhookId: row.webhook_id,
    webhookThreadId: row.webhook_thread_id,
    mention: toMention(row.mention_type, row.mention_id),
    mentionFrom: row.mention_from === null ? null : toSeverity(row.mention_from),
    thresholds: readThresholds(row.thresholds),
    unusable: until === null ? null : { why: toWhy(why), until },
  };
}
