import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { NOTHING_ASKED } from '../../src/monitor/accounts/pollState.ts';
import { LeaseLostError } from '../../src/monitor/errors.ts';
import { NO_LIVE } from '../../src/monitor/live/live.ts';
import type { StoreOfShard, StoreUnderLease } from '../../src/store/open.ts';
import { opening } from '../fixtures/alerts.ts';
import { DAY, NOW, type OpenFile, openOnDisk, openSchema, PIPELINE, SECOND, seeGuilds } from '../fixtures/store.ts';

const FOR_MS = 8 * SECOND;
let opened: OpenFile;
let holder: StoreUnderLease;

/** A process that holds a lease, and another one that will take it. */
beforeEach(async () => {
  opened = await openOnDisk();
  await seeGuilds(opened.store, 'g1');
  await opened.store.guilds.choose('g1', { live: { channelId: null } }, []);
  await opened.store.providerHealth.begin('default', 'k1', 0);
  await opened.store.leases.take('work', 'a', NOW, FOR_MS);
  holder = opened.store.fenced({ name: 'work', holder: 'a', epoch: 1 });
});

const takeOver = () => opened.store.leases.take('work', 'b', NOW + FOR_MS, FOR_MS);

const depth = { source: 'own', at: NOW, depth: 3, activeWorkers: null, busy: null, oldestAt: null, unreadable: null };
const message = { type: 'test', severity: 'warning', by: { userId: '1', name: 'Anna' }, at: NOW } as const;
const decided = { guildId: 'g1', kind: 'queue', at: NOW, state: 'ok', reason: 'healthy' } as const;
const nothing = { facts: null, why: null, threshold: null, muteId: null };

/** What is done under leases: each leaves something in its table. */
const WRITES: readonly (readonly [string, string, (store: StoreUnderLease) => Promise<unknown>])[] = [
  ['a decision', 'incidents', ({ alertStates }) => alertStates.commit([opening()], NOW)],
  ['why it was decided', 'decisions', ({ decisions }) => decisions.add(PIPELINE, [{ ...decided, ...nothing }])],
  ['a balance', 'readings', ({ readings }) => readings.add('default', [{ metric: 'balance', at: NOW, value: 7 }])],
  [
    'an answer',
    'provider_health where polled_at is not null',
    ({ providerHealth }) => providerHealth.save('default', 'k1', { ...NOTHING_ASKED, polledAt: NOW }),
  ],
  ['a queue', 'queue_sources', ({ queueSources }) => queueSources.report(PIPELINE, depth)],
  ['a summary', 'summaries', ({ summaries }) => summaries.once('g1', '2026-04-19', message, NOW)],
  ['a live status', 'live_status where generation = 7', ({ live }) => live.write('g1', { ...NO_LIVE, generation: 7 })],
  ['tidying', 'tidy_runs', ({ tidy }) => tidy(NOW - DAY)],
];

async function rowsIn(from: string): Promise<number> {
  const [row] = await opened.other.rows(`select count(*) as n from ${from}`);
  return Number(row?.['n']);
}

describe.each(WRITES)('%s', (_what, from, write) => {
  test('is kept while the lease is held', async () => {
    await write(holder);
    expect(await rowsIn(from)).toBe(1);
  });

  test('is refused once another process has taken it, which keeps its own, and is no trouble of the database', async () => {
    expect(await takeOver()).toBe(2);
    await expect(write(holder)).rejects.toThrow(LeaseLostError);
    expect([await rowsIn(from), await opened.store.trouble()]).toEqual([0, null]);
    await write(opened.store.fenced({ name: 'work', holder: 'b', epoch: 2 }));
    expect(await rowsIn(from)).toBe(1);
  });
});

const SHARD = { generation: 1, shard: 3 };
const seen = { id: 'g1', name: 'Renamed' };

