import type { Kysely, Selectable, Transaction } from 'kysely';
import { UNREADABLE_WHYS } from '../monitor/ports/queueSource.ts';
import type { QueueSourceStore } from '../monitor/ports/queueSourceStore.ts';
import {
  afterReport,
  isOneTooMany,
  RECENT_MS,
  type SourceReport,
  type SourceState,
} from '../monitor/queueSources/sourceState.ts';
import { sumSources } from '../monitor/queueSources/sourceSums.ts';
import type { Millis } from '../monitor/time.ts';
import type { Reading } from '../monitor/types.ts';
import { lockUntilEnd } from './dialect.ts';
import { prepared } from './prepared.ts';
import { insertReadings } from './readings.ts';
import type { Schema } from './schema.ts';

export function createQueueSources(db: Kysely<Schema>): QueueSourceStore {
  return {
    report: (pipeline, report) =>
      db.transaction().execute(async (trx) => {
        // Two at the same time would each add up without the other.
        await lockUntilEnd(trx, 'queue_sources', pipeline);
        const before = await statesSince(trx, pipeline, report.at - RECENT_MS);
        if (isOneTooMany(before, report)) return 'tooMany';
        const state = afterReport(
          before.find(({ source }) => source === report.source),
          report,
        );
        await save(trx, pipeline, state);
        const others = before.filter(({ source }) => source !== report.source);
        const readings = sumsAfter(report, [...others, state]);
        if (readings.length > 0) await insertReadings(trx, pipeline, readings);
        return 'kept';
      }),

    since: (pipeline, from) => statesSince(db, pipeline, from),
  };
}

/** The new sums of what was reported; what was not is as it was. */
function sumsAfter({ at, depth, activeWorkers }: SourceReport, states: readonly SourceState[]): readonly Reading[] {
  const sums = sumSources(states, at);
  const readings: Reading[] = [];
  if (depth !== null && sums.depth !== null) readings.push({ metric: 'queueDepth', at, value: sums.depth });
  if (activeWorkers !== null && sums.activeWorkers !== null) {
    readings.push({ metric: 'activeWorkers', at, value: sums.activeWorkers });
  }
  return readings;
}

async function statesSince(db: Kysely<Schema>, pipeline: string, from: Millis): Promise<readonly SourceState[]> {
  return (await rowsSince(db, { pipeline, from })).map(toState);
}

const rowsSince = prepared((db, { pipeline, from }: { readonly pipeline: string; readonly from: Millis }) =>
  db.selectFrom('queue_sources').selectAll().where('pipeline', '=', pipeline).where('seen_at', '>=', from).compile(),
);

async function save(trx: Transaction<Schema>, pipeline: string, state: SourceState): Promise<void> {
  const { source, ...values } = toRow(state);
  await trx
    .insertInto('queue_sources')
    .values({ pipeline, source, ...values })
    .onConflict((oc) => oc.columns(['pipeline', 'source']).doUpdateSet(values))
    .execute();
}

function toRow(state: SourceState) {
  return {
    source: state.source,
    seen_at: state.at,
    depth: state.depth,
    depth_at: state.depthAt,
    active_workers: state.activeWorkers,
    workers_at: state.workersAt,
    busy: state.busy,
    oldest_at: state.oldestAt,
    unreadable: state.unreadable,
    unreadable_since: state.unreadableSince,
  };
}

function toState(row: Selectable<Schema['queue_sources']>): SourceState {
  return {
    source: row.source,
    at: row.seen_at,
    depth: row.depth,
    depthAt: row.depth_at,
    activeWorkers: row.active_workers,
    workersAt: row.workers_at,
    busy: row.busy,
    oldestAt: row.oldest_at,
    unreadable: UNREADABLE_WHYS.find((why) => why === row.unreadable) ?? null,
    unreadableSince: row.unreadable_since,
  };
}
