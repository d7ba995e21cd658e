import { type Kysely, sql, type Transaction } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import type { Metric, Reading } from '../monitor/types.ts';
import { atMost } from './literals.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

const ALWAYS: Millis = Number.MAX_SAFE_INTEGER;
/** A reading that is older than this says nothing about now: its source has stopped. */
const HELD_MS: Millis = 10 * MINUTE;

/** Read from CaptchaAI, so another API key means another account. */
const OF_ACCOUNT: ReadonlySet<Metric> = new Set(['balance', 'threadsBusy', 'threadsTotal']);

interface Series {
  readonly pipeline: string;
  readonly metric: Metric;
}

interface Span extends Series {
  readonly from: Millis;
  readonly to: Millis;
}

/** What is read of one series, whether it is one of an account or not. */
function readsOf(isOfAccount: boolean) {
  const rowsOf = (db: Kysely<Schema>, { pipeline, metric }: Series) =>
    db
      .selectFrom('readings')
      .where('pipeline', '=', pipeline)
      .where('metric', '=', metric)
      .$if(isOfAccount, (query) =>
        query.where(
          'at',
          '>=',
          sql<Millis>`coalesce((select key_since from provider_health where account = ${pipeline}), 0)`,
        ),
      );
  const readingsOf = (db: Kysely<Schema>, series: Series) => rowsOf(db, series).select(['at', 'value']);
  return {
    newest: prepared((db, span: Omit<Span, 'from'>) =>
      readingsOf(db, span).where('at', '<=', span.to).orderBy('at', 'desc').limit(atMost(1)).compile(),
    ),
    since: prepared((db, span: Span) =>
      readingsOf(db, span).where('at', '>=', span.from).where('at', '<=', span.to).orderBy('at').compile(),
    ),
    peak: prepared((db, span: Span) =>
      rowsOf(db, span)
        .select(({ fn }) => fn.max<number | null>('value').as('value'))
        .where('at', '>=', span.from)
        .where('at', '<', span.to)
        .compile(),
    ),
  };
}

const [ofAccounts, ofPipelines] = [readsOf(true), readsOf(false)];
const readsFor = (metric: Metric) => (OF_ACCOUNT.has(metric) ? ofAccounts : ofPipelines);

export function createReadings(db: Kysely<Schema>): Store['readings'] {
  async function newest(pipeline: string, metric: Metric, until: Millis = ALWAYS) {
    const [row] = await readsFor(metric).newest(db, { pipeline, metric, to: until });
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
        readsFor(metric).since(db, { pipeline, metric, from, to: until }),
      ]);
      const later = rows.map((row) => ({ metric, ...row }));
      return held === null ? later : [held, ...later];
    },
    async peak(pipeline, metric, from, to) {
      const [held, [within]] = await Promise.all([
        newest(pipeline, metric, from),
        readsFor(metric).peak(db, { pipeline, metric, from, to }),
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
