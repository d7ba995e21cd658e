import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import { LONGEST_STEADY_GAP_MS, LONGEST_STEP_MS } from '../monitor/record/listening.ts';
import { BUCKET_MS } from '../monitor/record/openBuckets.ts';
import { SET_BACK_MS } from '../monitor/record/watchedClock.ts';
import type { Millis } from '../monitor/time.ts';
import { forUpdate } from './dialect.ts';
import { prepared } from './prepared.ts';
import { redate } from './redate.ts';
import { redateMutes } from './redateMutes.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['listening']>;

/** `forgetSketches` lets go of those that are kept in memory. */
const listeningRow = prepared((db, { pipeline }: { readonly pipeline: string }) =>
  db.selectFrom('listening').selectAll().where('pipeline', '=', pipeline).compile(),
);

export function createListening(db: Kysely<Schema>, forgetSketches: () => void): Store['listening'] {
  const find = (pipeline: string) => listeningRow(db, { pipeline }).then(([row]) => row);

  return {
    async beat(pipeline, now, meant = now) {
      const before = await find(pipeline);
      if (before === undefined) {
        await begin(db, pipeline, now);
        return 0;
      }
      const setBackMs = setBackBy(before.last_at, meant, now);
      // A clock that was ahead for less time than passes between two beats was so by itself: what it had gone on from before is right.
      const steadySince = before.last_at - now > SET_BACK_MS ? before.steady_since : meant;
      const setBack = { byMs: setBackMs, steadySince };
      // First, so that a process that ends meanwhile finds the same again. A mute may also be of another machine's clock.
      if (setBackMs > 0) await redate(db, now, setBack, forgetSketches);
      else await redateMutes(db, now, 0);
      await db.transaction().execute((trx) => goOn(trx, pipeline, now));
      return setBackMs;
    },

    async read(pipeline, now) {
      const row = await find(pipeline);
      if (row === undefined) return null;
      return {
        listenedMs: row.listened_ms + stepMs(row, now),
        steadySince: Math.min(row.steady_since, now),
        arrivedAt: row.arrived_at === null ? null : Math.min(row.arrived_at, now),
        arrivedListenedMs: row.arrived_listened_ms,
      };
    },
  };
}

function setBackBy(lastAt: Millis, meant: Millis, now: Millis): Millis {
  const byMs = Math.max(lastAt, meant) - now;
  return byMs > SET_BACK_MS ? byMs : 0;
}

function stepMs({ last_at }: Row, now: Millis): Millis {
  return Math.min(Math.max(now - last_at, 0), LONGEST_STEP_MS);
}

/** What came before we began to count arrivals came at the latest now. */
async function begin(db: Kysely<Schema>, pipeline: string, now: Millis): Promise<void> {
  const { newest } = await db
    .selectFrom('solve_buckets')
    .select(({ fn }) => fn.max<number | null>('start').as('newest'))
    .where('pipeline', '=', pipeline)
    .where('start', '<=', now)
    .executeTakeFirstOrThrow();
  const arrived = newest === null ? null : Math.min(newest + BUCKET_MS, now);
  await db
    .insertInto('listening')
    .values({
      pipeline,
      last_at: now,
      listened_ms: 0,
      steady_since: now,
      arrived_at: arrived,
      arrived_listened_ms: arrived === null ? null : 0,
    })
    // Another process has begun.
    .onConflict((oc) => oc.column('pipeline').doNothing())
    .execute();
}

/** The row is held meanwhile, so that two processes never count the same time twice. */
async function goOn(trx: Transaction<Schema>, pipeline: string, now: Millis): Promise<void> {
  const { rows } = await sql<Row>`select * from listening where pipeline = ${pipeline} ${forUpdate(trx)}`.execute(trx);
  const [row] = rows;
  if (row === undefined) return;
  const isSetBack = row.last_at - now > SET_BACK_MS;
  const isSteady = !isSetBack && now - row.last_at <= LONGEST_STEADY_GAP_MS;
  await trx
    .updateTable('listening')
    .set({
      last_at: isSetBack ? now : Math.max(row.last_at, now),
      listened_ms: row.listened_ms + stepMs(row, now),
      steady_since: isSteady ? row.steady_since : now,
      ...(row.arrived_at === null ? {} : { arrived_at: Math.min(row.arrived_at, now) }),
    })
    .where('pipeline', '=', pipeline)
    .execute();
}

/** Within the transaction that writes the results: what arrived is noted exactly if they were taken. */
export async function noteArrival(trx: Kysely<Schema>, pipelines: readonly string[], at: Millis): Promise<void> {
  const now = sql`cast(${at} as bigint)`;
  const step = sql.lit(LONGEST_STEP_MS);
  const stepSinceBeat = sql<number>`case when ${now} < last_at then 0 when ${now} - last_at > ${step} then ${step}
    else ${now} - last_at end`;
  await trx
    .updateTable('listening')
    .set((eb) => ({ arrived_at: at, arrived_listened_ms: eb('listened_ms', '+', stepSinceBeat) }))
    .where('pipeline', 'in', [...pipelines])
    .execute();
}

/** Every flush would hold the row that other processes write too; a second sooner or later makes no silence. */
const NOTED_EVERY_MS: Millis = 1_000;

/** Says which pipelines' arrivals are to be noted. */
export function createArrivalPace() {
  const notedAt = new Map<string, Millis>();
  return {
    due: (pipelines: Iterable<string>, at: Millis) =>
      [...new Set(pipelines)].filter((pipeline) => {
        const last = notedAt.get(pipeline);
        return last === undefined || at < last || at - last >= NOTED_EVERY_MS;
      }),
    noted(pipelines: readonly string[], at: Millis): void {
      for (const pipeline of pipelines) notedAt.set(pipeline, at);
    },
  };
}
