import type { Kysely, Transaction } from 'kysely';
import type { Note, NoteStore } from '../monitor/ports/noteStore.ts';
import { editFirst } from './editFirst.ts';
import { lockGuilds } from './lockGuilds.ts';
import type { Schema } from './schema.ts';
import { addEntry } from './threads.ts';

/** Every change of the table of notes; people are replaced and guilds removed where that is done for all tables. */
export function createNotes(db: Kysely<Schema>): NoteStore {
  return {
    add: (guildId, incidentId, { at, by, text }) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
        const incident = await trx
          .selectFrom('incidents')
          .selectAll()
          .where('guild_id', '=', guildId)
          .where('id', '=', incidentId)
          .executeTakeFirst();
        if (incident === undefined) return false;
        const author = { by_id: by.userId, by_name: by.name };
        await trx
          .insertInto('notes')
          .values({ guild_id: guildId, incident_id: incidentId, at, ...author, text })
          .execute();
        await editFirst(trx, incident, at);
        await addEntry(trx, incident, { type: 'entry', what: 'note', by, text, at }, at);
        return true;
      }),
  };
}

/** The notes of some incidents of a guild, the oldest first; an incident without one is left out. */
export async function notesOf(
  db: Kysely<Schema> | Transaction<Schema>,
  guildId: string,
  incidentIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Note[]>> {
  if (incidentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('notes')
    .selectAll()
    .where('guild_id', '=', guildId)
    .where('incident_id', '>=', Math.min(...incidentIds))
    .where('incident_id', '<=', Math.max(...incidentIds))
    .orderBy('id')
    .execute();
  const notes = Map.groupBy(rows, ({ incident_id: id }) => id);
  return new Map(
    [...notes].map(([id, own]) => [
      id,
      own.map(({ at, by_id, by_name, text }) => ({ at, by: { userId: by_id, name: by_name }, text })),
    ]),
  );
}
