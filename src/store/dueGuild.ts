import { type CompiledQuery, type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import { isInTime, isOf, isTooFarAhead, mayLeave, type Times, timesAt, URGENCIES } from './deliveryOrder.ts';
import { forUpdateOfSkipLocked } from './dialect.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

/**
 * The guild whose message is due first, held until the transaction ends: a transaction that writes messages for it holds it too, and
 * coalescing must not cross that. Guilds that another process holds have their turn there.
 */
export async function lockDueGuild(trx: Transaction<Schema>, now: Millis): Promise<string | null> {
  const times = timesAt(now);
  for (const ask of asked) {
    const [guild] = await ask(trx, times);
    if (guild !== undefined) return guild.id;
  }
  return null;
}

type Build = (db: Kysely<Schema>, times: Times) => CompiledQuery<{ readonly id: string }>;

const first =
  (which: (times: Times) => RawBuilder<boolean>): Build =>
  (db, times) =>
    sql<{ readonly id: string }>`
      select guilds.id from deliveries as mine join guilds on guilds.id = mine.guild_id
      where ${which(times)} and ${mayLeave('mine', times)} order by mine.not_before, mine.id limit 1
      ${forUpdateOfSkipLocked(db, 'guilds')}`.compile(db);

/**
 * Asked one after the other: for what is critical, for the others, and for what a clock that was ahead has written. Each is read in the order
 * of an index, and no further than to the first row that may leave.
 */
export const DUE_GUILD: readonly Build[] = [
  ...URGENCIES.map((urgency) =>
    first((times) => sql<boolean>`${isOf(urgency, 'mine')} and ${isInTime('mine', times)}`),
  ),
  first((times) => isTooFarAhead('mine', times)),
];

const asked = DUE_GUILD.map((build) => prepared(build));
