import { beforeEach, describe, expect, inject, test } from 'vitest';
import type { Shards } from '../../src/monitor/ports/shardStore.ts';
import { HOUR, MINUTE, NOW, type OpenFile, openOnDisk, rows, SECOND, steady } from '../fixtures/store.ts';

const FOR_MS = 10 * SECOND;
const INTERVAL_MS = 5 * SECOND;
const KEY = { generation: 1, shard: 0 };
let opened: OpenFile;
let shards: Shards;

beforeEach(async () => {
  opened = await openOnDisk();
  ({ shards } = opened.store);
});

const read = (now = NOW) => shards.read(now, FOR_MS);
const take = (holder: string, now = NOW, key = KEY) => shards.take(key, holder, now, FOR_MS);

describe('the number of shards', () => {
  test('is decided once, in the place of what whoever decides has seen', async () => {
    expect((await read()).plan).toBeNull();
    expect(await shards.decide(2, null)).toBe(true);
    expect(await shards.decide(3, null)).toBe(false);
    expect((await read()).plan).toEqual({ generation: 1, shards: 2 });
    expect(await shards.decide(4, { generation: 1, shards: 2 })).toBe(true);
    expect((await read()).plan).toEqual({ generation: 2, shards: 4 });
  });

  test('becomes another one only once that is connected', async () => {
    await shards.decide(1, null);
    const plan = { generation: 1, shards: 1 };
    expect(await shards.propose(4, plan, null)).toBe(true);
    expect(await shards.propose(5, plan, null)).toBe(false);
    expect(await read()).toMatchObject({ plan, next: { generation: 2, shards: 4 } });
    // Too few as well.
    expect(await shards.propose(8, plan, { generation: 2, shards: 4 })).toBe(true);
    const next = { generation: 3, shards: 8 };
    expect(await shards.decide(9, plan)).toBe(false);
    await take('a');
    await take('a', NOW, { generation: 3, shard: 0 });
    expect(await shards.promote({ generation: 2, shards: 4 })).toBe(false);
    expect((await read()).leases.map(({ generation }) => generation).sort()).toEqual([1, 3]);
    expect(await shards.promote(next)).toBe(true);
    expect(await shards.promote(next)).toBe(false);
    const { leases, ...now } = await read();
    expect(now).toMatchObject({ plan: next, next: null });
    expect(leases.map(({ generation }) => generation)).toEqual([3]);
  });
});

describe('a shard', () => {
  test('is the first holder’s, who notes when it is connected', async () => {
    expect(await take('a')).toMatchObject({ ...KEY, holder: 'a' });
    expect(await take('b')).toBeNull();
    expect((await read()).leases).toEqual([{ ...KEY, holder: 'a', isReady: false }]);
    expect(await shards.confirm(KEY, 'b')).toBe(false);
    expect(await shards.confirm(KEY, 'a')).toBe(true);
    expect((await read()).leases).toEqual([{ ...KEY, holder: 'a', isReady: true }]);
  });

  test('moves from the one that has it, and from no other', async () => {
    await take('a');
    expect(await shards.move(KEY, 'c', 'b', NOW, FOR_MS)).toBeNull();
    expect(await shards.move(KEY, 'a', 'b', NOW, FOR_MS)).toMatchObject({ ...KEY, holder: 'b' });
    expect((await read()).leases).toEqual([{ ...KEY, holder: 'b', isReady: true }]);
    // What the one before does late changes nothing.
    expect(await shards.confirm(KEY, 'a')).toBe(false);
    await shards.release(KEY, 'a');
    expect((await read()).leases).toHaveLength(1);
  });

  test('has an epoch, which tells one time of holding it from every other', async () => {
    const first = await take('a');
    expect(await take('a')).toMatchObject({ holder: 'a' });
    const times = [
      first,
      await shards.move(KEY, 'a', 'b', NOW, FOR_MS),
      await shards.move(KEY, 'b', 'a', NOW, FOR_MS),
      await shards.release(KEY, 'a').then(() => take('a')),
      await shards.leave('a').then(() => take('a')),
    ].map((fence) => fence?.epoch);
    expect(times).not.toContain(undefined);
    expect(new Set(times).size).toBe(times.length);
  });

  test('that was let go of stays free while its process lives on', async () => {
    await take('a');
    await shards.release(KEY, 'a');
    await shards.beat('a', null, NOW, FOR_MS);
    expect((await read()).leases).toEqual([]);
    expect(await take('b')).not.toBeNull();
  });

  test('that was let go of, or whose process ends, is taken at once', async () => {
    await take('a');
    await shards.release(KEY, 'a');
    expect(await take('b')).not.toBeNull();
    await shards.beat('b', null, NOW, FOR_MS);
    expect((await read()).gateways).toContain('b');
    await shards.leave('b');
    expect(await read()).toMatchObject({ gateways: [], leases: [] });
    expect(await take('c')).not.toBeNull();
  });
});

