import { type RawBuilder, sql } from 'kysely';

/** The epoch of a row that a process takes: one more than before, unless the process holds it already. */
export function nextEpoch(table: 'leases' | 'shards', holder: string): RawBuilder<number> {
  const [epoch, before] = [sql.ref(`${table}.epoch`), sql.ref(`${table}.holder`)];
  return sql<number>`${epoch} + case when ${before} = ${holder} then 0 else 1 end`;
}
