import type { Kysely, Transaction } from 'kysely';
import type { EscalationStep } from '../monitor/alerts/escalation.ts';
import type { EscalationStore } from '../monitor/ports/escalationStore.ts';
import { byGuild } from './byGuild.ts';
import { addChanges } from './changes.ts';
import { lockGuilds } from './lockGuilds.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;

/** A guild's own steps of escalation. */
export function createEscalations(db: Kysely<Schema>): EscalationStore {
  return {
    change: (guildId, changeFrom) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
        const own = (await escalationsOf(trx, guildId)).get(guildId) ?? null;
        const { steps, change } = changeFrom(own);
        await writeSteps(trx, guildId, steps);
        await addChanges(trx, guildId, [change]);
      }),
  };
}

const rowsOf = byGuild((db) => db.selectFrom('escalations').selectAll());

/** By guild; without an entry those of the settings hold. */
export async function escalationsOf(
  db: Db,
  guildId: string | null = null,
): Promise<ReadonlyMap<string, readonly EscalationStep[]>> {
  const rows = await rowsOf(db, guildId);
  return new Map(rows.map(({ guild_id, steps }) => [guild_id, readSteps(steps)]));
}

/** Written by `writeSteps` of this or an earlier version, and by nobody else. */
function readSteps(json: string): readonly EscalationStep[] {
  return JSON.parse(json) as readonly EscalationStep[];
}

export async function writeSteps(db: Db, guildId: string, own: readonly EscalationStep[] | null): Promise<void> {
  if (own === null) {
    await db.deleteFrom('escalations').where('guild_id', '=', guildId).execute();
    return;
  }
  const steps = JSON.stringify(own);
  await db
    .insertInto('escalations')
    .values({ guild_id: guildId, steps })
    .onConflict((oc) => oc.column('guild_id').doUpdateSet({ steps }))
    .execute();
}
