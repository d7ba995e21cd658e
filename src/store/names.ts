import { type Kysely, type RawBuilder, sql } from 'kysely';
import { atMost } from './literals.ts';
import type { Schema } from './schema.ts';

/** More than are kept of an hour; a database of earlier times may hold any number. */
const MOST_NAMES = 400;

/** The different error codes and CAPTCHA types of a span. */
export async function distinctNames(db: Kysely<Schema>, pipeline: string, span: RawBuilder<boolean>) {
  const distinct = async (table: 'solve_errors' | 'solve_buckets', column: 'code' | 'type') => {
    const { rows } = await sql<{ name: string }>`select distinct ${sql.ref(column)} as name from ${sql.table(table)}
      where pipeline = ${pipeline} and ${span} limit ${atMost(MOST_NAMES)}`.execute(db);
    return rows.map(({ name }) => name);
  };
  const [codes, types] = await Promise.all([distinct('solve_errors', 'code'), distinct('solve_buckets', 'type')]);
  // Results without a type are kept under an empty one.
  return { codes, types: types.filter((type) => type !== '') };
}
