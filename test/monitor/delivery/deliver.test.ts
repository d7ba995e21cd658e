import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SendOutcome } from '../../../src/monitor/delivery/outcome.ts';
import { retryDelayMs } from '../../../src/monitor/delivery/retryWait.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, NOW, SECOND } from '../../fixtures/thresholds.ts';

describe('the wait before the next attempt', () => {
  test.each([
    ['before any', 0, 1_000],
    ['after the first', 1, 1_000],
    ['after the second', 2, 2_000],
    ['after the third', 3, 4_000],
    ['after the sixth', 6, 32_000],
    ['after the seventh, where a minute is the most', 7, 60_000],
    ['after very many', 5_000, 60_000],
  ])('%s (%d)', (_name, attempts, ms) => {
    expect(retryDelayMs(attempts, 0)).toBe(ms);
  });

  test('is up to a quarter shorter by chance', () => {
    expect(retryDelayMs(1, 0.999_999)).toBe(750);
    expect(retryDelayMs(7, 0.5)).toBe(52_500);
  });

  test('never shrinks from one attempt to the next, is never under 750 ms and never over a minute', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempts, random) => {
        const ms = retryDelayMs(attempts, random);
        expect(ms).toBeGreaterThanOrEqual(750);
        expect(ms).toBeLessThanOrEqual(60_000);
        expect(retryDelayMs(attempts + 1, random)).toBeGreaterThanOrEqual(ms);
      }),
      { seed: 7 },
    );
  });
});

/** One guild with one message that waits. */
async function setUp(channelId: string | null = 'c1') {
  const stage = await setUpMonitor();
  await stage.addGuild('g1', channelId);
  const message = { type: 'recovery', before: BALANCE, after: BALANCE, topUp: null, at: NOW } as const;
  await stage.store.summaries.once('g1', '2026-04-19', message, NOW);
  return { ...stage, message, progress: () => stage.store.deliveries.progress('g1') };
}
const BALANCE = { kind: 'balance', balanceMicros: 1, thresholdMicros: 2 } as const;

test('where nothing waits nothing is sent', async () => {
  const { deliverNext, inbox } = await setUpMonitor();
  expect(await deliverNext()).toBe(false);
  expect(inbox).toEqual([]);
});

test('a message that Discord took is done', async () => {
  const { deliverNext, inbox, message, counted, progress, wait } = await setUp();
  wait(SECOND);
  expect(await deliverNext()).toBe(true);
  expect(inbox).toEqual([
    {
      guildId: 'g1',
      destination: { type: 'channel', channelId: 'c1' },
      place: { type: 'channel', channelId: 'c1' },
      message,
      companions: [],
    },
  ]);
  expect(counted).toEqual(['recovery delivered']);
  expect(await progress()).toMatchObject({ deliveredAt: NOW + SECOND, waiting: 0, gaveUp: null });
  expect(await deliverNext()).toBe(false);
});

test.each([
  ['where Discord names no time, our own', null, SECOND],
  ['where Discord names a shorter time, our own', 10, SECOND],
  ['where Discord names a longer time, that', 7 * SECOND, 7 * SECOND],
])('a message to be tried again waits: %s', async (_name, afterMs, waitMs) => {
  const { deliverNext, discordRefuses, discordIsBack, wait, inbox, progress } = await setUp();
  discordRefuses({ outcome: 'retry', afterMs, why: 'discordFailed' });
  expect(await deliverNext()).toBe(true);
  expect(await progress()).toMatchObject({ waiting: 1, retrying: 'discordFailed', deliveredAt: null });

  discordIsBack();
  wait(waitMs - 1);
  expect(await deliverNext()).toBe(false);
  wait(1);
  expect(await deliverNext()).toBe(true);
  expect(inbox).toHaveLength(1);
});

