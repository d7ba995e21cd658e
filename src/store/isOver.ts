import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Millis } from '../monitor/time.ts';

/**
 * Whether the moment until which something was taken has come. Nobody takes anything for longer than `forMs`, and clocks differ by less: what
 * lies further ahead was written by a clock that was ahead.
 */
export function isOver(column: string, now: Millis, forMs: Millis): RawBuilder<SqlBool> {
  return sql`(${sql.ref(column)} <= ${now} or ${sql.ref(column)} > ${now + 2 * forMs})`;
}
