import type { Transaction } from 'kysely';
import { readPaged } from './incidentRows.ts';
import { changeOpen } from './incidentTable.ts';
import type { Schema } from './schema.ts';

/** A receiver was not told of an incident after all. */
export async function forgetPaged(trx: Transaction<Schema>, incidentId: number, receiver: string): Promise<void> {
  const row = await trx
    .selectFrom('incidents')
    .select(['guild_id', 'paged'])
    .where('id', '=', incidentId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return;
  const { [receiver]: _told, ...others } = readPaged(row.paged);
  await changeOpen(trx, row.guild_id, incidentId, { paged: JSON.stringify(others) }).execute();
}
