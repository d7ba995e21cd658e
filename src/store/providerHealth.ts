import type { Kysely, Selectable } from 'kysely';
import type { ProviderFailure } from '../monitor/accounts/providerFailure.ts';
import { NOT_POLLED } from '../monitor/accounts/providerHealth.ts';
import type { StoredProviderHealth } from '../monitor/ports/providerHealthStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['provider_health']>;

export function createProviderHealth(db: Kysely<Schema>): Store['providerHealth'] {
  return {
    async load(pipeline) {
      const row = await db
        .selectFrom('provider_health')
        .selectAll()
        .where('pipeline', '=', pipeline)
        .executeTakeFirst();
      return row === undefined ? null : toHealth(row);
    },

    async begin(pipeline, keyHash, keySince) {
      const values = { ...toRow(NOT_POLLED), key_hash: keyHash, key_since: keySince };
      await db
        .insertInto('provider_health')
        .values({ pipeline, ...values })
        .onConflict((oc) => oc.column('pipeline').doUpdateSet(values))
        .execute();
    },

    async save(pipeline, keyHash, health) {
      await db
        .updateTable('provider_health')
        .set(toRow(health))
        .where('pipeline', '=', pipeline)
        // Another process may have gone on with another key.
        .where('key_hash', '=', keyHash)
        .execute();
    },
  };
}

function toRow(health: Omit<StoredProviderHealth, 'keyHash'>) {
  return {
    failure: health.failure === null ? null : JSON.stringify(health.failure),
    failures_in_row: health.failuresInRow,
    since: health.since,
    no_balance_since: health.noBalanceSince,
    polled_at: health.polledAt,
    next_poll_at: health.nextPollAt,
  };
}

function toHealth(row: Row): StoredProviderHealth {
  return {
    keyHash: row.key_hash,
    failure: row.failure === null ? null : readFailure(row.failure),
    failuresInRow: row.failures_in_row,
    since: row.since,
    noBalanceSince: row.no_balance_since,
    polledAt: row.polled_at,
    nextPollAt: row.next_poll_at,
  };
}

/** Written by `toRow` of this or an earlier version, and by nobody else. */
function readFailure(json: string): ProviderFailure {
  return JSON.parse(json) as ProviderFailure;
}
