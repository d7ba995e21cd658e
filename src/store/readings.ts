import { type Kysely, sql, type Transaction } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import type { Metric, Reading } from '../monitor/types.ts';
import type { Schema } from './schema.ts';

const ALWAYS: Millis = Number.MAX_SAFE_INTEGER;
/** A reading that is older than this says nothing about now: its source has stopped. */
const HELD_MS: Millis = 10 * MINUTE;

/** Read from CaptchaAI, so another API key means another account. */
const OF_ACCOUNT: ReadonlySet<Metric> = new Set(['balance', 'threadsBusy', 'threadsTotal']);

export function createReadings(db: Kysely<Schema>): Store['readings'] {
  const rowsOf = (pipeline: string, metric: Metric) =>
    db
      .selectFrom('readings')
      .where('pipeline', '=', pipeline)
      .where('metric', '=', metric)
      .$if(OF_ACCOUNT.has(metric), (query) =>
        query.where(
          'at',
          '>=',
          sql<Millis>`coalesce((select key_since from provider_health where account = ${pipeline}), 0)`,
        ),
      );

  const of = (pipeline: string, metric: Metric) => rowsOf(pipeline, metric).select(['at', 'value']);

  async function newest(pipeline: string, metric: Metric, until: Millis = ALWAYS) {
    const row = await of(pipeline, metric).where('at', '<=', until).orderBy('at', 'desc').limit(1).executeTakeFirst();
    return row === undefined ? null : { metric, ...row };
  }

  return {
    async add(pipeline, readings) {
      if (readings.length === 0) return;
      // In a transaction, as only of its end it is known whether it was answered.
      await db.transaction().execute((trx) => insertReadings(trx, pipeline, readings));
    },
    newest,
    async since(pipeline, metric, from, until = ALWAYS) {
      const [held, rows] = await Promise.all([
        newest(pipeline, metric, Math.min(from - 1, until)),
        of(pipeline, metric).where('at', '>=', from).where('at', '<=', until).orderBy('at').execute(),
      ]);
      const later = rows.map((row) => ({ metric, ...row }));
      return held === null ? later : [held, ...later];
    },
    async peak(pipeline, metric, from, to) {
      const [held, within] = await Promise.all([
        newest(pipeline, metric, from),
        rowsOf(pipeline, metric)
          .select(({ fn }) => fn.max<number | null>('value').as('value'))
          .where('at', '>=', from)
          .where('at', '<', to)
          .executeTakeFirst(),
      ]);
      const values = [within?.value ?? null, held !== null && held.at >= from - HELD_MS ? held.value : null];
      const known = values.filter((value) => value !== null);
      return known.length === 0 ? null : Math.max(...known);
    },
  };
}

/** Of two readings of one metric and moment the one that came last counts. There must be at least one. */
export async function insertReadings(
  trx: Transaction<Schema>,
  pipeline: string,
  readings: readonly Reading[],
): Promise<void> {
  await trx
    .insertInto('readings')
    .values(lastOfEachMoment(readings).map((reading) => ({ pipeline, ...reading })))
    .onConflict((oc) =>
      oc.columns(['pipeline', 'metric', 'at']).doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })),
    )
    .execute();
}

/** One statement of PostgreSQL cannot write a row twice. */
function lastOfEachMoment(readings: readonly Reading[]): readonly Reading[] {
  return [...new Map(readings.map((reading) => [`${reading.metric} ${reading.at}`, reading])).values()];
}
