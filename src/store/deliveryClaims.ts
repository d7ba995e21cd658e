import { type Kysely, sql, type Transaction } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import { isDue, isFree, type Times } from './deliveryOrder.ts';
import type { DeliveryRow } from './deliveryRows.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;

/** Every change of who has taken a message to send it; what becomes of it is in the table of deliveries. */

/** Until when a message is held, and by which process. */
export interface Claim {
  readonly until: Millis;
  readonly by: string | null;
}

/** Claims the row of a guild that is due first, unless somebody else was faster. */
export async function claimRow(db: Db, guildId: string, times: Times, claim: Claim): Promise<DeliveryRow | undefined> {
  return (await claimFirst(db, { guildId, ...claim, ...times }))[0];
}

// Whether it is free is asked again by the statement that writes: with two sessions on PostgreSQL both would take the row without it.
const claimFirst = prepared((db, values: Times & Claim & { readonly guildId: string }) =>
  sql<DeliveryRow>`update deliveries set claimed_until = ${values.until}, claimed_by = ${values.by}, attempts = attempts + 1, retry_why = null
    where id = (select mine.id from deliveries as mine where mine.guild_id = ${values.guildId}
      and ${isDue('mine', values)} order by mine.not_before, mine.id limit 1)
    and ${isFree('deliveries', values)} returning *`.compile(db),
);

/** Takes a row that nobody else has taken, to be sent in the message of another; undefined where somebody was faster. */
export async function joinDelivery(
  db: Db,
  id: number,
  leader: number,
  times: Times,
  { until, by }: Claim,
): Promise<DeliveryRow | undefined> {
  return db
    .updateTable('deliveries')
    .set({
      group_id: leader,
      claimed_until: until,
      claimed_by: by,
      attempts: sql<number>`attempts + 1`,
      retry_why: null,
    })
    .where('id', '=', id)
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .where('group_id', 'is', null)
    .where('uncertain_at', 'is', null)
    .where(isFree('deliveries', times))
    .returningAll()
    .executeTakeFirst();
}

/** Claims of a process that is gone. */
export async function forgetClaims(db: Db): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ claimed_until: null, claimed_by: null })
    .where('delivered_at', 'is', null)
    .execute();
}
