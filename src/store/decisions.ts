import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { NotedDecision, PastDecision } from '../monitor/ports/decisionStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import { transactLightly } from './dialect.ts';
import { readFacts, toKind } from './incidentRows.ts';
import { toMute } from './muteRows.ts';
import { toReason, toState, toUnknownWhy } from './reasons.ts';
import type { Schema } from './schema.ts';

/** So many that a statement costs little beside its rows, and so few that what is built for it is gone soon. */
const ROWS_A_STATEMENT = 100;

export function createDecisions(db: Kysely<Schema>): Store['decisions'] {
  return {
    async current(pipeline) {
      const rows = await db
        .selectFrom('decisions')
        .select(['guild_id', 'kind', 'at', 'state', 'reason', 'mute_id'])
        .where('pipeline', '=', pipeline)
        .where('until', 'is', null)
        .execute();
      return rows.flatMap(({ guild_id: guildId, mute_id: muteId, at, ...texts }) => {
        const [kind, state, reason] = [toKind(texts.kind), toState(texts.state), toReason(texts.reason)];
        // Written by another version: whatever comes now is a change.
        if (kind === undefined || state === undefined || reason === undefined) return [];
        return [{ guildId, kind, at, state, reason, muteId }];
      });
    },

    async add(pipeline, decisions) {
      for (let i = 0; i < decisions.length; i += ROWS_A_STATEMENT) {
        const batch = decisions.slice(i, i + ROWS_A_STATEMENT);
        // They tell why something was sent or not, and decide nothing: an alert is not to wait until they are on disk.
        await transactLightly(db, (trx) => begin(trx, pipeline, batch));
      }
    },

    async between({ guildId, pipeline, kind }, from, to, limit) {
      const rows = await db
        .selectFrom('decisions')
        .selectAll()
        .where((eb) => eb.and({ guild_id: guildId, pipeline, kind }))
        .where('at', '<=', to)
        .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', from)]))
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      const mutes = await mutesOf(db, rows);
      return rows.flatMap((row) => toPast(row, mutes));
    },
  };
}

async function begin(trx: Transaction<Schema>, pipeline: string, decisions: readonly NotedDecision[]): Promise<void> {
  const keys = decisions.map(({ guildId, kind }) => sql`(${guildId}, ${kind})`);
  const [first] = decisions;
  if (first === undefined) return;
  await sql`update decisions set until = ${first.at}
    where pipeline = ${pipeline} and until is null and (guild_id, kind) in (values ${sql.join(keys)})`.execute(trx);
  await trx
    .insertInto('decisions')
    .values(
      decisions.map(({ guildId, kind, at, state, reason, facts, why, threshold, muteId }) => ({
        guild_id: guildId,
        pipeline,
        kind,
        at,
        state,
        reason,
        facts: facts === null ? null : JSON.stringify(facts),
        why,
        threshold: threshold === null ? null : String(threshold),
        mute_id: muteId,
      })),
    )
    .execute();
}

type Row = Selectable<Schema['decisions']>;

async function mutesOf(db: Kysely<Schema>, rows: readonly Row[]) {
  const ids = [...new Set(rows.flatMap(({ mute_id }) => (mute_id === null ? [] : [mute_id])))];
  if (ids.length === 0) return new Map<number, ReturnType<typeof toMute>>();
  const mutes = await db.selectFrom('mutes').selectAll().where('id', 'in', ids).execute();
  return new Map(mutes.map((row) => [row.id, toMute(row)]));
}

function toPast(row: Row, mutes: Awaited<ReturnType<typeof mutesOf>>): readonly PastDecision[] {
  const [kind, state, reason] = [toKind(row.kind), toState(row.state), toReason(row.reason)];
  if (kind === undefined || state === undefined || reason === undefined) return [];
  return [
    {
      kind,
      at: row.at,
      until: row.until,
      state,
      reason,
      facts: row.facts === null ? null : readFacts(row.facts),
      why: row.why === null ? null : (toUnknownWhy(row.why) ?? null),
      threshold: row.threshold === null ? null : Number(row.threshold),
      mute: row.mute_id === null ? null : (mutes.get(row.mute_id) ?? null),
    },
  ];
}
