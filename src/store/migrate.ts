import type { DatabaseSync } from 'node:sqlite';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { up as start } from './migrations/0001_start.ts';
import { up as commands } from './migrations/0002_commands.ts';
import { up as delivery } from './migrations/0003_delivery.ts';
import { up as ingestKeys } from './migrations/0004_ingest_keys.ts';
import { up as unknownFailures } from './migrations/0005_unknown_failures.ts';
import { up as lastingState } from './migrations/0006_lasting_state.ts';
import { up as manyProcesses } from './migrations/0007_many_processes.ts';
import { up as accounts } from './migrations/0008_accounts.ts';
import { up as queueSources } from './migrations/0009_queue_sources.ts';
import { up as questions } from './migrations/0010_questions.ts';
import { up as routes } from './migrations/0011_routes.ts';
import { up as groups } from './migrations/0012_groups.ts';
import { up as quietHours } from './migrations/0013_quiet_hours.ts';
import { up as pages } from './migrations/0014_pages.ts';
import { up as pipelineWebhooks } from './migrations/0015_pipeline_webhooks.ts';
import { up as processes } from './migrations/0016_processes.ts';
import { up as acknowledgements } from './migrations/0017_acknowledgements.ts';
import { up as escalation } from './migrations/0018_escalation.ts';
import { up as onCall } from './migrations/0019_on_call.ts';
import { up as liveStatus } from './migrations/0020_live_status.ts';
import { up as noise } from './migrations/0021_noise.ts';
import { up as messages } from './migrations/0022_messages.ts';
import { up as lookedFor } from './migrations/0023_looked_for.ts';
import { up as threads } from './migrations/0024_threads.ts';
import { up as flapping } from './migrations/0025_flapping.ts';
import { up as mentioned } from './migrations/0026_mentioned.ts';
import { up as roles } from './migrations/0027_roles.ts';
import { up as shards } from './migrations/0028_shards.ts';
import { up as writers } from './migrations/0029_writers.ts';
import { up as sights } from './migrations/0030_sights.ts';
import { up as due } from './migrations/0031_due.ts';
import { up as terms } from './migrations/0035_terms.ts';
import { up as rateLimits } from './migrations/0036_rate_limits.ts';
import { up as shares } from './migrations/0037_shares.ts';
import { up as invalidRequests } from './migrations/0038_invalid_requests.ts';
import { up as workers } from './migrations/0039_workers.ts';
import { up as revisions } from './migrations/0040_revisions.ts';
import { up as claims } from './migrations/0041_claims.ts';
import { up as shareWeights } from './migrations/0042_share_weights.ts';
import { up as webhookChannels } from './migrations/0043_webhook_channels.ts';
import { up as gatewayTroubles } from './migrations/0044_gateway_troubles.ts';
import { up as shardEpochs } from './migrations/0045_shard_epochs.ts';
import { up as critical } from './migrations/0046_critical.ts';
import { up as paged } from './migrations/0047_paged.ts';
import { isKnown, StoreOpenError, toStoreOpenError } from './openError.ts';
import { postgresName } from './postgresUrl.ts';
import type { Schema } from './schema.ts';

/** Each brings the tables from the version before it to its own. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_start': { up: start },
  '0002_commands': { up: commands },
  '0003_delivery': { up: delivery },
  '0004_ingest_keys': { up: ingestKeys },
  '0005_unknown_failures': { up: unknownFailures },
  '0006_lasting_state': { up: lastingState },
  '0007_many_processes': { up: manyProcesses },
  '0008_accounts': { up: accounts },
  '0009_queue_sources': { up: queueSources },
  '0010_questions': { up: questions },
  '0011_routes': { up: routes },
  '0012_groups': { up: groups },
  '0013_quiet_hours': { up: quietHours },
  '0014_pages': { up: pages },
  '0015_pipeline_webhooks': { up: pipelineWebhooks },
  '0016_processes': { up: processes },
  '0017_acknowledgements': { up: acknowledgements },
  '0018_escalation': { up: escalation },
  '0019_on_call': { up: onCall },
  '0020_live_status': { up: liveStatus },
  '0021_noise': { up: noise },
  '0022_messages': { up: messages },
  '0023_looked_for': { up: lookedFor },
  '0024_threads': { up: threads },
  '0025_flapping': { up: flapping },
  '0026_mentioned': { up: mentioned },
  '0027_roles': { up: roles },
  '0028_shards': { up: shards },
  '0029_writers': { up: writers },
  '0030_sights': { up: sights },
  '0031_due': { up: due },
  '0035_terms': { up: terms },
  '0036_rate_limits': { up: rateLimits },
  '0037_shares': { up: shares },
  '0038_invalid_requests': { up: invalidRequests },
  '0039_workers': { up: workers },
  '0040_revisions': { up: revisions },
  '0041_claims': { up: claims },
  '0042_share_weights': { up: shareWeights },
  '0043_webhook_channels': { up: webhookChannels },
  '0044_gateway_troubles': { up: gatewayTroubles },
  '0045_shard_epochs': { up: shardEpochs },
  '0046_critical': { up: critical },
  '0047_paged': { up: paged },
};

/**
 * Brings the tables up to date, wholly or not at all: kysely takes SQLite for an engine whose changes of tables cannot be
 * taken back, and leaves half of them behind. On the one connection that there is, a transaction round all of it holds.
 * @throws StoreOpenError in words that name the file.
 */
