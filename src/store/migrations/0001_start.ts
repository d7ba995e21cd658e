import { type Kysely, sql } from 'kysely';
import { blobType, idColumn } from '../dialect.ts';

/** Everything the first version keeps. Migrations use no types of the schema, which moves on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPipelineTables(db);
  await createGuildTables(db);
  await createIncidentTables(db);
  await createDeliveryTable(db);
}

async function createPipelineTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('solve_buckets')
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('start', 'bigint', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('solved', 'bigint', (c) => c.notNull())
    .addColumn('failed', 'bigint', (c) => c.notNull())
    .addColumn('cost_micros', 'bigint', (c) => c.notNull())
    .addColumn('latency_sum_ms', 'bigint', (c) => c.notNull())
    .addColumn('latency_count', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('solve_buckets_key', ['pipeline', 'start', 'type'])
    .execute();
  await db.schema
    .createTable('solve_errors')
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('start', 'bigint', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('n', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('solve_errors_key', ['pipeline', 'start', 'code'])
    .execute();
  await db.schema
    .createTable('solve_sketches')
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('start', 'bigint', (c) => c.notNull())
    .addColumn('writer', 'text', (c) => c.notNull())
    .addColumn('sketch', blobType(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('solve_sketches_key', ['pipeline', 'start', 'writer'])
    .execute();
  await db.schema
    .createTable('readings')
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('metric', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('value', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('readings_key', ['pipeline', 'metric', 'at'])
    .execute();
}

async function createGuildTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('guilds')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('channel_id', 'text')
    .addColumn('webhook_id', 'text')
    .addColumn('mention_type', 'text')
    .addColumn('mention_id', 'text')
    .addColumn('time_zone', 'text')
    .addColumn('summary_minute', 'integer')
    .addColumn('limits', 'text', (c) => c.notNull().defaultTo('{}'))
    .addColumn('unusable_why', 'text')
    .addColumn('unusable_until', 'bigint')
    .addColumn('told_top_up_at', 'bigint')
    .addColumn('joined_at', 'bigint', (c) => c.notNull())
    .addColumn('left_at', 'bigint')
    .execute();
  await db.schema
    .createTable('mutes')
    .addColumn('id', 'integer', idColumn(db))
    .addColumn('guild_id', 'text', (c) => c.notNull())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('by_id', 'text', (c) => c.notNull())
    .addColumn('by_name', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('ended_at', 'bigint')
    .addColumn('ended_by_id', 'text')
    .execute();
  await sql`create index mutes_open on mutes (until) where ended_at is null`.execute(db);
  await db.schema
    .createTable('summaries')
    .addColumn('guild_id', 'text', (c) => c.notNull())
    .addColumn('date', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('summaries_key', ['guild_id', 'date'])
    .execute();
}

async function createIncidentTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('incidents')
    .addColumn('id', 'integer', idColumn(db))
    .addColumn('guild_id', 'text', (c) => c.notNull())
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('opened_at', 'bigint', (c) => c.notNull())
    .addColumn('clear_since', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('told_severity', 'text')
    .addColumn('worst', 'text', (c) => c.notNull())
    .addColumn('held_back', 'integer', (c) => c.notNull())
    .addColumn('held_warning_at', 'bigint')
    .addColumn('held_error_at', 'bigint')
    .addColumn('ack_by_id', 'text')
    .addColumn('ack_by_name', 'text')
    .addColumn('ack_at', 'bigint')
    .addColumn('ack_severity', 'text')
    .addColumn('affects', 'text', (c) => c.notNull())
    .execute();
  // The database itself refuses a second open incident of one kind.
  await sql`create index incidents_closed on incidents (closed_at, pipeline)`.execute(db);
  await sql`create index incidents_of_guild on incidents (guild_id, id)`.execute(db);
  await sql`create unique index incidents_open on incidents (pipeline, guild_id, kind) where ended_at is null`.execute(
    db,
  );
  await db.schema
    .createTable('cooldowns')
    .addColumn('guild_id', 'text', (c) => c.notNull())
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('last_sent_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('cooldowns_key', ['pipeline', 'guild_id', 'kind', 'severity'])
    .execute();
}

async function createDeliveryTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('deliveries')
    .addColumn('id', 'integer', idColumn(db))
    .addColumn('guild_id', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('pipeline', 'text')
    .addColumn('kind', 'text')
    .addColumn('severity', 'text')
    .addColumn('incident_id', 'integer')
    .addColumn('target_id', 'integer')
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('not_before', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('claimed_until', 'bigint')
    .addColumn('retry_why', 'text')
    .addColumn('delivered_at', 'bigint')
    .addColumn('message_id', 'text')
    .addColumn('place', 'text')
    .addColumn('gave_up_at', 'bigint')
    .addColumn('gave_up_why', 'text')
    .execute();
  await sql`create index deliveries_open on deliveries (guild_id, id)
    where delivered_at is null and gave_up_at is null`.execute(db);
  await sql`create index deliveries_of_incident on deliveries (incident_id, id)`.execute(db);
  await sql`create index deliveries_done on deliveries (guild_id, delivered_at)`.execute(db);
}
