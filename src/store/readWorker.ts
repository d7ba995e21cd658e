import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { Kysely, SqliteDialect } from 'kysely';
import { nodeSqlite } from './nodeSqlite.ts';
import type { ReadAnswer, ReadRequest } from './readMessages.ts';
import type { Schema } from './schema.ts';
import { createSpanReads, type SpanReads } from './spanReads.ts';

/** Somebody may hold the file for a moment. */
const BUSY_TIMEOUT_MS = 5_000;

const connection = new DatabaseSync(String(workerData), { readOnly: true, timeout: BUSY_TIMEOUT_MS });
const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: nodeSqlite(connection) }) });
const reads = createSpanReads(db);

parentPort?.on('message', async ({ name, args }: ReadRequest) => {
  parentPort?.postMessage(await answer(name, args));
});

async function answer(name: keyof SpanReads, args: readonly unknown[]): Promise<ReadAnswer> {
  try {
    return { value: await Reflect.apply(reads[name], reads, args) };
  } catch (err) {
    // How SQLite calls it, which a clone of an error loses.
    return { error: err instanceof Error ? err.message : String(err), code: { ...(err as object) } };
  }
}
