import { type Kysely, sql } from 'kysely';

/** Several pipelines and accounts: a mute may be about one pipeline, and people are notified of the top-ups of each account separately. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('mutes').addColumn('pipeline', 'text').execute();
  await db.schema
    .createTable('told_top_ups')
    .addColumn('guild_id', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('told_top_ups_pk', ['guild_id', 'account'])
    .execute();
  await sql`insert into told_top_ups (guild_id, account, at)
    select id, 'default', told_top_up_at from guilds where told_top_up_at is not null`.execute(db);
  await db.schema.alterTable('guilds').dropColumn('told_top_up_at').execute();
  await db.schema.alterTable('provider_health').renameColumn('pipeline', 'account').execute();
}