export async function migrate(connection: DatabaseSync, db: Kysely<Schema>, file: string): Promise<void> {
  connection.exec('begin immediate');
  try {
    await refuseNewer(db, { name: `file ${file}`, setting: 'DATABASE_FILE to another file' });
    const { error } = await migrator(db).migrateToLatest();
    if (error !== undefined) throw notUpToDate(file, error);
    connection.exec('commit');
  } catch (err) {
    // SQLite itself has rolled back already after some failures, such as a full disk.
    if (connection.isTransaction) connection.exec('rollback');
    throw err;
  }
}

export const POSTGRES_SETTING = 'DATABASE_URL to another database';

/** Two processes that start at the same time bring it up to date one after the other; the second finds it done. */
const MIGRATION_LOCK = 4_717_190_222;

/**
 * The same on PostgreSQL, where a transaction holds changes of tables as well.
 * @throws StoreOpenError where it is not ours to change, else what the server said.
 */
export async function migratePostgres(db: Kysely<Schema>, url: string): Promise<void> {
  const name = postgresName(url);
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(trx);
    await refuseForeign(trx, name);
    await refuseNewer(trx, { name, setting: POSTGRES_SETTING });
    const { error } = await migrator(trx).migrateToLatest();
    if (error !== undefined) throw error;
  });
}

function migrator(db: Kysely<Schema>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
}

/** A database that has tables, but not the one in which we note which of them we made. */
export async function refuseForeign(db: Kysely<Schema>, name: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = current_schema()`.execute(db);
  if (rows.length === 0 || rows.some((row) => row.name === 'kysely_migration')) return;
  throw new StoreOpenError(
    `The database ${name} belongs to another program. Nothing was changed. Set DATABASE_URL to another database.`,
  );
}

function notUpToDate(file: string, cause: unknown): StoreOpenError {
  const advice = isKnown(cause)
    ? toStoreOpenError(file, cause).message
    : 'Put a backup in its place, or set DATABASE_FILE to another file.';
  return new StoreOpenError(
    `The database file ${file} could not be brought up to date. Nothing was changed. ${advice}`,
    {
      cause,
    },
  );
}

interface Naming {
  readonly name: string;
  /** What to set to what instead. */
  readonly setting: string;
}

async function refuseNewer(db: Kysely<Schema>, { name, setting }: Naming): Promise<void> {
  const fromFuture = (await executedMigrations(db)).filter((known) => !Object.hasOwn(MIGRATIONS, known));
  if (fromFuture.length === 0) return;
  const newest = Object.keys(MIGRATIONS).at(-1);
  throw new StoreOpenError(
    `The database ${name} was written by a newer version (it knows ${fromFuture.join(', ')}, this program only up to ${newest}). Update the program, or set ${setting}.`,
  );
}

async function executedMigrations(db: Kysely<Schema>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}

/**
 * Whether the tables are still to be brought up to date.
 * @throws StoreOpenError where a newer version wrote them.
 */
export async function isBehind(db: Kysely<Schema>, naming: Naming): Promise<boolean> {
  await refuseNewer(db, naming);
  return (await executedMigrations(db)).length < Object.keys(MIGRATIONS).length;
}
