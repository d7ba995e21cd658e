import type { Kysely } from 'kysely';
import { chunks } from '../monitor/chunks.ts';
import type { StoredGuild } from '../monitor/ports/guildStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import { escalationsOf } from './escalations.ts';
import { routesOf } from './guildRoutes.ts';
import { livePlacesOf } from './liveTable.ts';
import { notifiedTopUps } from './notifiedTopUps.ts';
import { rotasOf } from './onCall.ts';
import { prepared } from './prepared.ts';
import { quietHoursOf } from './quietHours.ts';
import type { Schema } from './schema.ts';
import { type Parts, toGuild } from './toGuild.ts';

interface Kept {
  readonly revision: number;
  readonly guild: StoredGuild;
}

/** As many as a statement takes. */
const AT_ONCE = 500;
/** Of more than these the tables of all guilds are read: each takes a query. */
const ONE_BY_ONE = 5;

/** Guilds in which the bot is. Every few seconds somebody asks for all, and each message for its own, so what did not change since is not read again. */
export function createPresentGuilds(db: Kysely<Schema>): Pick<Store['guilds'], 'present' | 'get'> {
  let kept: Map<string, Kept> = new Map();

  return {
    async present() {
      const rows = await revisions(db, {});
      const changed = rows.filter(({ id, revision }) => kept.get(id)?.revision !== revision).map(({ id }) => id);
      const read = await readGuilds(db, changed);
      const now = new Map<string, Kept>();
      for (const { id } of rows) {
        const one = read.get(id) ?? kept.get(id);
        if (one !== undefined) now.set(id, one);
      }
      // Of two who ask at a time, one may have read less: whatever is missing, or older, is read again next time.
      kept = now;
      return [...now.values()].map(({ guild }) => guild);
    },
    async get(guildId) {
      const [row] = await revision(db, { guildId });
      const known = kept.get(guildId);
      if (row === undefined) {
        // One that is seen again after it was forgotten counts from the start.
        kept.delete(guildId);
        return null;
      }
      if (row.revision === known?.revision) return known.guild;
      const read = (await readGuilds(db, [guildId])).get(guildId);
      if (read !== undefined) kept.set(guildId, read);
      return read?.guild ?? null;
    },
  };
}

/** Rows first: what is written in the other tables after that has another revision. */
async function readGuilds(db: Kysely<Schema>, guildIds: readonly string[]): Promise<ReadonlyMap<string, Kept>> {
  const kept = new Map<string, Kept>();
  for (const batch of chunks(guildIds, AT_ONCE)) {
    const rows = await present(db).where('id', 'in', batch).execute();
    const partsOf = rows.length > ONE_BY_ONE ? await partsIn(db) : null;
    for (const row of rows) {
      const { id, revision } = row;
      kept.set(id, { revision, guild: toGuild(row, (partsOf ?? (await partsIn(db, id)))(id)) });
    }
  }
  return kept;
}

const present = (db: Kysely<Schema>) => db.selectFrom('guilds').selectAll().where('left_at', 'is', null);
const revisions = prepared((db) =>
  db.selectFrom('guilds').select(['id', 'revision']).where('left_at', 'is', null).orderBy('id').compile(),
);
const revision = prepared((db, { guildId }: { readonly guildId: string }) =>
  db.selectFrom('guilds').select('revision').where('left_at', 'is', null).where('id', '=', guildId).compile(),
);

/** Of one guild, or of all. */
async function partsIn(db: Kysely<Schema>, guildId?: string): Promise<(guildId: string) => Parts> {
  const [topUps, routes, quiet, steps, rotas, live] = await Promise.all([
    notifiedTopUps(db, guildId),
    routesOf(db, guildId),
    quietHoursOf(db, guildId),
    escalationsOf(db, guildId),
    rotasOf(db, guildId),
    livePlacesOf(db, guildId),
  ]);
  return (id) => ({
    notifiedTopUps: topUps.get(id) ?? {},
    routes: routes.get(id) ?? {},
    quietHours: quiet.get(id) ?? null,
    escalation: steps.get(id) ?? null,
    onCall: rotas.get(id) ?? null,
    live: live.get(id) ?? null,
  });
}
