import { expect, test, vi } from 'vitest';
import type { Attempt } from '../../src/monitor/ports/receiver.ts';
import { MINUTE } from '../../src/monitor/time.ts';
import type { Core } from '../../src/roles/core.ts';
import { createSenders } from '../../src/roles/senders.ts';
import { ANA } from '../fixtures/constants.ts';
import { setUpMonitor } from '../fixtures/monitor.ts';

/** Guilds with a message each, and senders for them. Of some guilds the channel hangs until it is let. */
async function setUp(guilds: number, hanging: readonly string[] = []) {
  const stage = await setUpMonitor();
  const ids = Array.from({ length: guilds }, (_, n) => `g${String(n).padStart(3, '0')}`);
  for (const id of ids) await stage.addGuild(id);
  await stage.balance(5);
  await stage.evaluate();
  const gates = new Map(hanging.map((id) => [id, Promise.withResolvers<void>()]));
  const begun: string[] = [];
  const { receiver } = stage.ports;
  const core = { ...stage.ports, testAlerts: { attempted: () => undefined } } as unknown as Core;
  let room = (): Promise<void> => Promise.resolve();
  const senders = createSenders({
    core,
    metrics: { counters: stage.ports.counters, paged: () => undefined },
    random: () => 0,
    room: () => room(),
    receiver: {
      ...receiver,
      async send(attempt: Attempt, beginning) {
        const { guildId } = attempt.delivery;
        begun.push(guildId);
        await gates.get(guildId)?.promise;
        return receiver.send(attempt, beginning);
      },
    },
  });

  return {
    ...stage,
    senders,
    ids,
    begun,
    /** Those who got something, in order. */
    notified: () => stage.inbox.map(({ guildId }) => guildId),
    let: (id: string) => gates.get(id)?.resolve(),
    setRoom(next: typeof room) {
      room = next;
    },
    /** Takes messages until none is due or too many are under way; answers how long to rest. */
    async runAll() {
      for (;;) {
        const restMs = await senders.run();
        if (restMs > 0) return restMs;
      }
    },
    another: (id: string) =>
      stage.store.deliveries.add(id, { type: 'test', severity: 'warning', by: ANA, at: stage.now() }, stage.now()),
  };
}

test('channels that hang hold up nobody else', async () => {
  const hanging = ['g001', 'g003', 'g005', 'g007', 'g009', 'g011', 'g013', 'g015'];
  const { runAll, ids, notified, let: letIt, senders } = await setUp(30, hanging);
  await runAll();
  await vi.waitFor(() => expect(notified()).toHaveLength(22));
  expect(notified().toSorted()).toEqual(ids.filter((id) => !hanging.includes(id)));
  for (const id of hanging) letIt(id);
  await senders.finish();
  expect(notified().toSorted()).toEqual(ids);
});

test('one message of a guild is under way at once, and the next follows it', async () => {
  const { runAll, begun, another, let: letIt, senders, notified, inbox } = await setUp(2, ['g000']);
  await another('g000');
  await another('g001');
  let ends = 0;
  senders.ended.listen(() => {
    ends += 1;
  });
  await runAll();
  await vi.waitFor(() => expect(notified()).toEqual(['g001']));
  await runAll();
  await vi.waitFor(() => expect(notified()).toEqual(['g001', 'g001']));
  expect(begun.filter((id) => id === 'g000')).toHaveLength(1);
  letIt('g000');
  await vi.waitFor(() => expect(ends).toBe(3));
  await runAll();
  await senders.finish();
  expect(inbox.filter(({ guildId }) => guildId === 'g000').map(({ message }) => message.type)).toEqual([
    'alert',
    'test',
  ]);
});

test('no more are under way than the limit, and none is taken before there is room', async () => {
  const ids = Array.from({ length: 70 }, (_, n) => `g${String(n).padStart(3, '0')}`);
  const { runAll, begun, let: letIt, senders, setRoom, store, now } = await setUp(70, ids);
  const room = Promise.withResolvers<void>();
  setRoom(() => room.promise);
  const running = runAll();
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect(await store.deliveries.nextDueAt()).toBe(now());
  expect(begun).toEqual([]);
  room.resolve();
  expect(await running).toBe(MINUTE);
  await vi.waitFor(() => expect(begun).toHaveLength(64));
  for (const id of ids) letIt(id);
  await senders.finish();
  await runAll();
  await senders.finish();
  expect(begun.toSorted()).toEqual(ids);
});

test('the loop gets the failure of a database and rests, and nothing is lost', async () => {
  const { runAll, store, senders, notified } = await setUp(1);
  const { sending } = store.deliveries;
  store.deliveries.sending = () => Promise.reject(new Error('database is locked'));
  await expect(
    (async () => {
      await senders.run();
      await senders.finish();
      await senders.run();
    })(),
  ).rejects.toThrow('database is locked');
  store.deliveries.sending = sending;
  await runAll();
  await senders.finish();
  expect(notified()).toEqual(['g000']);
});
