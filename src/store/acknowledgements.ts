import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { acknowledgedPaged } from '../monitor/alerts/paged.ts';
import type { IncidentStore } from '../monitor/ports/incidentStore.ts';
import type { Millis } from '../monitor/time.ts';
import { addChanges } from './changes.ts';
import { editFirst } from './editFirst.ts';
import { NOT_ACKNOWLEDGED, readEscalated, readPaged } from './incidentRows.ts';
import { changeOpen } from './incidentTable.ts';
import { lockGuilds } from './lockGuilds.ts';
import { pageAbout } from './pageAbout.ts';
import { storedJson } from './parseRenamed.ts';
import type { Schema } from './schema.ts';
import { addEntry } from './threads.ts';

type Row = Selectable<Schema['incidents']>;

/** Who is on an incident, and who no longer is. Its first message and the receivers outside of Discord say so in the same transaction. */
export function createAcknowledgements(
  db: Kysely<Schema>,
): Pick<IncidentStore, 'acknowledge' | 'confirm' | 'unacknowledge'> {
  return {
    acknowledge: (guildId, id, by, now, change) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
        const row = await changeOpen(trx, guildId, id, {
          ...NOT_ACKNOWLEDGED,
          ack_by_id: by.userId,
          ack_by_name: by.name,
          ack_at: now,
          // Where it has eased, people were notified of worse: when it is as bad again, somebody is on that already.
          ack_severity: sql<string>`case when notified_severity = 'critical' then notified_severity else severity end`,
        })
          .where('ack_by_id', 'is', null)
          .executeTakeFirst();
        if (row === undefined) return (await isOpen(trx, guildId, id)) ? 'taken' : 'ended';
        await addChanges(trx, guildId, [change]);
        await stopSteps(trx, row);
        await editFirst(trx, row, now);
        await addEntry(trx, row, { type: 'entry', what: 'acknowledged', by, at: now }, now);
        await acknowledgeOutside(trx, row, now);
        return 'done';
      }),

    confirm: (guildId, id, by, now) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
        const row = await changeOpen(trx, guildId, id, {
          ack_by_id: by.userId,
          ack_by_name: by.name,
          ack_confirmed_at: now,
          ack_asked_at: null,
          ack_question_at: null,
        })
          .where('ack_by_id', 'is not', null)
          .executeTakeFirst();
        if (row === undefined) return (await isOpen(trx, guildId, id)) ? 'nobody' : 'ended';
        await editFirst(trx, row, now);
        return 'done';
      }),

    unacknowledge: (guildId, id, now, change) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
        const row = await changeOpen(trx, guildId, id, NOT_ACKNOWLEDGED)
          .where('ack_by_id', 'is not', null)
          .executeTakeFirst();
        if (row === undefined) return (await isOpen(trx, guildId, id)) ? 'nobody' : 'ended';
        await addChanges(trx, guildId, [change]);
        await editFirst(trx, row, now);
        await addEntry(trx, row, { type: 'entry', what: 'takenBack', by: change.by, at: now }, now);
        return 'done';
      }),
  };
}

async function isOpen(trx: Transaction<Schema>, guildId: string, id: number): Promise<boolean> {
  const open = await trx
    .selectFrom('incidents')
    .select('id')
    .where('id', '=', id)
    .where('guild_id', '=', guildId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return open !== undefined;
}

/** Receivers outside are notified, and that they were is kept: what gets critical after that is another incident to them. */
async function acknowledgeOutside(trx: Transaction<Schema>, row: Row, now: Millis): Promise<void> {
  const paged = readPaged(row.paged);
  if (Object.keys(paged).length === 0) return;
  await pageAbout(trx, row, 'acknowledge', now);
  await changeOpen(trx, row.guild_id, row.id, { paged: storedJson(acknowledgedPaged(paged)) }).execute();
}

/** From this moment on no step counts; taken back, they start over. */
async function stopSteps(trx: Transaction<Schema>, { guild_id, id, escalated: json }: Row): Promise<void> {
  if (json === null) return;
  const escalated = { ...readEscalated(json), since: null, next: null };
  await changeOpen(trx, guild_id, id, { escalated: JSON.stringify(escalated) }).execute();
}
