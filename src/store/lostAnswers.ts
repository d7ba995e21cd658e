import { type Kysely, sql } from 'kysely';
import { atMost } from './literals.ts';
import { STORED_ON_PURPOSE } from './reasons.ts';
import type { Schema } from './schema.ts';

/** Older messages say nothing of how it is now. */
const NEWEST = 20_000;

/** The guilds whose last failure was that no answer came, without an arrival since; one look for all of them. */
export async function lostAnswers(db: Kysely<Schema>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ guild_id: string }>`
    select guild_id from (
      select guild_id, delivered_at, gave_up_at, gave_up_why from deliveries order by id desc limit ${atMost(NEWEST)}
    ) as newest
    group by guild_id
    having max(case when gave_up_why = 'answerLost' then gave_up_at end) > coalesce(max(delivered_at), 0)
      and max(case when gave_up_why = 'answerLost' then gave_up_at end)
        >= max(case when gave_up_why not in (${sql.join([...STORED_ON_PURPOSE])}) then gave_up_at end)`.execute(db);
  return new Set(rows.map(({ guild_id }) => guild_id));
}
