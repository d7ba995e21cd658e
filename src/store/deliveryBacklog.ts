import type { Kysely } from 'kysely';
import { SUPPRESSIONS } from '../monitor/delivery/outcome.ts';
import type { Backlog } from '../monitor/ports/deliveryQueue.ts';
import type { Schema } from './schema.ts';

/** What waits for all guilds together; what is suppressed on purpose is not late. */
export async function deliveryBacklog(db: Kysely<Schema>): Promise<Backlog> {
  const row = await db
    .selectFrom('deliveries')
    .select(({ fn }) => [fn.countAll().as('waiting'), fn.min('created_at').as('since')])
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .where((eb) => eb.or([eb('retry_why', 'is', null), eb('retry_why', 'not in', SUPPRESSIONS)]))
    .executeTakeFirst();
  return { waiting: Number(row?.waiting ?? 0), since: row?.since == null ? null : Number(row.since) };
}