test('the wait doubles with each attempt until it is a minute', async () => {
  const { deliverNext, discordRefuses, store, wait, now } = await setUp();
  discordRefuses({ outcome: 'retry', afterMs: null, why: 'discordFailed' });
  const waits: number[] = [];
  for (let i = 0; i < 8; i += 1) {
    await deliverNext();
    const ms = ((await store.deliveries.nextDueAt()) ?? 0) - now();
    waits.push(ms / SECOND);
    wait(ms);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});

test.each([
  ['is tried again, however often Discord could not be reached before', 25, 1, true],
  ['is tried again after it failed 19 times, and nobody knows why', 0, 19, true],
  ['is given up the twentieth time', 0, 20, false],
  ['is given up the twentieth time, also where Discord could not be reached in between', 3, 20, false],
])('a message %s', async (_name, unreachable, unknown, arrives) => {
  const { deliverNext, discordRefuses, discordIsBack, store, at, inbox, counted, progress } = await setUp();
  const next = async () => {
    at((await store.deliveries.nextDueAt()) ?? 0);
    await deliverNext();
  };
  discordRefuses({ outcome: 'retry', afterMs: null, why: 'unreachable' });
  for (let i = 0; i < unreachable; i += 1) await next();
  discordRefuses({ outcome: 'retry', afterMs: null, why: 'unknownFailure', isUncertain: true });
  for (let i = 0; i < unknown; i += 1) await next();
  // What is counted and logged is what was written down.
  expect(counted.at(-1)).toBe(arrives ? 'recovery retry' : 'recovery giveUp');
  expect((await progress()).gaveUp?.why).toBe(arrives ? undefined : 'rejected');
  discordIsBack();
  await next();
  expect(inbox).toHaveLength(arrives ? 1 : 0);
});

test.each(['destinationGone', 'threadClosed'] as const)(
  'a message for which there is no place (%s) waits for one, and Discord is not asked meanwhile',
  async (why) => {
    const { deliverNext, discordRefuses, discordIsBack, wait, now, progress, inbox, store } = await setUp();
    discordRefuses({ outcome: 'giveUp', why });
    const waits: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      expect(await deliverNext()).toBe(true);
      discordIsBack();
      const ms = ((await store.deliveries.nextDueAt()) ?? 0) - now();
      waits.push(ms / SECOND);
      wait(ms);
    }
    // At first it is tried soon: the bot may not be there yet to post elsewhere.
    expect(waits).toEqual([1, 2, 4, 8, 16, 600]);
    expect(await progress()).toMatchObject({ waiting: 1, retrying: 'nowhere', gaveUp: null });
    expect(inbox).toEqual([]);
    await store.guilds.choose('g1', { channelId: 'c2' }, []);
    expect(await deliverNext()).toBe(true);
    expect(inbox).toMatchObject([{ destination: { channelId: 'c2' } }]);
  },
);

test('a message that is refused for good is tried once more as plain words, and why is kept', async () => {
  const { deliverNext, discordRefuses, wait, progress, counted } = await setUp();
  discordRefuses({ outcome: 'giveUp', why: 'rejected' });
  expect(await deliverNext()).toBe(true);
  wait(SECOND);
  expect(await deliverNext()).toBe(true);
  wait(24 * HOUR);
  expect(await deliverNext()).toBe(false);
  expect(counted).toEqual(['recovery retry', 'recovery giveUp']);
  expect(await progress()).toMatchObject({ waiting: 0, gaveUp: { why: 'rejected', at: NOW + SECOND } });
});

test('a guild without a destination waits for one, without asking Discord', async () => {
  const { deliverNext, inbox, progress } = await setUp(null);
  expect(await deliverNext()).toBe(true);
  expect(inbox).toEqual([]);
  expect(await progress()).toMatchObject({ waiting: 1, retrying: 'nowhere', gaveUp: null });
});

test('a guild that put the bot out is given up without asking Discord', async () => {
  const { deliverNext, store, inbox, progress } = await setUp();
  await store.guilds.leave('g1', NOW);
  expect(await deliverNext()).toBe(false);
  expect(inbox).toEqual([]);
  expect(await progress()).toMatchObject({ gaveUp: { why: 'noDestination' } });
});

test('a message goes where the guild wants it now, not where it wanted it when it was written', async () => {
  const { deliverNext, store, inbox } = await setUp();
  await store.guilds.choose('g1', { channelId: 'c2', mention: null }, []);
  await deliverNext();
  expect(inbox[0]?.destination).toEqual({ type: 'channel', channelId: 'c2' });
});

test('a guild that chose no channel is notified through the webhook that belongs to it', async () => {
  const { deliverNext, store, inbox } = await setUp(null);
  await store.guilds.see([{ id: 'g1', name: '', webhookId: 'w1' }], NOW);
  await deliverNext();
  expect(inbox[0]?.destination).toEqual({ type: 'webhook', webhookId: 'w1' });
});

