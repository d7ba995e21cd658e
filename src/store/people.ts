import { type Kysely, sql, type Transaction } from 'kysely';
import { stepsWithout } from '../monitor/alerts/escalation.ts';
import { rotaWithout } from '../monitor/alerts/onCall.ts';
import type { Store } from '../monitor/ports/store.ts';
import { SOMEONE } from '../monitor/someone.ts';
import type { Millis } from '../monitor/time.ts';
import { addChanges } from './changes.ts';
import { escalationsOf, writeSteps } from './escalations.ts';
import { forgetRouteMentions } from './guildRoutes.ts';
import { forgetMention } from './guildTable.ts';
import { lockGuilds } from './lockGuilds.ts';
import { rotasOf, writeRota } from './onCall.ts';
import { PERSON_COLUMNS, type PersonColumns, type PersonTable } from './personColumns.ts';
import type { Schema } from './schema.ts';
import { type Columns, withoutPerson } from './withoutPerson.ts';

interface Person {
  readonly guildId: string;
  readonly userId: string;
}

export function createPeople(db: Kysely<Schema>): Store['people'] {
  return {
    forget: (guildId, userId, now, timeZone) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
        const count = (table: PersonTable) => forgetIn(trx, table, PERSON_COLUMNS[table], { guildId, userId });
        const [mutes, incidents] = [await count('mutes'), await count('incidents')];
        const [notes, changes] = [await count('notes'), await count('changes')];
        const messages = await count('deliveries');
        await dropNamesAlone(trx, guildId);
        await forgetInLists(trx, { guildId, userId }, timeZone, now);
        const mention = await forgetMentions(trx, { guildId, userId }, now);
        return { mutes, incidents, notes, changes, messages, mention };
      }),
  };
}

/** Answers in how many rows of a table the person was replaced. */
async function forgetIn(
  trx: Transaction<Schema>,
  table: PersonTable,
  columns: PersonColumns,
  { guildId, userId }: Person,
): Promise<number> {
  const names = [...columns.actors.map(({ id }) => id), ...columns.texts, ...columns.messages, ...columns.places];
  // A longer id may hold this one: what is really meant is looked at row by row.
  const holds = sql.join(
    names.map((name) => sql`${sql.ref(name)} like ${`%${userId}%`}`),
    sql` or `,
  );
  const { rows } = await sql<Columns & { readonly id: number }>`select * from ${sql.table(table)}
    where guild_id = ${guildId} and (${holds}) order by id`.execute(trx);
  let replaced = 0;
  for (const { id, ...row } of rows) {
    const changed = Object.entries(withoutPerson(row, columns, userId));
    if (changed.length === 0) continue;
    const set = changed.map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
    // A decision on an incident as it was is made again, so that nothing of it is written back.
    const raised = table === 'incidents' ? [sql`version = version + 1`] : [];
    await sql`update ${sql.table(table)} set ${sql.join([...set, ...raised])} where id = ${id}`.execute(trx);
    replaced += 1;
  }
  return replaced;
}

/** Nobody takes the turns of the person, and no step tells them. */
async function forgetInLists(
  trx: Transaction<Schema>,
  { guildId, userId }: Person,
  timeZone: string,
  now: Millis,
): Promise<void> {
  const steps = (await escalationsOf(trx, guildId)).get(guildId);
  if (steps !== undefined) await writeSteps(trx, guildId, stepsWithout(steps, userId));
  const rota = (await rotasOf(trx, guildId)).get(guildId);
  if (rota === undefined || ![...rota.people, rota.cover?.userId].includes(userId)) return;
  const left = rotaWithout(rota, userId, timeZone, now);
  await writeRota(trx, guildId, left.people.length === 0 ? null : left, now);
}

/** Says in the log of changes whom alerts ping no longer. Answers whether they pinged the person. */
async function forgetMentions(trx: Transaction<Schema>, { guildId, userId }: Person, now: Millis): Promise<boolean> {
  const ofGuild = (await forgetMention(trx, guildId, userId)) ? ['mention'] : [];
  const ofPipelines = (await forgetRouteMentions(trx, guildId, userId)).map((pipeline) => `mention ${pipeline}`);
  const change = { at: now, by: SOMEONE, action: 'setup', before: `user ${SOMEONE.userId}`, after: null } as const;
  const changes = [...ofGuild, ...ofPipelines].map((subject) => ({ ...change, subject }));
  await addChanges(trx, guildId, changes);
  return changes.length > 0;
}

/** Earlier versions kept the name of the person who had acknowledged an incident before that was taken back. */
async function dropNamesAlone(trx: Transaction<Schema>, guildId: string): Promise<void> {
  await sql`update incidents set ack_by_name = null
    where guild_id = ${guildId} and ack_by_id is null and ack_by_name is not null`.execute(trx);
}
