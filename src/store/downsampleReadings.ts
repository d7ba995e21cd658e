import { type Kysely, sql } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import { METRICS, type Metric } from '../monitor/types.ts';
import { inOneView } from './inOneView.ts';
import { atMost } from './literals.ts';
import type { Schema } from './schema.ts';
import { pipelinesOf } from './sumTables.ts';

interface DownsamplingOptions {
  /** Readings of this age are downsampled, up to the age at which the next step does. */
  readonly olderThan: Millis;
  readonly youngerThan: Millis;
  /** One reading is left in each span of this length. */
  readonly into: Millis;
}

interface Series {
  readonly pipeline: string;
  readonly metric: Metric;
}

/** One batch looks at most at so many readings of each metric, so that nobody waits long for the writer. */
const BATCH_ROWS = 2_000;

/**
 * Leaves one reading in each span: of a queue the highest, because its peaks are asked for, of anything else the last,
 * which still holds at the end of the span. Readings are never late, so each process goes through them once and
 * remembers how far it came.
 */
export function createDownsampling(db: Kysely<Schema>, { olderThan, youngerThan, into }: DownsamplingOptions) {
  const doneUntil = new Map<string, Millis>();

  /** Answers whether there is more to do. */
  return async function downsample(now: Millis): Promise<boolean> {
    const limit = startOfSpan(now - olderThan, into);
    let more = false;
    for (const series of await seriesOf(db)) {
      const key = `${series.metric} ${series.pipeline}`;
      const from = doneUntil.get(key) ?? startOfSpan(now - youngerThan, into);
      const next = await downsampleBatch(db, series, from, limit, into);
      doneUntil.set(key, next ?? limit);
      more ||= next !== null;
    }
    return more;
  };
}

function startOfSpan(at: Millis, into: Millis): Millis {
  return at - (at % into);
}

async function seriesOf(db: Kysely<Schema>): Promise<readonly Series[]> {
  const pipelines = await pipelinesOf(db, 'readings');
  return pipelines.flatMap((pipeline) => METRICS.map((metric) => ({ pipeline, metric })));
}

/** Answers where the next batch begins; null if there is none. */
function downsampleBatch(
  db: Kysely<Schema>,
  { pipeline, metric }: Series,
  from: Millis,
  limit: Millis,
  into: Millis,
): Promise<Millis | null> {
  const batch = sql`select at, value from readings where pipeline = ${pipeline} and metric = ${metric}
    and at >= ${from} and at < ${limit} order by at limit ${atMost(BATCH_ROWS)}`;
  const bestFirst = metric === 'queueDepth' ? sql`value desc, at desc` : sql`at desc`;
  return inOneView(db, async (trx) => {
    const { rows } = await sql<{ n: number; last: Millis | null }>`select count(*) as n, max(at) as last
      from (${batch}) as batch`.execute(trx);
    const [{ n, last } = { n: 0, last: null }] = rows;
    if (last === null) return null;
    const placed = sql`select at, row_number() over (partition by at - at % ${into} order by ${bestFirst}) as place
      from (${batch}) as batch`;
    const surplus = await sql<{ at: Millis }>`select at from (${placed}) as placed where place > 1`.execute(trx);
    const times = surplus.rows.map(({ at }) => at);
    // Named one by one: as a part of the statement, PostgreSQL may read the batch again for every reading there is.
    if (times.length > 0) {
      await trx
        .deleteFrom('readings')
        .where('pipeline', '=', pipeline)
        .where('metric', '=', metric)
        .where('at', 'in', times)
        .execute();
    }
    // The last span may go on in the next batch, which then finds what this one left of it.
    return n === BATCH_ROWS ? startOfSpan(last, into) : null;
  });
}
