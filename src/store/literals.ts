import { type RawBuilder, sql } from 'kysely';

/** Texts of our own for an `in (…)`, written into the statement itself. */
export function literals(texts: readonly string[]): RawBuilder<unknown> {
  return sql.join(texts.map((text) => sql.lit(text)));
}
