import { type Kysely, sql } from 'kysely';
import { forUpdate } from './dialect.ts';
import type { Schema } from './schema.ts';

/**
 * A transaction that changes the messages of a guild holds its row until the transaction ends, so that processes do it one after the
 * other and never wait for each other in a circle. Answers which of the guilds are there.
 */
export async function lockGuilds(trx: Kysely<Schema>, guildIds: Iterable<string>): Promise<ReadonlySet<string>> {
  const ids = [...new Set(guildIds)];
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`select id from guilds where id in (${sql.join(ids)})
    and left_at is null order by id ${forUpdate(trx)}`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}