test('a webhook that is not the one of the environment any more is no destination', async () => {
  const { deliverNext, store, inbox } = await setUp(null);
  await store.guilds.see([{ id: 'g1', name: '', webhookId: 'an-older-one' }], NOW);
  await deliverNext();
  expect(inbox).toEqual([]);
});

test('messages of one guild come in the order in which they were written, also when the first must wait', async () => {
  const { deliverNext, discordRefuses, discordIsBack, store, inbox, wait, message } = await setUp();
  await store.summaries.once('g1', '2026-04-20', { ...message, at: NOW + 1 }, NOW);
  discordRefuses({ outcome: 'retry', afterMs: 10 * SECOND, why: 'rateLimited' });
  await deliverNext();
  expect(await deliverNext()).toBe(false);

  discordIsBack();
  wait(10 * SECOND);
  while (await deliverNext());
  expect(inbox.map((sent) => sent.message.at)).toEqual([NOW, NOW + 1]);
});

test('one guild that must wait does not hold up another', async () => {
  const { deliverNext, discordRefuses, discordIsBack, store, inbox, addGuild, message } = await setUp();
  await addGuild('g2');
  await store.summaries.once('g2', '2026-04-19', message, NOW);
  discordRefuses({ outcome: 'retry', afterMs: HOUR, why: 'rateLimited' });
  await deliverNext();
  discordIsBack();
  await deliverNext();
  expect(inbox.map(({ guildId }) => guildId)).toEqual(['g2']);
});

test('two senders never take the same message', async () => {
  const { deliverNext, inbox } = await setUp();
  expect((await Promise.all([deliverNext(), deliverNext(), deliverNext()])).filter(Boolean)).toHaveLength(1);
  expect(inbox).toHaveLength(1);
});

test.each([
  ['just before the lease ends', MINUTE - 1, false],
  ['when the lease ends', MINUTE, true],
])('a message whose sender died is taken by another: %s', async (_name, ms, taken) => {
  const { deliverNext, store, wait, now } = await setUp();
  await store.deliveries.claim(now(), MINUTE);
  wait(ms);
  expect(await deliverNext()).toBe(taken);
});

describe('an alert that may have arrived, of an incident that is over by now', () => {
  const PLACE = { type: 'channel', channelId: 'c1' } as const;

  /** The alert's answer was lost, and the balance is fine again. */
  async function lost() {
    const stage = await setUpMonitor();
    await stage.addGuild('g1', 'c1');
    const { send } = stage.ports.receiver;
    /** Null: it takes what it gets. */
    const discordDoes = (next: SendOutcome | null) => {
      stage.ports.receiver.send = async (attempt, beginning) => next ?? send(attempt, beginning);
    };
    discordDoes({ outcome: 'retry', afterMs: null, why: 'discordFailed', isUncertain: true });
    await stage.balance(1);
    await stage.evaluate();
    await stage.deliverNext();
    discordDoes(null);
    stage.wait(MINUTE);
    await stage.balance(50);
    await stage.evaluate();
    return { ...stage, discordDoes };
  }

  test('is counted and kept as what it says when it is sent anew', async () => {
    const { discordDoes, deliverNext, counted, inbox } = await lost();
    discordDoes({ outcome: 'delivered', messageId: 'm1', place: PLACE });
    await deliverNext();
    expect(counted).toEqual(['alert retry', 'late delivered']);
    discordDoes(null);
    while (await deliverNext());
    expect(inbox).toEqual([]);
  });

  test('that is refused then is not taken for an alert that nobody saw: its incident is over', async () => {
    const { discordDoes, deliverNext, counted, store, wait } = await lost();
    const incidents = () => store.incidents.recent('g1', 5);
    const before = await incidents();
    discordDoes({ outcome: 'giveUp', why: 'rejected' });
    await deliverNext();
    wait(2 * SECOND);
    await deliverNext();
    expect(counted).toEqual(['alert retry', 'late retry', 'late giveUp']);
    expect(await incidents()).toEqual(before);
  });

  test('is suppressed, and not made new, while that is muted', async () => {
    const { deliverNext, counted, inbox, mute } = await lost();
    await mute('g1', 'balance', HOUR);
    await deliverNext();
    expect(counted).toEqual(['alert retry', 'alert giveUp']);
    expect(inbox).toEqual([]);
  });
});
