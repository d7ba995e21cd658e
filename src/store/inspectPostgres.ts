import { sql } from 'kysely';
import { createGuilds } from './guilds.ts';
import type { Inspection } from './inspect.ts';
import { isBehind, POSTGRES_SETTING, refuseForeign } from './migrate.ts';
import { StoreOpenError } from './openError.ts';
import { connectTo } from './openPostgres.ts';
import { toPostgresOpenError } from './postgresError.ts';
import { RUNNING } from './postgresPool.ts';
import { postgresName } from './postgresUrl.ts';

/**
 * Looks into a PostgreSQL database, also while a monitor uses it.
 * @throws StoreOpenError in the words in which opening it for use would be refused.
 */
export async function inspectPostgres(url: string): Promise<Inspection> {
  const db = connectTo(url, RUNNING);
  const name = postgresName(url);
  try {
    const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = current_schema()`.execute(db);
    if (rows.length === 0) return { state: 'absent' };
    await refuseForeign(db, name);
    return (await isBehind(db, { name, setting: POSTGRES_SETTING }))
      ? { state: 'behind' }
      : { state: 'current', guilds: await createGuilds(db).present() };
  } catch (err) {
    throw err instanceof StoreOpenError ? err : toPostgresOpenError(url, err);
  } finally {
    await db.destroy();
  }
}
