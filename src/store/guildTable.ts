import { type Kysely, type RawBuilder, sql, type Transaction, type UpdateObject } from 'kysely';
import type { SeenGuild } from '../monitor/ports/guildStore.ts';
import type { Millis } from '../monitor/time.ts';
import type { Destination } from '../monitor/types.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;
type Changes = UpdateObject<Schema, 'guilds'>;

/** When a guild joined that has chosen something before the gateway named it. */
const NOT_SEEN = 0;

/** Every change of the table of guilds. Each takes the connection or transaction that it is to be part of. */

export async function seeGuild(db: Db, seen: SeenGuild, now: Millis): Promise<void> {
  const { id, name, webhookId, webhookChannelId, locale } = seen;
  const known = {
    ...(webhookId === undefined ? {} : { webhook_id: webhookId }),
    ...(webhookChannelId === undefined ? {} : { webhook_channel_id: webhookChannelId }),
    ...(locale === undefined ? {} : { locale }),
  };
  await db
    .insertInto('guilds')
    .values({ id, name, joined_at: now, ...known })
    .onConflict((oc) =>
      oc.column('id').doUpdateSet((eb) => ({
        // Where only the webhook is known, it tells no name: keep the one we had.
        name: name === '' ? eb.ref('guilds.name') : name,
        // A guild that comes back starts as a new one, like one that chose before it was seen: what it missed is not sent.
        joined_at: sql<number>`case when guilds.left_at is null and guilds.joined_at > ${NOT_SEEN}
          then guilds.joined_at else ${now} end`,
        left_at: null,
        ...(webhookId === undefined ? {} : ofWebhook(webhookId)),
        ...known,
      })),
    )
    .execute();
}

/** A webhook that was found again. */
function ofWebhook(webhookId: string) {
  return {
    // A post belongs to the webhook that opened it.
    webhook_thread_id: unless<string>(sql`guilds.webhook_id = ${webhookId}`, 'webhook_thread_id'),
    // It is worth another try, unless the trouble is with a channel that was picked.
    unusable_why: unless<string>(sql`guilds.channel_id is not null`, 'unusable_why'),
    unusable_until: unless<number>(sql`guilds.channel_id is not null`, 'unusable_until'),
  };
}

/** Null, unless a condition holds: then it stays as it is. */
function unless<T>(holds: RawBuilder<unknown>, column: keyof Schema['guilds']) {
  return sql<T | null>`case when ${holds} then ${sql.ref(`guilds.${column}`)} else null end`;
}

/** Answers whether it was there. */
export async function markLeft(db: Db, guildId: string, now: Millis): Promise<boolean> {
  return (await updated(db, guildId, { left_at: now }, true)) > 0;
}

/** The choice may come before the gateway named the guild; it must not be lost. */
export async function chooseForGuild(db: Db, guildId: string, chosen: Changes): Promise<void> {
  const unseen = { id: guildId, name: '', joined_at: NOT_SEEN };
  await db
    .insertInto('guilds')
    .values(unseen)
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
  if (Object.keys(chosen).length > 0) await updated(db, guildId, chosen);
}

/** Nobody is pinged in the place of a person. Answers whether it was that person. */
export async function forgetMention(db: Db, guildId: string, userId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('guilds')
    .set({ mention_type: 'nobody', mention_id: null, ping_failed_why: null, ping_failed_at: null })
    .where('id', '=', guildId)
    .where('mention_type', '=', 'user')
    .where('mention_id', '=', userId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function setGuildThreadTrouble(db: Db, guildId: string, why: string | null): Promise<void> {
  await updated(db, guildId, { threads_failed_why: why });
}

export async function setGuildPingFailure(db: Db, guildId: string, why: string | null, now: Millis): Promise<void> {
  await updated(db, guildId, { ping_failed_why: why, ping_failed_at: why === null ? null : now });
}

/** `destination` is the one that was tried: another that was picked meanwhile is not meant. */
export async function setGuildUnusable(
  db: Db,
  guildId: string,
  unusable: { readonly why: string; readonly until: Millis; readonly destination?: Destination } | null,
): Promise<void> {
  const tried = unusable?.destination;
  await db
    .updateTable('guilds')
    .set({ unusable_why: unusable?.why ?? null, unusable_until: unusable?.until ?? null })
    .where('id', '=', guildId)
    .$if(tried?.type === 'webhook', (query) =>
      query
        .where('channel_id', 'is', null)
        .where('webhook_id', '=', tried?.type === 'webhook' ? tried.webhookId : null),
    )
    .$if(tried?.type === 'channel', (query) =>
      query.where('channel_id', '=', tried?.type === 'channel' ? tried.channelId : null),
    )
    .execute();
}

/** The post that a message opened in a forum takes all that follow. */
export async function rememberThread(
  db: Db,
  guildId: string,
  { webhookId, threadId }: { readonly webhookId: string; readonly threadId: string },
): Promise<void> {
  await db
    .updateTable('guilds')
    .set({ webhook_thread_id: threadId })
    .where('id', '=', guildId)
    .where('webhook_id', '=', webhookId)
    .execute();
}

/** Answers whether the guild was not notified of that before, since the bot was last connected. */
export async function noteBotLost(db: Db, guildId: string, why: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('guilds')
    .set({ bot_lost: why })
    .where('id', '=', guildId)
    .where('left_at', 'is', null)
    .where((eb) => eb.or([eb('bot_lost', 'is', null), eb('bot_lost', '!=', why)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function clearBotLost(db: Db): Promise<void> {
  await db.updateTable('guilds').set({ bot_lost: null }).where('bot_lost', 'is not', null).execute();
}

async function updated(db: Db, guildId: string, values: Changes, onlyPresent = false): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('guilds')
    .set(values)
    .where('id', '=', guildId)
    .$if(onlyPresent, (query) => query.where('left_at', 'is', null))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
