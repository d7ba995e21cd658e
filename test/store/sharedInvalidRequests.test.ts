import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createInvalidRequests } from '../../src/discord/invalidRequests.ts';
import { createLog } from '../../src/log.ts';
import { createSharedInvalidRequests } from '../../src/roles/sharedInvalidRequests.ts';
import { MINUTE, NOW, ON_POSTGRES, openAt, openOnDisk, SECOND } from '../fixtures/store.ts';

const log = createLog({ level: 'fatal', secrets: [], destination: { write: () => true } });

/** Processes on one database, each with a count of its own and a clock of its own, which a test moves together. */
async function setUp() {
  const { store, location, other } = await openOnDisk();
  let at = 0;
  const start = async (holder: string) => {
    const client = new EventEmitter();
    const invalidRequests = createInvalidRequests(() => 1_000_000 + at);
    invalidRequests.watch(client);
    // A file has one process at a time.
    const { invalidRequests: counts } = ON_POSTGRES ? await openAt(location) : store;
    const shared = createSharedInvalidRequests({
      store: counts,
      invalidRequests,
      holder,
      clock: { now: () => NOW + at },
      log,
    });
    return {
      ...shared,
      refuse(times: number) {
        for (let i = 0; i < times; i += 1) client.emit('invalidRequestWarning');
      },
      waitMs: invalidRequests.waitMs,
    };
  };
  return {
    start,
    other,
    pass(ms: number) {
      at += ms;
    },
  };
}

test('invalid requests of several processes stop all of them, and one that starts', async () => {
  const { start, pass } = await setUp();
  const [a, b] = [await start('a'), await start('b')];
  a.refuse(2_500);
  b.refuse(2_499);
  for (const one of [a, b, a]) await one.share();
  expect([a.waitMs(), b.waitMs()]).toEqual([0, 0]);
  b.refuse(1);
  for (const one of [b, a]) await one.share();
  expect([a.waitMs(), b.waitMs()]).toEqual([10 * MINUTE, 10 * MINUTE]);

  await a.stop();
  const c = await start('c');
  expect(c.waitMs()).toBe(0);
  await c.share();
  expect(c.waitMs()).toBe(10 * MINUTE);
  // What is written counts until the end of its ten seconds.
  pass(10 * MINUTE + 10 * SECOND);
  for (const one of [b, c]) await one.share();
  expect([b.waitMs(), c.waitMs()]).toEqual([0, 0]);
});

test('each is counted once, also where the database fails in between', async () => {
  const { start, other } = await setUp();
  const a = await start('a');
  a.refuse(3);
  const failing = await other.failOn('insert', 'invalid_requests');
  await expect(a.share()).rejects.toThrow();
  await failing.end();
  a.refuse(2);
  await a.share();
  await a.share();
  await a.stop();
  expect(await other.rows('select sum(requests) as n from invalid_requests')).toEqual([{ n: 5 }]);
});
