import type { Transaction } from 'kysely';
import type { Page } from '../monitor/ports/outsideReceiver.ts';
import { readPaged } from './incidentRows.ts';
import { changeOpen } from './incidentTable.ts';
import { wasOvertaken } from './pageTable.ts';
import { parseStored, storedJson } from './parseRenamed.ts';
import type { Schema } from './schema.ts';

/** What a receiver knows of an incident, once a page was given up: by those that arrived, or may have, or still wait. */
export async function forgetPaged(trx: Transaction<Schema>, incidentId: number, receiver: string): Promise<void> {
  const row = await trx
    .selectFrom('incidents')
    .select(['guild_id', 'paged'])
    .where('id', '=', incidentId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return;
  const { [receiver]: before, ...others } = readPaged(row.paged);
  if (before === undefined) return;
  const all = await trx
    .selectFrom('pages')
    .select(['page_key', 'page', 'gave_up_at', 'gave_up_why', 'sending_since'])
    .where('incident_id', '=', incidentId)
    .where('receiver', '=', receiver)
    .where('event', '=', 'trigger')
    .execute();
  const triggers = all.filter((one) => one.gave_up_at === null || wasOvertaken(one));
  const endings = before.endings.filter((ending) => triggers.some(({ page_key }) => endingIn(page_key) === ending));
  const isCritical = triggers.some(({ page }) => (parseStored(page) as Page).severity === 'critical');
  const left =
    endings.length === 0 ? {} : { [receiver]: { ...before, severity: isCritical ? 'critical' : 'warning', endings } };
  await changeOpen(trx, row.guild_id, incidentId, { paged: storedJson({ ...others, ...left }) }).execute();
}

/** A key without one ends in the moment at which the incident began. */
function endingIn(pageKey: string): string {
  return ENDING.exec(pageKey)?.[0] ?? '';
}

const ENDING = /\/(?:critical|again-[\da-z]+)$/;
