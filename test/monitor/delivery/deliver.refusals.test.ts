import { describe, expect, test } from 'vitest';
import type { DiscordPlace } from '../../../src/discord/place.ts';
import { PLACE_TROUBLES } from '../../../src/monitor/delivery/giveUpWhy.ts';
import type { SendOutcome } from '../../../src/monitor/delivery/outcome.ts';
import type { Attempt, Earlier } from '../../../src/monitor/ports/receiver.ts';
import { ANA } from '../../fixtures/constants.ts';
import { idOf } from '../../fixtures/discordRoutes.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, NOW, SECOND } from '../../fixtures/thresholds.ts';

const SYSTEM: DiscordPlace = { type: 'channel', channelId: 'system' };

/** A guild with one fallback; `own` is what Discord says of its own place. */
async function setUp() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1', 'own');
  const asked: string[] = [];
  const plain: boolean[] = [];
  const says: { own: SendOutcome | null; system: SendOutcome | null } = { own: null, system: null };
  const { ports, store } = stage;
  ports.guildDefaults.fallbacks = () => [SYSTEM];
  ports.receiver.send = async ({ delivery, place, fallbackFor }) => {
    const name = idOf(place) as 'own' | 'system';
    asked.push(fallbackFor === null ? name : `${name} because ${fallbackFor}`);
    plain.push(delivery.isPlain);
    return says[name] ?? { outcome: 'delivered', messageId: `m${asked.length}`, place };
  };
  ports.receiver.edit = async (_delivery, { messageId, place }) =>
    says.own ?? { outcome: 'delivered', messageId, place };
  /** Tries whatever is due until nothing is left, at most so often. */
  const run = async (times = 20) => {
    for (let i = 0; i < times; i += 1) {
      const due = await store.deliveries.nextDueAt();
      if (due === null) return;
      if (due > stage.now()) stage.at(due);
      await stage.deliverNext();
    }
  };
  const fire = async () => {
    await stage.balance(1);
    await stage.evaluate();
  };
  return { ...stage, asked, plain, says, run, fire };
}

/** As a webhook is, where there is no bot that could look. */
const nobodyKnows = async ({ delivery }: Attempt): Promise<Earlier> => ({
  found: delivery.uncertain === null ? 'absent' : 'unknown',
  pingFailure: null,
});

const PAGE: SendOutcome = { outcome: 'retry', afterMs: null, why: 'pageInBetween' };

test('a page in between is tried again without end, and nowhere else', async () => {
  const { fire, run, asked, says, store } = await setUp();
  says.own = PAGE;
  await fire();
  await run(200);
  expect(new Set(asked)).toEqual(new Set(['own']));
  expect(await store.deliveries.progress('g1')).toMatchObject({ waiting: 1, gaveUp: null });
  says.own = null;
  await run();
  expect((await store.incidents.recent('g1', 1))[0]?.wasNotified).toBe(true);
});

describe('a permission that is missing', () => {
  const MISSING: SendOutcome = { outcome: 'giveUp', why: 'notAllowed' };

  test('is asked for once more, and the place stays usable where it is there again', async () => {
    const { fire, deliverNext, asked, says, store, wait, now } = await setUp();
    says.own = MISSING;
    await fire();
    await deliverNext();
    says.own = null;
    wait(3 * SECOND - 1);
    expect(await deliverNext()).toBe(false);
    wait(1);
    expect(await deliverNext()).toBe(true);
    expect(asked).toEqual(['own', 'own']);
    expect((await store.guilds.get('g1'))?.unusable).toBeNull();
    expect((await store.deliveries.progress('g1')).deliveredAt).toBe(now());
  });

  test('twice is believed: people are notified elsewhere', async () => {
    const { fire, run, asked, says } = await setUp();
    says.own = MISSING;
    await fire();
    await run();
    expect(asked).toEqual(['own', 'own', 'system because notAllowed']);
  });

  test('is said at once to whoever tests', async () => {
    const { run, asked, says, store, counted } = await setUp();
    says.own = MISSING;
    await store.deliveries.add('g1', { type: 'test', severity: 'critical', by: ANA, at: NOW }, NOW);
    await run();
    expect(asked).toEqual(['own']);
    expect(counted).toEqual(['test giveUp']);
  });

  test('for an edit is asked for once more too', async () => {
    const { fire, run, balance, evaluate, says, counted, wait } = await setUp();
    await fire();
    await run();
    says.own = MISSING;
    wait(HOUR);
    await balance(50);
    await evaluate();
    await run();
    expect(counted.filter((line) => line.startsWith('edit'))).toEqual(['edit retry', 'edit giveUp']);
  });
});

