import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

/** A query of what is kept by guild, of one of them or, with null, of all. */
export function byGuild<Table extends keyof Schema, Row>(
  query: (db: Kysely<Schema>) => SelectQueryBuilder<Schema, Table, Row>,
): (db: Kysely<Schema>, guildId: string | null) => Promise<Row[]> {
  const ofAll = prepared((db) => query(db).compile());
  const ofOne = prepared((db, { guildId }: { readonly guildId: string }) =>
    query(db).where(sql<boolean>`guild_id = ${guildId}`).compile(),
  );
  return (db, guildId) => (guildId === null ? ofAll(db, {}) : ofOne(db, { guildId }));
}
