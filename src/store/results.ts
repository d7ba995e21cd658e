import type { Kysely } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import type { OpenBuckets } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import { claimKeys } from './ingestKeys.ts';
import { createArrivalPace, noteArrival } from './listening.ts';
import { atMost } from './literals.ts';
import { prepared } from './prepared.ts';
import type { ResultReads } from './resultReads.ts';
import type { WriteResults } from './resultRows.ts';
import type { Schema } from './schema.ts';
import type { Sketches } from './sketches.ts';

export interface ResultParts {
  readonly sketches: Pick<Sketches, 'add' | 'forget'>;
  readonly reads: ResultReads;
  readonly write: WriteResults;
  /** Called with what was written. */
  readonly onAdded: (buckets: OpenBuckets) => void;
}

export function createResults(db: Kysely<Schema>, { sketches, reads, write, onAdded }: ResultParts): Store['results'] {
  const arrivals = createArrivalPace();

  return {
    async add(buckets, keyed = [], arrivedAt) {
      const came = [...buckets.sums.values(), ...keyed].map(({ pipeline }) => pipeline);
      const arrived = arrivedAt === undefined ? [] : arrivals.due(came, arrivedAt);
      let written = buckets;
      try {
        const outcomes = await write(async (rows) => {
          const outcomes = keyed.length === 0 ? [] : await claimKeys(rows.db, keyed);
          const counted = keyed.filter((_, i) => outcomes[i] === 'counted');
          const all = counted.length === 0 ? buckets : buckets.with(counted);
          written = all;
          await rows.addSums([...all.sums.values()]);
          await rows.addCodes([...all.codes.values()]);
          await sketches.add(rows.sketches, all);
          if (arrivedAt !== undefined && arrived.length > 0) await noteArrival(rows.db, arrived, arrivedAt);
          return outcomes;
        });
        if (arrivedAt !== undefined) arrivals.noted(arrived, arrivedAt);
        return outcomes;
      } catch (err) {
        sketches.forget();
        throw err;
      } finally {
        // Also where nobody knows whether it was written.
        onAdded(written);
      }
    },
    ...reads,
    async oldestAt(pipeline) {
      const row = await db
        .selectFrom('solve_buckets')
        .select(({ fn }) => fn.min<number | null>('start').as('start'))
        .where('pipeline', '=', pipeline)
        .executeTakeFirst();
      return row?.start ?? null;
    },
    async newestAt(pipeline, until = Number.MAX_SAFE_INTEGER) {
      const row = await db
        .selectFrom('solve_buckets')
        .select(({ fn }) => fn.max<number | null>('start').as('start'))
        .where('pipeline', '=', pipeline)
        .where('start', '<=', until)
        .executeTakeFirst();
      return row?.start ?? null;
    },
    async newestOf(pipeline, outcome, from, to) {
      const [row] = await NEWEST[outcome](db, { pipeline, from, to });
      return row?.start ?? null;
    },
  };
}

/** By the outcome that a bucket has to hold. */
const newestWith = (outcome: 'solved' | 'failed') =>
  prepared((db, { pipeline, from, to }: { readonly pipeline: string; readonly from: Millis; readonly to: Millis }) =>
    db
      .selectFrom('solve_buckets')
      .select('start')
      .where('pipeline', '=', pipeline)
      .where('start', '>', from)
      .where('start', '<=', to)
      .where(outcome, '>', 0)
      .orderBy('start', 'desc')
      .limit(atMost(1))
      .compile(),
  );
const NEWEST = { solved: newestWith('solved'), failed: newestWith('failed') };
