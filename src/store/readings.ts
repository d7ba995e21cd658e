import type { Kysely } from 'kysely';
import type { Store } from '../monitor/ports.ts';
import type { Metric, Millis } from '../monitor/types.ts';
import type { Schema } from './schema.ts';

export function createReadings(db: Kysely<Schema>): Store['readings'] {
  const of = (pipeline: string, metric: Metric) =>
    db.selectFrom('readings').select(['at', 'value']).where('pipeline', '=', pipeline).where('metric', '=', metric);

  async function newest(pipeline: string, metric: Metric, until: Millis = Number.MAX_SAFE_INTEGER) {
    const row = await of(pipeline, metric).where('at', '<=', until).orderBy('at', 'desc').limit(1).executeTakeFirst();
    return row === undefined ? null : { metric, ...row };
  }

  return {
    async add(pipeline, readings) {
      await db
        .insertInto('readings')
        .values(readings.map((reading) => ({ pipeline, ...reading })))
        .onConflict((oc) =>
          oc.columns(['pipeline', 'metric', 'at']).doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })),
        )
        .execute();
    },
    newest,
    async since(pipeline, metric, from) {
      const [held, rows] = await Promise.all([
        newest(pipeline, metric, from - 1),
        of(pipeline, metric).where('at', '>=', from).orderBy('at').execute(),
      ]);
      const later = rows.map((row) => ({ metric, ...row }));
      return held === null ? later : [held, ...later];
    },
    async peak(pipeline, metric, from, to) {
      const row = await db
        .selectFrom('readings')
        .select(({ fn }) => fn.max<number | null>('value').as('value'))
        .where('pipeline', '=', pipeline)
        .where('metric', '=', metric)
        .where('at', '>=', from)
        .where('at', '<', to)
        .executeTakeFirst();
      return row?.value ?? null;
    },
  };
}
