import type { Kysely, Selectable } from 'kysely';
import { cameAndWent } from '../monitor/alerts/flapping.ts';
import type { PastIncident } from '../monitor/ports/incidentStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import { createAcknowledgements } from './acknowledgements.ts';
import { readFacts, readFlapping, toAcknowledgement, toKind, toSeverity } from './incidentRows.ts';
import { incidentsOfMessage, incidentsOfSameMessage } from './incidentsOfMessage.ts';
import { notesOf } from './notes.ts';
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
      return withNotes(db, guildId, rows.flatMap(toPast));
    },

    async get(guildId, id) {
      const row = await db
        .selectFrom('incidents')
        .selectAll()
        .where('guild_id', '=', guildId)
        .where('id', '=', id)
        .executeTakeFirst();
      const [incident = null] = await withNotes(db, guildId, row === undefined ? [] : toPast(row));
      return incident;
    },

    ofMessage: (guildId, messageId) => incidentsOfMessage(db, guildId, messageId),
    ofSameMessage: (guildId, id, messageId) => incidentsOfSameMessage(db, guildId, id, messageId),

    ...createAcknowledgements(db),
  };
}

async function withNotes(
  db: Kysely<Schema>,
  guildId: string,
  incidents: readonly PastIncident[],
): Promise<readonly PastIncident[]> {
  const ids = incidents.map(({ id }) => id);
  const notes = await notesOf(db, guildId, ids);
  return incidents.map((incident) => {
    const own = notes.get(incident.id);
    return own === undefined ? incident : { ...incident, notes: own };
  });
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
      wasNotified: row.notified_severity !== null,
      acknowledged: toAcknowledgement(row),
      ...cameAndWent({ flapping: readFlapping(row.flapping) }),
    },
  ];
}
