import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import { isInTime, isOf, isTooFarAhead, mayLeave, URGENCIES } from './deliveryOrder.ts';
import { forUpdateOfSkipLocked } from './dialect.ts';
import type { Schema } from './schema.ts';

/**
 * The guild whose message is due first, held until the transaction ends: a transaction that writes messages for it holds it too, and
 * coalescing must not cross that. Guilds that another process holds have their turn there.
 */
export async function lockDueGuild(trx: Transaction<Schema>, now: Millis): Promise<string | null> {
  for (const query of dueGuildQueries(trx, now)) {
    const { rows } = await query.execute(trx);
    if (rows[0] !== undefined) return rows[0].id;
  }
  return null;
}

/**
 * Asked one after the other: for what is critical, for the others, and for what a clock that was ahead has written. Each is read in the order
 * of an index, and no further than to the first row that may leave.
 */
export function dueGuildQueries(db: Kysely<Schema>, now: Millis): readonly RawBuilder<{ id: string }>[] {
  const first = (which: RawBuilder<unknown>) => sql<{ id: string }>`
    select guilds.id from deliveries as mine join guilds on guilds.id = mine.guild_id
    where ${which} and ${mayLeave('mine', now)} order by mine.not_before, mine.id limit 1
    ${forUpdateOfSkipLocked(db, 'guilds')}`;
  const inTime = URGENCIES.map((urgency) => first(sql`${isOf(urgency, 'mine')} and ${isInTime('mine', now)}`));
  return [...inTime, first(isTooFarAhead('mine', now))];
}
