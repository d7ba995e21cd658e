import type { Kysely, Selectable } from 'kysely';
import { NOTHING_ASKED } from '../monitor/accounts/pollState.ts';
import type { ProviderFailure } from '../monitor/accounts/providerFailure.ts';
import type { PollState, ProviderHealthStore, StoredPollState } from '../monitor/ports/providerHealthStore.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['provider_health']>;

const healthRow = prepared((db, { account }: { readonly account: string }) =>
  db.selectFrom('provider_health').selectAll().where('account', '=', account).compile(),
);

export function createProviderHealth(db: Kysely<Schema>): ProviderHealthStore {
  return {
    async load(account) {
      const [row] = await healthRow(db, { account });
      return row === undefined ? null : toState(row);
    },

    async begin(account, keyHash, keySince) {
      const values = { ...toRow(NOTHING_ASKED), key_hash: keyHash, key_since: keySince };
      await db
        .insertInto('provider_health')
        .values({ account, ...values })
        .onConflict((oc) => oc.column('account').doUpdateSet(values))
        .execute();
    },

    async save(account, keyHash, state) {
      await db
        .updateTable('provider_health')
        .set(toRow(state))
        .where('account', '=', account)
        // Another process may have gone on with another key.
        .where('key_hash', '=', keyHash)
        .execute();
    },
  };
}

function toRow(state: PollState) {
  return {
    failure: state.failure === null ? null : JSON.stringify(state.failure),
    failures_in_row: state.failuresInRow,
    since: state.since,
    no_balance_since: state.noBalanceSince,
    polled_at: state.polledAt,
    next_poll_at: state.nextPollAt,
    own_network_down: state.ownNetworkDown ? 1 : 0,
    threads: state.threads,
    ask_threads_from: state.askThreadsFrom,
    unconfirmed_micros: state.unconfirmedMicros,
  };
}

function toState(row: Row): StoredPollState {
  return {
    keyHash: row.key_hash,
    failure: row.failure === null ? null : readFailure(row.failure),
    failuresInRow: row.failures_in_row,
    since: row.since,
    noBalanceSince: row.no_balance_since,
    polledAt: row.polled_at,
    nextPollAt: row.next_poll_at,
    ownNetworkDown: row.own_network_down !== 0,
    threads: row.threads === 'supported' || row.threads === 'unsupported' ? row.threads : null,
    askThreadsFrom: row.ask_threads_from,
    unconfirmedMicros: row.unconfirmed_micros,
  };
}

/** Written by `toRow` of this or an earlier version, and by nobody else. */
function readFailure(json: string): ProviderFailure {
  return JSON.parse(json) as ProviderFailure;
}
