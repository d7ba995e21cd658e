import type { Selectable, Transaction } from 'kysely';
import { pagesAbout } from '../monitor/alerts/paged.ts';
import type { Page } from '../monitor/ports/outsideReceiver.ts';
import type { Millis } from '../monitor/time.ts';
import { toIncident, toKind } from './incidentRows.ts';
import { atMost } from './literals.ts';
import { addPages } from './pageTable.ts';
import { parseStored } from './parseRenamed.ts';
import type { Schema } from './schema.ts';

/** Tells receivers outside, where they were notified of an incident, that somebody is on it or that it is over. */
export async function pageAbout(
  trx: Transaction<Schema>,
  row: Selectable<Schema['incidents']>,
  event: 'acknowledge' | 'resolve',
  now: Millis,
): Promise<void> {
  const kind = toKind(row.kind);
  if (kind === undefined || row.paged === null) return;
  const first = await trx
    .selectFrom('pages')
    .select('page')
    .where('incident_id', '=', row.id)
    .orderBy('id')
    .limit(atMost(1))
    .executeTakeFirst();
  const subject = first === undefined ? null : (parseStored(first.page) as Page).subject;
  const pages = pagesAbout(event, toIncident(row), subject, event === 'resolve' ? now : null, now);
  await addPages(trx, { guildId: row.guild_id, pipeline: row.pipeline, kind }, row.id, pages, now);
}
