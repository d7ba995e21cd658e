import type { Kysely, Selectable, Transaction } from 'kysely';
import { memoryKey } from '../monitor/evaluate.ts';
import type { DecisionChange, MemoryKey, Store } from '../monitor/ports.ts';
import {
  ALERT_KINDS,
  type AlertMemory,
  type AlertSeverity,
  type Facts,
  type Incident,
  type Millis,
} from '../monitor/types.ts';
import { addDelivery } from './deliveries.ts';
import type { Schema } from './schema.ts';

/** What the core remembers of each kind: the open incident and the cooldowns, which outlive it. */
export function createMemories(db: Kysely<Schema>): Store['memories'] {
  return {
    async ofPipeline(pipeline) {
      const [incidents, cooldowns] = await Promise.all([
        db.selectFrom('incidents').selectAll().where('pipeline', '=', pipeline).where('ended_at', 'is', null).execute(),
        db.selectFrom('cooldowns').selectAll().where('pipeline', '=', pipeline).execute(),
      ]);
      const memories = new Map<string, AlertMemory>();
      const put = (guildId: string, kindText: string, part: (memory: AlertMemory) => AlertMemory) => {
        const kind = ALERT_KINDS.find((known) => known === kindText);
        if (kind === undefined) return;
        const key = memoryKey(guildId, kind);
        memories.set(key, part(memories.get(key) ?? { incident: null, lastSent: { warning: null, error: null } }));
      };
      for (const row of incidents) put(row.guild_id, row.kind, (memory) => ({ ...memory, incident: toIncident(row) }));
      for (const { guild_id, kind, severity, last_sent_at } of cooldowns) {
        put(guild_id, kind, (memory) => ({ ...memory, lastSent: { ...memory.lastSent, [severity]: last_sent_at } }));
      }
      return memories;
    },

    async commit(changes, now) {
      await db.transaction().execute(async (trx) => {
        for (const change of changes) {
          await writeIncident(trx, change, now);
          await writeCooldowns(trx, change);
          if (change.message !== null) await addDelivery(trx, change.key, change.message, now);
        }
      });
    },
  };
}

async function writeIncident(
  trx: Transaction<Schema>,
  { key, before, after }: DecisionChange,
  now: Millis,
): Promise<void> {
  if (before.incident === after.incident) return;
  if (before.incident === null) {
    if (after.incident === null) return;
    await trx
      .insertInto('incidents')
      .values({ ...toKey(key), ...toRow(after.incident) })
      .execute();
    return;
  }
  // An incident that a mute kept open ended when its verdict cleared, not when it was told.
  const values = after.incident === null ? { ended_at: before.incident.clearSince ?? now } : toRow(after.incident);
  await trx
    .updateTable('incidents')
    .set(values)
    .where('guild_id', '=', key.guildId)
    .where('pipeline', '=', key.pipeline)
    .where('kind', '=', key.kind)
    .where('ended_at', 'is', null)
    .execute();
}

async function writeCooldowns(trx: Transaction<Schema>, { key, before, after }: DecisionChange): Promise<void> {
  for (const severity of ['warning', 'error'] as const) {
    const sentAt = after.lastSent[severity];
    if (sentAt === null || sentAt === before.lastSent[severity]) continue;
    await trx
      .insertInto('cooldowns')
      .values({ ...toKey(key), severity, last_sent_at: sentAt })
      .onConflict((oc) =>
        oc.columns(['pipeline', 'guild_id', 'kind', 'severity']).doUpdateSet({ last_sent_at: sentAt }),
      )
      .execute();
  }
}

function toKey({ guildId, pipeline, kind }: MemoryKey) {
  return { guild_id: guildId, pipeline, kind };
}

function toRow(incident: Incident) {
  return {
    severity: incident.severity,
    opened_at: incident.openedAt,
    clear_since: incident.clearSince,
    told: incident.told ? 1 : 0,
    worst: JSON.stringify(incident.worst),
    held_back: incident.heldBack,
    held_at: incident.heldAt,
  };
}

function toIncident(row: Selectable<Schema['incidents']>): Incident {
  return {
    severity: toSeverity(row.severity),
    openedAt: row.opened_at,
    clearSince: row.clear_since,
    told: row.told === 1,
    worst: readFacts(row.worst),
    heldBack: row.held_back,
    heldAt: row.held_at,
  };
}

function toSeverity(text: string): AlertSeverity {
  return text === 'warning' ? 'warning' : 'error';
}

/** Written by `toRow` of this or an earlier version, and by nobody else. */
function readFacts(json: string): Facts {
  return JSON.parse(json) as Facts;
}