describe('the turn to identify', () => {
  const identify = (bucket: number, now: number) => shards.identify(bucket, now, INTERVAL_MS);

  test('comes once in its time, in each bucket', async () => {
    expect(await identify(0, NOW)).toBe(0);
    expect(await identify(0, NOW)).toBe(INTERVAL_MS);
    expect(await identify(1, NOW)).toBe(0);
    expect(await identify(0, NOW + INTERVAL_MS - 1)).toBe(1);
    expect(await identify(0, NOW + INTERVAL_MS)).toBe(0);
    expect(await identify(0, NOW + INTERVAL_MS)).toBe(INTERVAL_MS);
  });

  test('does not wait for a clock that was ahead', async () => {
    await identify(0, NOW + 3_600 * SECOND);
    expect(await identify(0, NOW)).toBe(0);
  });

  test('waits for a clock that is a little ahead', async () => {
    await identify(0, NOW + 300);
    expect(await identify(0, NOW)).toBe(INTERVAL_MS + 300);
  });

  test('is one asker’s, of many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => identify(0, NOW)));
    expect(answers.filter((waitMs) => waitMs === 0)).toHaveLength(1);
  });
});

describe.skipIf(inject('postgres') === undefined)('where several processes use the database', () => {
  test.each([
    ['a moment before its time is over', FOR_MS - 1, false],
    ['when it is', FOR_MS, true],
    ['long after', 100 * FOR_MS, true],
  ])('a shard of a process that says nothing is taken: %s', async (_when, ms, isTaken) => {
    await shards.beat('a', null, NOW, FOR_MS);
    await take('a');
    const { gateways, leases } = await read(NOW + ms);
    expect([gateways.length, leases.length]).toEqual(isTaken ? [0, 0] : [1, 1]);
    expect((await take('b', NOW + ms)) !== null).toBe(isTaken);
  });

  test('each sign of life keeps all that the process holds', async () => {
    await take('a');
    await take('a', NOW, { generation: 1, shard: 1 });
    await shards.beat('a', null, NOW + FOR_MS - 1, FOR_MS);
    const { gateways, leases } = await read(NOW + 2 * FOR_MS - 2);
    expect([gateways, leases.length]).toEqual([['a'], 2]);
  });

  test('why a process is not connected is known to all, until it is or says nothing more', async () => {
    await shards.beat('a', 'reset', NOW, FOR_MS);
    await shards.beat('b', null, NOW, FOR_MS);
    expect((await read()).troubles).toEqual(['reset']);
    await shards.beat('a', null, NOW, FOR_MS);
    expect((await read()).troubles).toEqual([]);
    await shards.beat('a', 'reset', NOW, FOR_MS);
    expect((await read(NOW + FOR_MS)).troubles).toEqual([]);
  });

  test('a holder keeps its epoch as long as nobody else takes the shard, however late it comes back', async () => {
    const first = await take('a');
    expect(await take('a', NOW + 100 * FOR_MS)).toEqual(first);
    expect((await take('b', NOW + 101 * FOR_MS + FOR_MS))?.epoch).toBe(2);
  });

  test('of a plan that another one took the place of nothing stays behind', async () => {
    await shards.decide(1, null);
    await take('a');
    await shards.decide(2, { generation: 1, shards: 1 });
    expect(await opened.other.rows('select * from shards')).toEqual([]);
  });

  test('a process that was killed leaves nothing behind', async () => {
    for (let n = 0; n < 5; n += 1) await shards.beat(`killed ${n}`, null, NOW, FOR_MS);
    await shards.beat('a', null, NOW + FOR_MS, FOR_MS);
    expect(await opened.other.rows('select holder from gateways')).toEqual([{ holder: 'a' }]);
  });

  test('what a clock that was ahead has written holds nobody up', async () => {
    const ahead = NOW + 3_600 * SECOND;
    await shards.beat('a', null, ahead, FOR_MS);
    await take('a', ahead);
    expect(await read()).toMatchObject({ gateways: [], leases: [] });
    expect(await take('b')).not.toBeNull();
  });

  test('of those that take it at once, one has it', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, (_, n) => take(`process ${n}`)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('the holder of each of several shards is listed beside the other leases', async () => {
    const held = () => opened.store.leases.held(NOW);
    await shards.decide(1, null);
    await take('a');
    expect(await held()).toEqual([]);
    await shards.decide(2, { generation: 1, shards: 1 });
    await take('b', NOW, { generation: 2, shard: 1 });
    await take('a', NOW, { generation: 2, shard: 0 });
    expect(await held()).toEqual([
      { name: 'shard 0 of 2', holder: 'a' },
      { name: 'shard 1 of 2', holder: 'b' },
    ]);
  });

  test('an interaction is claimed by one of those that hear it', async () => {
    const claimed = await Promise.all(Array.from({ length: 20 }, () => shards.claim('1', NOW)));
    expect(claimed.filter(Boolean)).toHaveLength(1);
    expect(await shards.claim('1', NOW + 15 * MINUTE)).toBe(false);
    // Nobody delivers it so late.
    expect(await shards.claim('2', NOW + 15 * MINUTE + 1)).toBe(true);
    expect(await shards.claim('1', NOW + 15 * MINUTE + 1)).toBe(true);
  });

  test('interactions of more than an hour ago are removed', async () => {
    await steady(opened.store);
    await shards.claim('old', NOW - HOUR - 1);
    await shards.claim('new', NOW - HOUR);
    while (await opened.store.tidy(NOW));
    expect(await rows(opened.other, 'select id from interactions')).toEqual([{ id: 'new' }]);
  });
});
