import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

const MOST_ATTEMPTS = 3;
/** PostgreSQL has rolled the transaction back: another session changed the same rows, or each waited for the other (a deadlock). */
const SERIALIZATION_FAILURES: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/**
 * A transaction whose statements all see the database as it was at its beginning. If another process changed the same
 * rows meanwhile, it starts again. SQLite has one writer, so there it always holds.
 */
export async function inOneView<T>(db: Kysely<Schema>, work: (trx: Transaction<Schema>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().setIsolationLevel('repeatable read').execute(work);
    } catch (err) {
      if (attempt === MOST_ATTEMPTS || !isSerializationFailure(err)) throw err;
    }
  }
}

function isSerializationFailure(err: unknown): boolean {
  return err instanceof Error && 'code' in err && SERIALIZATION_FAILURES.has(err.code);
}
