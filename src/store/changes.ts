import type { Kysely } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import { AUDIT_ACTIONS, type Change } from '../monitor/settings/audit.ts';
import type { Schema } from './schema.ts';

export function createChanges(db: Kysely<Schema>): Store['changes'] {
  return {
    async recent(guildId, limit) {
      const rows = await db
        .selectFrom('changes')
        .selectAll()
        .where('guild_id', '=', guildId)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.flatMap(({ at, by_id, by_name, action: text, subject, before, after }): Change[] => {
        const action = AUDIT_ACTIONS.find((known) => known === text);
        if (action === undefined) return [];
        return [{ at, by: { userId: by_id, name: by_name }, action, subject, before, after }];
      });
    },
  };
}

/** Part of the transaction that makes the change: nothing is changed that nobody can read of. */
export async function addChanges(db: Kysely<Schema>, guildId: string, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await db
    .insertInto('changes')
    .values(
      changes.map(({ at, by, action, subject, before, after }) => ({
        guild_id: guildId,
        at,
        by_id: by.userId,
        by_name: by.name,
        action,
        subject,
        before,
        after,
      })),
    )
    .execute();
}
