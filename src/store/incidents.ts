import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { acknowledgedPaged } from '../monitor/alerts/paged.ts';
import type { PastIncident } from '../monitor/ports/incidentStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import { addChanges } from './changes.ts';
import { editFirst } from './editFirst.ts';
import { readFacts, readPaged, toAcknowledgement, toKind, toSeverity } from './incidentRows.ts';
import { incidentsTold } from './incidentsTold.ts';
import { changeOpen } from './incidentTable.ts';
import { lockGuilds } from './lockGuilds.ts';
import { pageAbout } from './pageAbout.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['incidents']>;

export function createIncidents(db: Kysely<Schema>): Store['incidents'] {
  return {
    async open(pipeline) {
      const rows = await db
        .selectFrom('incidents')
        .select(({ fn }) => ['kind', 'severity', fn.countAll().as('guilds')])
        .where('pipeline', '=', pipeline)
        .where('ended_at', 'is', null)
        .groupBy(['kind', 'severity'])
        .execute();
      return rows.flatMap(({ kind: text, severity, guilds }) => {
        const kind = toKind(text);
        return kind === undefined ? [] : [{ kind, severity: toSeverity(severity), guilds: Number(guilds) }];
      });
    },

    async recent(guildId, limit) {
      const rows = await db
        .selectFrom('incidents')
        .selectAll()
        .where('guild_id', '=', guildId)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.flatMap(toPast);
    },

    async get(guildId, id) {
      const row = await db
        .selectFrom('incidents')
        .selectAll()
        .where('guild_id', '=', guildId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : (toPast(row)[0] ?? null);
    },

    toldWith: (guildId, id, messageId) => incidentsTold(db, guildId, id, messageId),

    acknowledge: (guildId, id, by, now, change) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
        const row = await changeOpen(trx, guildId, id, {
          ack_by_id: by.userId,
          ack_by_name: by.name,
          ack_at: now,
          ack_severity: sql<string>`severity`,
        })
          .where('ack_by_id', 'is', null)
          .executeTakeFirst();
        if (row !== undefined) {
          await addChanges(trx, guildId, [change]);
          await editFirst(trx, row, now);
          await acknowledgeOutside(trx, row, now);
          return 'done';
        }
        const open = await trx
          .selectFrom('incidents')
          .select('id')
          .where('id', '=', id)
          .where('guild_id', '=', guildId)
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        return open === undefined ? 'ended' : 'taken';
      }),
  };
}

/** Receivers outside are told, and that they were is kept: what gets critical after that is another incident to them. */
async function acknowledgeOutside(trx: Transaction<Schema>, row: Row, now: Millis): Promise<void> {
  const paged = readPaged(row.paged);
  if (Object.keys(paged).length === 0) return;
  await pageAbout(trx, row, 'acknowledge', now);
  await changeOpen(trx, row.guild_id, row.id, { paged: JSON.stringify(acknowledgedPaged(paged)) }).execute();
}

export function toPast(row: Row): PastIncident[] {
  const kind = toKind(row.kind);
  if (kind === undefined) return [];
  return [
    {
      id: row.id,
      pipeline: row.pipeline,
      kind,
      severity: toSeverity(row.severity),
      openedAt: row.opened_at,
      endedAt: row.ended_at,
      worst: readFacts(row.worst),
      told: row.told_severity !== null,
      acknowledged: toAcknowledgement(row),
    },
  ];
}
