import { type RawBuilder, sql } from 'kysely';

/** Texts of our own for an `in (…)`, written into the statement itself. */
export function literals(texts: readonly string[]): RawBuilder<unknown> {
  return sql.join(texts.map((text) => sql.lit(text)));
}

/** How many rows at most, written into the statement: SQLite plans a statement anew each time it is run with a bound one. */
export function atMost(rows: number): RawBuilder<number> {
  return sql.lit(rows);
}
