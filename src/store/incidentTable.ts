import { sql, type Transaction, type UpdateObject } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import type { KeyColumns, toRow } from './incidentRows.ts';
import { preparedInsert } from './prepared.ts';
import type { Schema } from './schema.ts';

type Columns = UpdateObject<Schema, 'incidents'>;
type NewIncident = KeyColumns & ReturnType<typeof toRow>;

/** Every change of the table of incidents. Each raises the version, so that a decision by an older one is made again. */
const RAISED = { version: sql<number>`version + 1` };

/** Resolves to its id. */
export const openIncident = preparedInsert<NewIncident>('incidents', {
  guild_id: true,
  pipeline: true,
  kind: true,
  severity: true,
  opened_at: true,
  clear_since: true,
  notified_severity: true,
  worst: true,
  suppressed: true,
  suppressed_warning_at: true,
  suppressed_critical_at: true,
  affects: true,
  reminders: true,
  notified: true,
  pinged: true,
  unknown_since: true,
  unknown_notified_at: true,
  paged: true,
  quiet_since: true,
  escalated: true,
  flapping: true,
});

/** Changes an open incident that still has the version that was read. Answers its id; null where it has another one. */
export async function changeIncident(
  trx: Transaction<Schema>,
  key: KeyColumns,
  version: number,
  columns: Columns,
): Promise<number | null> {
  const row = await trx
    .updateTable('incidents')
    .set({ ...columns, ...RAISED })
    .where((eb) => eb.and({ ...key, version }))
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Changes an open incident, whatever its version is. */
export function changeOpen(trx: Transaction<Schema>, guildId: string, id: number, columns: Columns) {
  return trx
    .updateTable('incidents')
    .set({ ...columns, ...RAISED })
    .where('id', '=', id)
    .where('guild_id', '=', guildId)
    .where('ended_at', 'is', null)
    .returningAll();
}

/** Changes an incident, open or over, once the catch-up of quiet hours tells of it. */
export async function changeCaughtUp(trx: Transaction<Schema>, id: number, columns: Columns): Promise<void> {
  await trx
    .updateTable('incidents')
    .set({ ...columns, ...RAISED })
    .where('id', '=', id)
    .execute();
}

/** What was read of the open incident of a kind, or of its cooldown, is true no more. */
export async function raiseVersion(trx: Transaction<Schema>, key: KeyColumns): Promise<void> {
  await trx
    .updateTable('incidents')
    .set(RAISED)
    .where((eb) => eb.and({ ...key }))
    .where('ended_at', 'is', null)
    .execute();
}

/** Answers what has ended by that. */
export function endAll(trx: Transaction<Schema>, guildId: string, now: Millis) {
  return trx
    .updateTable('incidents')
    .set({ ended_at: now, closed_at: now, quiet_since: null, ...RAISED })
    .where('guild_id', '=', guildId)
    .where('ended_at', 'is', null)
    .returningAll()
    .execute();
}

/** A mute ends at another moment than its incidents name. */
export async function moveMuteEnd(trx: Transaction<Schema>, guildId: string, from: Millis, to: Millis): Promise<void> {
  await trx
    .updateTable('incidents')
    .set({ muted_until: to, ...RAISED })
    .where('guild_id', '=', guildId)
    .where('muted_until', '=', from)
    .execute();
}