test.each(PLACE_TROUBLES.filter((why) => why !== 'notAllowed'))(
  'a message is sent elsewhere at once where the answer means "not in this place" (%s)',
  async (why) => {
    const { fire, run, asked, says, store, wait, balance, evaluate } = await setUp();
    says.own = { outcome: 'giveUp', why };
    await fire();
    await run();
    expect(asked).toEqual(['own', `system because ${why}`]);
    expect((await store.guilds.get('g1'))?.unusable?.why).toBe(why);
    says.own = null;
    wait(HOUR);
    await balance(1);
    await evaluate();
    await run();
    // What may pass is tried again after a while, and what is gone is not.
    expect(asked.at(-1)).toBe(why === 'destinationGone' ? 'system because destinationGone' : 'own');
  },
);

test.each([
  [5, ['own', 'own', 'own', 'own', 'own', 'own']],
  [6, ['own', 'own', 'own', 'own', 'own', 'own', 'system because notAccepted']],
])('a refusal that nobody knows, %i times', async (times, expected) => {
  const { fire, run, asked, says } = await setUp();
  says.own = { outcome: 'retry', afterMs: null, why: 'refused', isRefusal: true };
  await fire();
  await run(times);
  says.own = null;
  await run();
  expect(asked).toEqual(expected);
});

test('an edit that always fails, and nobody knows why, holds up no later edit for ever', async () => {
  const { fire, run, balance, evaluate, says, counted, wait, ports } = await setUp();
  await fire();
  await run();
  ports.receiver.edit = async () => ({ outcome: 'retry', afterMs: null, why: 'unknownFailure', isUncertain: true });
  says.own = null;
  wait(HOUR);
  await balance(50);
  await evaluate();
  await run(60);
  expect(counted.filter((line) => line === 'edit retry')).toHaveLength(19);
  expect(counted).toContain('edit giveUp');
});

test('a fallback that refuses with a code that nobody knows gives way to the next', async () => {
  const { fire, run, asked, says, ports } = await setUp();
  const owner: DiscordPlace = { type: 'user', userId: 'owner' };
  ports.guildDefaults.fallbacks = () => [SYSTEM, owner];
  const { send } = ports.receiver;
  ports.receiver.send = async (attempt, beginning) => {
    if (idOf(attempt.place) === 'owner') {
      asked.push('owner');
      return { outcome: 'delivered', messageId: 'm1', place: attempt.place };
    }
    return send(attempt, beginning);
  };
  says.own = { outcome: 'giveUp', why: 'destinationGone' };
  says.system = { outcome: 'retry', afterMs: null, why: 'refused', isRefusal: true };
  await fire();
  await run();
  expect(asked.at(-1)).toBe('owner');
});

describe('an alert whose embed Discord refuses', () => {
  test('is sent once more as plain words', async () => {
    const { fire, deliverNext, says, plain, store, wait } = await setUp();
    says.own = { outcome: 'giveUp', why: 'rejected' };
    await fire();
    await deliverNext();
    says.own = null;
    wait(SECOND);
    await deliverNext();
    expect(plain).toEqual([false, true]);
    expect((await store.incidents.recent('g1', 1))[0]?.wasNotified).toBe(true);
  });

  test('and the words too is given up, and nobody counts as notified', async () => {
    const { fire, run, says, plain, store } = await setUp();
    says.own = { outcome: 'giveUp', why: 'rejected' };
    await fire();
    await run();
    expect(plain).toEqual([false, true]);
    expect((await store.deliveries.progress('g1')).gaveUp?.why).toBe('rejected');
    expect((await store.incidents.recent('g1', 1))[0]?.wasNotified).toBe(false);
  });
});

