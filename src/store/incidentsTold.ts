import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** The incidents that a message tells of, the first of the message first; none where it does not tell of the one that is named. */
export async function incidentsTold(
  db: Kysely<Schema>,
  guildId: string,
  id: number,
  messageId: string,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('deliveries as named')
    .innerJoin('deliveries as told', (join) =>
      join.on((eb) =>
        eb.or([eb('told.id', '=', eb.ref('named.id')), eb('told.group_id', '=', eb.ref('named.group_id'))]),
      ),
    )
    .select('told.incident_id as id')
    .where('named.incident_id', '=', id)
    .where('named.guild_id', '=', guildId)
    .where('named.message_id', '=', messageId)
    .where('named.type', '<>', 'edit')
    .orderBy('told.id')
    .execute();
  return rows.flatMap((row) => (row.id === null ? [] : [row.id]));
}
