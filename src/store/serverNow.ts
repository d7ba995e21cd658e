import { type Kysely, sql } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import { isPostgres } from './dialect.ts';
import type { Schema } from './schema.ts';

/** What time it is for the machine of the database, which all processes on it can compare theirs with; null: a file has no clock. */
export async function serverNow(db: Kysely<Schema>): Promise<Millis | null> {
  if (!isPostgres(db)) return null;
  const { rows } = await sql<{
    now: number;
  }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db);
  return rows[0]?.now ?? null;
}