describe('an answer that stays lost', () => {
  const LOST: SendOutcome = { outcome: 'retry', afterMs: null, why: 'unreadableAnswer', isUncertain: true };

  /** Sends as a webhook does that nobody can look for: a copy each time, and never an answer. */
  async function flood() {
    const stage = await setUp();
    const copies: number[] = [];
    const times: number[] = [];
    stage.ports.receiver.findEarlier = nobodyKnows;
    stage.ports.receiver.send = async ({ delivery }) => {
      copies.push(delivery.copies);
      times.push(stage.now());
      return LOST;
    };
    return { ...stage, copies, times };
  }

  test('is three copies in all, the last after a while, and then said', async () => {
    const { fire, run, copies, times, store } = await flood();
    await fire();
    await run();
    expect(copies).toEqual([0, 1, 2]);
    expect(times.map((at) => at - (times[0] ?? 0))).toEqual([0, SECOND, SECOND + MINUTE]);
    expect((await store.deliveries.progress('g1')).gaveUp?.why).toBe('answerLost');
  });

  test('takes nothing back: people have probably seen it, and hear of the end', async () => {
    const { fire, run, store, balance, evaluate, wait, decided, counted } = await flood();
    await fire();
    await run();
    expect((await store.incidents.recent('g1', 1))[0]?.wasNotified).toBe(true);
    await fire();
    expect(decided.at(-1)).not.toBe('balance firstFiring');
    wait(HOUR);
    await balance(50);
    await evaluate();
    await run();
    expect(counted).toContain('recovery giveUp');
  });

  test('is none where Discord says that it failed: an outage gives nothing up', async () => {
    const { fire, run, ports, store } = await setUp();
    const seen: number[] = [];
    ports.receiver.findEarlier = nobodyKnows;
    ports.receiver.send = async ({ delivery }) => {
      seen.push(delivery.copies);
      return { outcome: 'retry', afterMs: null, why: 'discordFailed', isUncertain: true };
    };
    await fire();
    await run(30);
    expect(new Set(seen)).toEqual(new Set([0]));
    expect((await store.deliveries.progress('g1')).waiting).toBe(1);
  });

  test.each([
    ['a webhook alone sends it three times soon and then rarely, without end', true, [0, 1, 3, 603, 1803, 4203, 7803]],
    ['a bot looks before it sends again, so it goes on at its usual pace', false, [0, 1, 3, 7, 15, 31, 63]],
  ])('that is always a fault: %s', async (_name, webhookOnly, seconds) => {
    const { fire, run, ports, store, now } = await setUp();
    const times: number[] = [];
    Object.assign(ports.guildDefaults, { webhookOnly: () => webhookOnly });
    ports.receiver.findEarlier = nobodyKnows;
    ports.receiver.send = async () => {
      times.push(now());
      return { outcome: 'retry', afterMs: null, why: 'discordFailed', isUncertain: true };
    };
    await store.guilds.see([{ id: 'g1', name: '', webhookId: 'w1' }], now());
    await fire();
    await run(7);
    expect(times.map((at) => (at - (times[0] ?? 0)) / SECOND)).toEqual(seconds);
    expect((await store.deliveries.progress('g1')).waiting).toBe(1);
  });

  test('is not counted twice where an attempt surely stored nothing', async () => {
    const { fire, run, ports, store } = await setUp();
    let calls = 0;
    const seen: number[] = [];
    ports.receiver.findEarlier = nobodyKnows;
    ports.receiver.send = async ({ delivery }) => {
      seen.push(delivery.copies);
      calls += 1;
      return calls === 1 ? LOST : PAGE;
    };
    await fire();
    await run(5);
    expect(seen).toEqual([0, 1, 1, 1, 1]);
    expect((await store.deliveries.progress('g1')).waiting).toBe(1);
  });
});
