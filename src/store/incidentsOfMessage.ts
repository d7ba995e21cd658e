import type { Kysely } from 'kysely';
import { openIn } from '../monitor/alerts/catchUp.ts';
import { OF_TARGET } from '../monitor/delivery/messageTypes.ts';
import { readMessage } from './deliveryRows.ts';
import { hasArrived } from './hasArrived.ts';
import { atMost } from './literals.ts';
import type { Schema } from './schema.ts';

/** The incidents that a message tells of, the first of the message first; none where it does not tell of the one that is named. */
export async function incidentsOfSameMessage(
  db: Kysely<Schema>,
  guildId: string,
  id: number,
  messageId: string,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('deliveries as named')
    .innerJoin('deliveries as part', (join) =>
      join.on((eb) =>
        eb.or([eb('part.id', '=', eb.ref('named.id')), eb('part.group_id', '=', eb.ref('named.group_id'))]),
      ),
    )
    .select('part.incident_id as id')
    .where('named.incident_id', '=', id)
    .where('named.guild_id', '=', guildId)
    .where('named.message_id', '=', messageId)
    .where('named.type', 'not in', OF_TARGET)
    .orderBy('part.id')
    .execute();
  const ids = idsIn(rows);
  if (ids.length > 0) return ids;
  const caughtUp = await caughtUpIn(db, guildId, messageId);
  return caughtUp.includes(id) ? caughtUp : ofLastAlert(db, guildId, id);
}

/** What was open when a catch-up of quiet hours was written; nothing where the message is none. */
async function caughtUpIn(db: Kysely<Schema>, guildId: string, messageId: string): Promise<readonly number[]> {
  const row = await db
    .selectFrom('deliveries')
    .select('message')
    .where('guild_id', '=', guildId)
    .where('message_id', '=', messageId)
    .where('type', '=', 'catchUp')
    .executeTakeFirst();
  const message = row === undefined ? null : readMessage(row.message);
  return message?.type === 'catchUp' ? openIn(message).map(({ id }) => id) : [];
}

/** The same by the message alone; null where there is no such message. */
export async function incidentsOfMessage(
  db: Kysely<Schema>,
  guildId: string,
  messageId: string,
): Promise<readonly number[] | null> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['incident_id as id'])
    .distinct()
    .where('guild_id', '=', guildId)
    .where('message_id', '=', messageId)
    // A thread has the id of its message.
    .where('type', 'not in', OF_TARGET)
    .orderBy('incident_id')
    .execute();
  return rows.length === 0 ? null : idsIn(rows);
}

/** Of a copy whose id nobody knows: those that its last message tells of. */
async function ofLastAlert(db: Kysely<Schema>, guildId: string, id: number): Promise<readonly number[]> {
  const last = await db
    .selectFrom('deliveries')
    .select('group_id')
    .where('incident_id', '=', id)
    .where('guild_id', '=', guildId)
    .where('type', '=', 'alert')
    .where(hasArrived)
    .orderBy('id', 'desc')
    .limit(atMost(1))
    .executeTakeFirst();
  if (last?.group_id == null) return [];
  const rows = await db
    .selectFrom('deliveries')
    .select('incident_id as id')
    .where('group_id', '=', last.group_id)
    .orderBy('id')
    .execute();
  return idsIn(rows);
}

function idsIn(rows: readonly { readonly id: number | null }[]): readonly number[] {
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}
