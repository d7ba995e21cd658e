import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isPostgres } from '../dialect.ts';

/** What a guild chose in tables of its own; of the live status only where it is, not what it shows. */
const PARTS = [
  { table: 'guild_pipelines', columns: null },
  { table: 'quiet_hours', columns: null },
  { table: 'escalations', columns: null },
  { table: 'on_call', columns: null },
  { table: 'live_status', columns: ['is_on', 'channel_id'] },
  { table: 'notified_top_ups', columns: null },
] as const;

type Part = (typeof PARTS)[number];

/**
 * Each guild gets a number that is another one after every change of it, so that who has read all guilds reads again only those that changed. The
 * database itself counts it: no writer can forget it, an earlier version beside this one neither.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table guilds add column revision bigint not null default 0`.execute(db);
  await (isPostgres(db) ? postgresTriggers(db) : sqliteTriggers(db));
}

/** By time: a copy that takes over may have missed the last changes, and must not come to the same number by others. */
async function postgresTriggers(db: Kysely<unknown>): Promise<void> {
  await sql`create function revise_guild() returns trigger language plpgsql as $$ begin
    new.revision := greatest(old.revision + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint);
    return new;
  end $$`.execute(db);
  await sql`create trigger guild_revised before update on guilds
    for each row execute function revise_guild()`.execute(db);
  await sql`create function revise_guild_of_part() returns trigger language plpgsql as $$ begin
    update guilds set revision = revision where id = coalesce(new.guild_id, old.guild_id);
    return null;
  end $$`.execute(db);
  for (const part of PARTS) {
    await sql`create trigger ${sql.id(`${part.table}_revised`)} after insert or delete or ${update(part)}
      on ${sql.table(part.table)} for each row execute function revise_guild_of_part()`.execute(db);
  }
}

async function sqliteTriggers(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger guild_revised after update on guilds when new.revision = old.revision begin
    update guilds set revision = old.revision + 1 where id = new.id;
  end`.execute(db);
  for (const part of PARTS) {
    await reviseAfter(db, part, 'insert', 'new');
    await reviseAfter(db, part, 'update', 'new');
    await reviseAfter(db, part, 'delete', 'old');
  }
}

async function reviseAfter(db: Kysely<unknown>, part: Part, event: string, row: 'new' | 'old'): Promise<void> {
  await sql`create trigger ${sql.id(`${part.table}_${event}_revised`)}
    after ${event === 'update' ? update(part) : sql.raw(event)} on ${sql.table(part.table)} begin
    update guilds set revision = revision + 1 where id = ${sql.ref(`${row}.guild_id`)};
  end`.execute(db);
}

function update({ columns }: Part): RawBuilder<unknown> {
  return columns === null ? sql`update` : sql`update of ${sql.join(columns.map((column) => sql.ref(column)))}`;
}
