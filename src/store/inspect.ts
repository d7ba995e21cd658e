import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Kysely, SqliteDialect } from 'kysely';
import type { StoredGuild } from '../monitor/ports/guildStore.ts';
import { createGuilds } from './guilds.ts';
import { isBehind } from './migrate.ts';
import { nodeSqlite } from './nodeSqlite.ts';
import { toStoreOpenError } from './openError.ts';
import { refuseDamaged, refuseForeign } from './openFile.ts';
import type { Schema } from './schema.ts';

/** What a database holds, without changing anything of it. */
export type Inspection =
  | { readonly state: 'absent' }
  /** An older version wrote it; its guilds are readable only after the next start. */
  | { readonly state: 'behind' }
  | { readonly state: 'current'; readonly guilds: readonly StoredGuild[] };

/**
 * Looks into the SQLite file, also while a monitor uses it.
 * @throws StoreOpenError in the words in which opening it for use would be refused.
 */
export async function inspectFile(file: string): Promise<Inspection> {
  if (!existsSync(file)) return { state: 'absent' };
  let connection: DatabaseSync | null = null;
  try {
    connection = new DatabaseSync(addressOf(file), { readOnly: true });
    refuseForeign(connection, file);
    refuseDamaged(connection, file);
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: nodeSqlite(connection) }) });
    return (await isBehind(db, { name: `file ${file}`, setting: 'DATABASE_FILE to another file' }))
      ? { state: 'behind' }
      : { state: 'current', guilds: await createGuilds(db).present() };
  } catch (err) {
    throw toStoreOpenError(file, err);
  } finally {
    connection?.close();
  }
}

/** Nobody writes a file without a `-wal` beside it, and only as `immutable` is it read without making one. */
function addressOf(file: string): URL {
  const address = pathToFileURL(resolve(file));
  if (!existsSync(`${file}-wal`)) address.searchParams.set('immutable', '1');
  return address;
}