/** What is done with what a shard hears: each changes something of the server. */
const HEARD: readonly (readonly [string, string, (store: StoreOfShard) => Promise<unknown>])[] = [
  ['a server that is there', `guilds where name = '${seen.name}'`, ({ guilds }) => guilds.see([seen], NOW)],
  ['a server that the bot left', 'guilds where left_at is not null', ({ guilds }) => guilds.leave('g1', NOW)],
  [
    'a channel that was deleted',
    'guilds where unusable_why is not null',
    ({ guilds }) => guilds.setUnusable('g1', { why: 'destinationGone', until: NOW }),
  ],
  [
    'what there is of a server',
    'guild_sights',
    ({ snapshots }) => snapshots.write([{ guildId: 'g1', snapshot: '{}' }], NOW),
  ],
];

describe.each(HEARD)('%s', (_what, from, write) => {
  const take = async (process: string, now = NOW) => {
    const fence = await opened.store.shards.take(SHARD, process, now, FOR_MS);
    if (fence === null) throw new Error('somebody else holds it');
    return fence;
  };

  test('is written by whoever holds the shard, and not by the one before', async () => {
    const before = opened.store.fencedByShard(await take('a'));
    const after = opened.store.fencedByShard(await take('b', NOW + FOR_MS));
    await expect(write(before)).rejects.toThrow(LeaseLostError);
    expect(await rowsIn(from)).toBe(0);
    await write(after);
    expect(await rowsIn(from)).toBe(1);
  });

  test('is written while nobody has taken the shard of a process that stood still', async () => {
    await write(opened.store.fencedByShard(await take('a')));
    expect(await rowsIn(from)).toBe(1);
  });

  test('is refused once all shards are others', async () => {
    await opened.store.shards.decide(4, null);
    const fence = await take('a');
    await opened.store.shards.decide(8, { generation: 1, shards: 4 });
    await expect(write(opened.store.fencedByShard(fence))).rejects.toThrow(LeaseLostError);
    expect(await rowsIn(from)).toBe(0);
  });
});

test('an earlier time of the same holder is as late as that of another', async () => {
  await takeOver();
  await opened.store.leases.take('work', 'a', NOW + 2 * FOR_MS, FOR_MS);
  await expect(holder.alertStates.commit([opening()], NOW)).rejects.toThrow(LeaseLostError);
});

test('a lease whose time is over, and that nobody has taken, still keeps what is written', async () => {
  await opened.store.leases.release('work', 'a', NOW);
  await holder.alertStates.commit([opening()], NOW);
  expect(await rowsIn('incidents')).toBe(1);
});

test('reading goes on', async () => {
  await takeOver();
  expect((await holder.alertStates.of('default', 0)).size).toBe(0);
});

test('who takes the lease waits for what its holder is writing, and then nothing of it comes late', async () => {
  // The guild is held by somebody, so that the transaction of the holder, which has its lease, waits.
  const db = openSchema(opened.location);
  let writing: Promise<unknown> = Promise.resolve();
  let writtenWhenTaken: Promise<number> = Promise.resolve(Number.NaN);
  await db.transaction().execute(async (trx) => {
    await sql`select id from guilds for update`.execute(trx);
    writing = holder.alertStates.commit([opening()], NOW);
    await expect.poll(() => waitingFor('guilds')).toBe(1);
    writtenWhenTaken = takeOver().then(() => rowsIn('incidents'));
    await expect.poll(() => waitingFor('leases')).toBe(1);
  });
  await writing;
  // Which of the two answers comes first is chance.
  expect(await writtenWhenTaken).toBe(1);
});

/** How many statements that name a table wait for a lock. */
async function waitingFor(table: string): Promise<number> {
  const [row] = await opened.other.rows(`select count(*) as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%${table}%'`);
  return Number(row?.['n']);
}

test('a transaction that says nothing for five seconds does not keep its locks', async () => {
  const db = openSchema(opened.location);
  const { rows } = await sql`show idle_in_transaction_session_timeout`.execute(db);
  expect(rows).toEqual([{ idle_in_transaction_session_timeout: '5s' }]);
});
