import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { LeaseLostError } from '../monitor/errors.ts';
import type { Fence } from '../monitor/ports/leaseStore.ts';
import { type ShardFence, shardName } from '../monitor/ports/shardStore.ts';
import { isRead } from './isRead.ts';

/** The statement holds the row until the transaction ends: the process that takes the lease next waits for it, and finds all of it or nothing. */
interface Hold {
  readonly name: string;
  readonly text: string;
  readonly parameters: readonly unknown[];
}

function holdOf(fence: Fence | ShardFence): Hold {
  if ('name' in fence) {
    const text = 'select 1 from leases where name = $1 and holder = $2 and epoch = $3 for share';
    return { name: fence.name, text, parameters: [fence.name, fence.holder, fence.epoch] };
  }
  const { generation, shard, holder, epoch } = fence;
  const text = 'select 1 from shards where generation = $1 and shard = $2 and holder = $3 and epoch = $4 for share';
  return { name: `shard ${shardName(fence)}`, text, parameters: [generation, shard, holder, epoch] };
}

/**
 * The same connections for the holder of a lease: what it writes is kept only where nobody has taken the lease since, which is asked in the
 * same transaction. A process that stood still may go on in the middle of anything, with everything that it had in mind.
 */
export function fencedPool(pool: PostgresPool, fence: Fence | ShardFence): PostgresPool {
  const hold = holdOf(fence);
  return {
    connect: async () => fencedClient(await pool.connect(), hold),
    // Others go on with them.
    end: async () => undefined,
    options: pool.options,
  };
}

function fencedClient(client: PostgresPoolClient, hold: Hold): PostgresPoolClient {
  let isInTransaction = false;

  const run = (text: string, parameters: readonly unknown[] = []) => client.query<unknown>(text, parameters);

  async function begin(text: string) {
    const begun = await run(text);
    try {
      const { rows } = await run(hold.text, hold.parameters);
      if (rows.length === 0) throw new LeaseLostError(hold.name);
      return begun;
    } catch (err) {
      // Others go on with this connection.
      await run('rollback').catch(() => undefined);
      throw err;
    }
  }

  async function runAlone(text: string, parameters: readonly unknown[]) {
    await begin('begin');
    try {
      const result = await run(text, parameters);
      await run('commit');
      return result;
    } catch (err) {
      // What went wrong says more than that this went wrong too.
      await run('rollback').catch(() => undefined);
      throw err;
    }
  }

  async function fenced(text: string, parameters: readonly unknown[]) {
    if (/^(begin|start transaction)/.test(text)) {
      const begun = await begin(text);
      isInTransaction = true;
      return begun;
    }
    const isEnd = text === 'commit' || text === 'rollback';
    if (isEnd) isInTransaction = false;
    return isInTransaction || isEnd || isRead(text) ? run(text, parameters) : runAlone(text, parameters);
  }

  function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new TypeError('Cursors are not used.');
    return fenced(text, parameters);
  }

  return { query, release: (destroy) => client.release(destroy) };
}
