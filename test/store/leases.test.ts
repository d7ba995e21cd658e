import { beforeEach, describe, expect, inject, test } from 'vitest';
import { NOW, type OpenFile, openOnDisk, SECOND } from '../fixtures/store.ts';

const FOR_MS = 10 * SECOND;
let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const take = (holder: string, now = NOW, name = 'poll') => opened.store.leases.take(name, holder, now, FOR_MS);

describe('a lease', () => {
  test('is the first holder’s, who keeps it', async () => {
    expect(await take('a')).toBe(1);
    expect(await take('a', NOW + SECOND)).toBe(1);
    expect(await take('a', NOW + 5 * FOR_MS)).toBe(1);
  });

  test('of another name is another’s', async () => {
    expect(await take('a')).toBe(1);
    expect(await take('b', NOW, 'evaluate')).toBe(1);
  });

  test('that was let go of is taken at once', async () => {
    await take('a');
    await opened.store.leases.release('poll', 'a', NOW);
    expect(await take('b', NOW + 1)).toBe(2);
  });

  test('is taken in turns, and each holder has a number of its own', async () => {
    await take('a');
    await opened.store.leases.release('poll', 'a', NOW);
    await take('b', NOW + 1);
    await opened.store.leases.release('poll', 'b', NOW + 1);
    expect(await take('a', NOW + 2)).toBe(3);
  });
});

describe.skipIf(inject('postgres') === undefined)('where several processes use the database, a lease', () => {
  test.each([
    ['a moment before it ends', FOR_MS - 1, null],
    ['when it ends', FOR_MS, 2],
    ['long after', 100 * FOR_MS, 2],
  ])('is another’s only once its time is over: %s', async (_when, ms, epoch) => {
    await take('a');
    expect(await take('b', NOW + ms)).toBe(epoch);
  });

  test('counts from when it was renewed', async () => {
    await take('a');
    await take('a', NOW + FOR_MS - 1);
    expect(await take('b', NOW + FOR_MS)).toBeNull();
    expect(await take('b', NOW + 2 * FOR_MS - 1)).toBe(2);
  });

  test('is renewed together with others, and what another has by then is named', async () => {
    for (const name of ['poll', 'tidy', 'evaluate']) await take('a', NOW, name);
    await take('b', NOW + FOR_MS, 'tidy');
    const fences = ['poll', 'tidy', 'evaluate', 'unknown'].map((name) => ({ name, holder: 'a', epoch: 1 }));
    const lost = await opened.store.leases.renew(fences, NOW + FOR_MS, FOR_MS);
    expect(lost.map(({ name }) => name)).toEqual(['tidy', 'unknown']);
    expect(await take('b', NOW + 2 * FOR_MS - 1)).toBeNull();
    expect(await take('b', NOW + 2 * FOR_MS)).toBe(2);
  });

  test('is not renewed by a holder of before', async () => {
    await take('a');
    await take('b', NOW + FOR_MS);
    await take('a', NOW + 2 * FOR_MS);
    const old = { name: 'poll', holder: 'a', epoch: 1 };
    expect(await opened.store.leases.renew([old], NOW + 2 * FOR_MS, FOR_MS)).toEqual([old]);
  });

  test('is let go of by its holder only', async () => {
    await take('a');
    await opened.store.leases.release('poll', 'b', NOW + 1);
    expect(await take('b', NOW + 1)).toBeNull();
  });

  test.each([
    ['a moment too early', FOR_MS + 5 * SECOND - 1, null],
    ['once it has been free for so long', FOR_MS + 5 * SECOND, 2],
  ])('that is left to others for a while is taken after it: %s', async (_when, ms, epoch) => {
    await take('a');
    expect(await opened.store.leases.take('poll', 'b', NOW + ms, FOR_MS, 5 * SECOND)).toBe(epoch);
  });

  test('that its holder let go of is left to others by it too', async () => {
    await take('a');
    await opened.store.leases.release('poll', 'a', NOW);
    const ask = (now: number) => opened.store.leases.take('poll', 'a', now, FOR_MS, 5 * SECOND);
    expect([await ask(NOW + 5 * SECOND - 1), await ask(NOW + 5 * SECOND)]).toEqual([null, 1]);
  });

  test('is counted on by as many processes as are there', async () => {
    const { leases } = opened.store;
    for (const holder of ['a', 'b', 'c']) await leases.beat(holder, NOW, FOR_MS);
    expect([await leases.others('a', NOW, FOR_MS), await leases.others('d', NOW, FOR_MS)]).toEqual([2, 3]);
    await leases.beat('a', NOW + SECOND, FOR_MS);
    await leases.leave('b');
    expect(await leases.others('d', NOW + FOR_MS - 1, FOR_MS)).toBe(2);
    expect(await leases.others('d', NOW + FOR_MS, FOR_MS)).toBe(1);
  });

  test('that a clock far ahead has written keeps nobody waiting', async () => {
    await take('a', NOW + 24 * 360 * FOR_MS);
    expect(await take('b')).toBe(2);
  });

  test('has one holder, however many ask at once', async () => {
    const epochs = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((holder) => take(holder)));
    expect(epochs.filter((epoch) => epoch !== null)).toEqual([1]);
  });
});

describe.skipIf(inject('postgres') !== undefined)('where one process at a time uses the file, a lease', () => {
  test('of a process that was killed is taken at once', async () => {
    await take('a');
    const { leases } = await opened.reopen();
    expect(await leases.take('poll', 'b', NOW + 1, FOR_MS)).toBe(2);
  });
});
