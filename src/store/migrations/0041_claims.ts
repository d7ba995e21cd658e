import { type Kysely, sql } from 'kysely';

/** Who has taken what is to be sent: a process that is gone can be told apart from one that is slow, and one that was slow sends nothing that another has taken since. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['deliveries', 'pages']) {
    await sql`alter table ${sql.table(table)} add column claimed_by text`.execute(db);
    await sql`create index ${sql.id(`${table}_claimed`)} on ${sql.table(table)} (claimed_by)
      where claimed_until is not null and delivered_at is null and gave_up_at is null`.execute(db);
  }
}
