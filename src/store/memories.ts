import type { Kysely, Selectable, Transaction } from 'kysely';
import { type AlertMemory, type Incident, NOTHING_REMEMBERED } from '../monitor/alerts/incident.ts';
import type { DecisionChange, MemoryKey } from '../monitor/ports/alertStateStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import type { AlertKind } from '../monitor/types.ts';
import { addDelivery } from './addDelivery.ts';
import { changedColumns, readFacts, toIncident, toKind, toRow, toSeverity } from './incidentRows.ts';
import { lockGuilds } from './lockGuilds.ts';
import type { Schema } from './schema.ts';

type ClosedRow = Pick<Selectable<Schema['incidents']>, 'severity' | 'told_severity' | 'notified' | 'closed_at'>;

/** What the core remembers of each kind: the open incident, the last end, and the cooldowns, which outlive both. */
export function createMemories(db: Kysely<Schema>): Store['memories'] {
  return {
    async ofPipeline(pipeline, closedAfter) {
      const incidents = db.selectFrom('incidents').where('pipeline', '=', pipeline);
      const [open, closed, cooldowns] = await Promise.all([
        incidents.selectAll().where('ended_at', 'is', null).execute(),
        incidents
          .select(['guild_id', 'kind', 'severity', 'told_severity', 'notified', 'closed_at'])
          .where('closed_at', '>', closedAfter)
          .orderBy('closed_at')
          .execute(),
        db.selectFrom('cooldowns').selectAll().where('pipeline', '=', pipeline).execute(),
      ]);
      const guilds = new Map<string, Map<AlertKind, AlertMemory>>();
      const put = (guildId: string, kindText: string, part: (memory: AlertMemory) => AlertMemory) => {
        const kind = toKind(kindText);
        if (kind === undefined) return;
        const kinds = guilds.get(guildId) ?? new Map<AlertKind, AlertMemory>();
        kinds.set(kind, part(kinds.get(kind) ?? NOTHING_REMEMBERED));
        guilds.set(guildId, kinds);
      };
      // The oldest first, and what is open last: the last message of all is the one that a new one is compared with.
      for (const row of closed) put(row.guild_id, row.kind, (memory) => withClosed(memory, row));
      for (const row of open) put(row.guild_id, row.kind, (memory) => withOpen(memory, row));
      for (const { guild_id, kind, severity, last_sent_at } of cooldowns) {
        put(guild_id, kind, (memory) => ({ ...memory, lastSent: { ...memory.lastSent, [severity]: last_sent_at } }));
      }
      return guilds;
    },

    async commit(changes, now) {
      await db.transaction().execute(async (trx) => {
        const here = await lockGuilds(
          trx,
          changes.map(({ key }) => key.guildId),
        );
        for (const change of changes) {
          // It left while this was being decided: nothing may begin for it any more.
          if (!here.has(change.key.guildId)) continue;
          if (await isToldMeanwhile(trx, change)) continue;
          const incidentId = await writeIncident(trx, change, now);
          // Another process has opened or closed it, and told of that.
          if (incidentId === null && (change.before.incident !== null || change.after.incident !== null)) continue;
          await writeCooldowns(trx, change);
          for (const message of change.messages) await addDelivery(trx, change.key, incidentId, message, now);
        }
      });
    },
  };
}

function withClosed(memory: AlertMemory, row: ClosedRow): AlertMemory {
  const { severity, told_severity, notified, closed_at } = row;
  if (closed_at === null) return memory;
  // One that was told late, when it was over, was notified to nobody while it lasted.
  const told = notified === null || told_severity === null ? null : toSeverity(told_severity);
  const closed = { at: closed_at, severity: toSeverity(severity), told };
  return { ...memory, closed, notified: notified === null ? memory.notified : readFacts(notified) };
}

function withOpen(memory: AlertMemory, row: Selectable<Schema['incidents']>): AlertMemory {
  const { notified } = row;
  return {
    ...memory,
    incident: toIncident(row),
    notified: notified === null ? memory.notified : readFacts(notified),
  };
}

/** Another process has told the same since this was decided, or what was told has only now arrived: decide anew. */
async function isToldMeanwhile(trx: Transaction<Schema>, { key, before, after }: DecisionChange): Promise<boolean> {
  if (before.incident === null || after.incident === null) return false;
  if (after.incident.unknownNotifiedAt !== null && before.incident.unknownNotifiedAt === null)
    return isUnknownNotified(trx, key);
  for (const severity of ['warning', 'error'] as const) {
    if (after.lastSent[severity] === before.lastSent[severity]) continue;
    const row = await trx
      .selectFrom('cooldowns')
      .select('last_sent_at')
      .where((eb) => eb.and({ ...toKey(key), severity }))
      .executeTakeFirst();
    if (row !== undefined && row.last_sent_at > (before.lastSent[severity] ?? 0)) return true;
  }
  return false;
}

async function isUnknownNotified(trx: Transaction<Schema>, key: MemoryKey): Promise<boolean> {
  const row = await trx
    .selectFrom('incidents')
    .select('unknown_notified_at')
    .where((eb) => eb.and(toKey(key)))
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined && row.unknown_notified_at !== null;
}

/** Answers the id of the incident that the change is about; null where there is none. */
async function writeIncident(trx: Transaction<Schema>, change: DecisionChange, now: Millis): Promise<number | null> {
  const { key, before, after } = change;
  if (before.incident === null) return after.incident === null ? null : openIncident(trx, key, after.incident, after);
  const row = await trx
    .updateTable('incidents')
    .set(
      after.incident === null
        ? endOf(change, before.incident, now)
        : changesOf(before.incident, after.incident, change),
    )
    // It got worse than what somebody said they are on.
    .$if(after.incident?.acknowledged === null && before.incident.acknowledged !== null, (query) =>
      query.set({ ack_by_id: null, ack_at: null }),
    )
    .where((eb) => eb.and(toKey(key)))
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

async function openIncident(
  trx: Transaction<Schema>,
  key: MemoryKey,
  incident: Incident,
  { notified }: AlertMemory,
): Promise<number | null> {
  // The database itself refuses a second open incident of one kind.
  const row = await trx
    .insertInto('incidents')
    .values({ ...toKey(key), ...toRow(incident, notified) })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

function changesOf(was: Incident, is: Incident, { before, after }: DecisionChange) {
  const { severity } = is;
  return { ...changedColumns(toRow(was, before.notified), toRow(is, after.notified)), severity };
}

function endOf({ messages }: DecisionChange, { clearSince }: Incident, now: Millis) {
  const late = messages.find(({ type }) => type === 'late');
  const told = late?.type === 'late' ? { told_severity: late.severity, worst: JSON.stringify(late.worst) } : {};
  return { ended_at: clearSince ?? now, closed_at: now, ...told };
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
