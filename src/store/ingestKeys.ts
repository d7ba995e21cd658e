import type { Kysely } from 'kysely';
import type { KeyedResults, KeyOutcome } from '../monitor/record/keyedResults.ts';
import type { Schema } from './schema.ts';

/** A row binds four values. */
const ROWS_A_STATEMENT = 500;

/**
 * Notes keys and says which of them are new. In the transaction that also writes their results, so that a key is known
 * exactly if its results were counted; where another process is about to note the same key, this waits for it.
 */
export async function claimKeys(trx: Kysely<Schema>, keyed: readonly KeyedResults[]): Promise<readonly KeyOutcome[]> {
  // Of those that come twice the first one is noted.
  const first = new Map(keyed.map((each, i) => [idOf(each), i] as const).toReversed());
  // In one order everywhere: two processes that note the same keys never wait for each other in a circle.
  const ids = [...first.keys()].toSorted();
  const claimed = new Set<string>();
  const bodies = new Map<string, string>();
  for (let i = 0; i < ids.length; i += ROWS_A_STATEMENT) {
    const batch = ids.slice(i, i + ROWS_A_STATEMENT).flatMap((id) => keyed[first.get(id) ?? -1] ?? []);
    for (const row of await insertNew(trx, batch)) claimed.add(idOf(row));
    for (const row of await bodiesOf(trx, batch)) bodies.set(idOf(row), row.bodyHash);
  }
  return keyed.map((each, i) => {
    const id = idOf(each);
    if (bodies.get(id) !== each.bodyHash) return 'otherBody';
    return claimed.has(id) && first.get(id) === i ? 'counted' : 'known';
  });
}

function insertNew(trx: Kysely<Schema>, keyed: readonly KeyedResults[]) {
  return trx
    .insertInto('ingest_keys')
    .values(
      keyed.map(({ pipeline, keyHash, bodyHash, at }) => ({
        pipeline,
        key_hash: keyHash,
        body_hash: bodyHash,
        at,
      })),
    )
    .onConflict((oc) => oc.columns(['pipeline', 'key_hash']).doNothing())
    .returning(['pipeline', 'key_hash as keyHash'])
    .execute();
}

function bodiesOf(trx: Kysely<Schema>, keyed: readonly KeyedResults[]) {
  return trx
    .selectFrom('ingest_keys')
    .select(['pipeline', 'key_hash as keyHash', 'body_hash as bodyHash'])
    .where(
      'key_hash',
      'in',
      keyed.map(({ keyHash }) => keyHash),
    )
    .where('pipeline', 'in', [...new Set(keyed.map(({ pipeline }) => pipeline))])
    .execute();
}

function idOf({ pipeline, keyHash }: Pick<KeyedResults, 'pipeline' | 'keyHash'>): string {
  return `${keyHash} ${pipeline}`;
}
