import { type RawBuilder, sql } from 'kysely';

/** Texts of our own for an `in (…)`, written into the statement itself. */
export function literals(texts: readonly string[]): RawBuilder<unknown> {
  return sql.join(texts.map((text) => sql.lit(text)));
}

/** A limit as part of the statement. SQLite plans a statement again at each run if its limit is a parameter. */
export function atMost(rows: number): RawBuilder<number> {
  return sql.lit(rows);
}
