import { describe, expect, test } from 'vitest';
import { type DiscordPlace, inDiscord } from '../../../src/discord/place.ts';
import type { GiveUpWhy } from '../../../src/monitor/delivery/giveUpWhy.ts';
import type { SendOutcome } from '../../../src/monitor/delivery/outcome.ts';
import { idOf } from '../../fixtures/discordRoutes.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, NOW, SECOND } from '../../fixtures/thresholds.ts';

const OWNER: DiscordPlace = { type: 'user', userId: 'owner' };
const SYSTEM: DiscordPlace = { type: 'channel', channelId: 'system' };
const GONE: SendOutcome = { outcome: 'giveUp', why: 'destinationGone' };

/** A guild whose places answer as `answers` says; `arrived` lists where something arrived. */
async function setUp(fallbacks: readonly DiscordPlace[], answers: Readonly<Record<string, SendOutcome>>) {
  const stage = await setUpMonitor();
  await stage.addGuild('g1', 'own');
  const arrived: { place: DiscordPlace; why: GiveUpWhy | null }[] = [];
  const asked: string[] = [];
  const { ports } = stage;
  ports.guildDefaults.fallbacks = () => [...fallbacks];
  ports.receiver.send = async ({ place, fallbackFor }) => {
    const name = idOf(place);
    asked.push(name);
    const answer = answers[name];
    if (answer !== undefined) return answer;
    arrived.push({ place: inDiscord(place), why: fallbackFor });
    return { outcome: 'delivered', messageId: `m${arrived.length}`, place };
  };
  const evaluate = async () => {
    await stage.evaluate();
    while (await stage.deliverNext());
  };
  return { ...stage, arrived, asked, evaluate, answers };
}

describe('where the own place of a guild is gone', () => {
  test('the same message goes to the next best one at once, and says why', async () => {
    const { balance, evaluate, arrived, asked } = await setUp([SYSTEM, OWNER], { own: GONE });
    await balance(1);
    await evaluate();
    expect(arrived).toEqual([{ place: SYSTEM, why: 'destinationGone' }]);
    expect(asked).toEqual(['own', 'system']);
  });

  test('it is not asked again, and people are notified elsewhere until somebody chooses', async () => {
    const { balance, evaluate, arrived, asked, wait, store } = await setUp([OWNER], { own: GONE });
    await balance(1);
    await evaluate();
    wait(HOUR);
    await balance(1);
    await evaluate();
    await store.guilds.choose('g1', { channelId: 'new', mention: null }, []);
    wait(HOUR);
    await balance(1);
    await evaluate();
    expect(asked).toEqual(['own', 'owner', 'owner', 'new']);
    expect(arrived.at(-1)).toEqual({ place: { type: 'channel', channelId: 'new' }, why: null });
  });

  test('a fallback that refuses passes the message on to the next', async () => {
    const { balance, evaluate, arrived } = await setUp([SYSTEM, OWNER], { own: GONE, system: GONE });
    await balance(1);
    await evaluate();
    expect(arrived).toEqual([{ place: OWNER, why: 'destinationGone' }]);
  });

  test('and so is every other, nobody was notified, and the first message is sent once there is a place', async () => {
    const { balance, evaluate, arrived, wait, store } = await setUp([SYSTEM], { own: GONE, system: GONE });
    await balance(1);
    await evaluate();
    expect((await store.incidents.recent('g1', 1))[0]?.wasNotified).toBe(false);
    await store.guilds.choose('g1', { channelId: 'new', mention: null }, []);
    wait(SECOND);
    await evaluate();
    expect(arrived).toHaveLength(1);
  });

  test('a fallback that is slow is tried again, not skipped', async () => {
    const answers: Record<string, SendOutcome> = {
      own: GONE,
      system: { outcome: 'retry', afterMs: null, why: 'discordFailed' },
    };
    const { balance, evaluate, arrived, wait } = await setUp([SYSTEM, OWNER], answers);
    await balance(1);
    await evaluate();
    expect(arrived).toEqual([]);
    delete answers['system'];
    wait(MINUTE);
    await evaluate();
    expect(arrived).toEqual([{ place: SYSTEM, why: 'destinationGone' }]);
  });
});

describe('what nobody waits for any more is dropped', () => {
  const ANA = { userId: '1', name: 'ana' };
  test.each([
    ['a test alert of a quarter of an hour ago', 15 * MINUTE, ['own']],
    ['a test alert of a moment more', 15 * MINUTE + 1, []],
  ])('%s', async (_name, age, expected) => {
    const { store, wait, asked, deliverNext } = await setUp([], {});
    await store.deliveries.add('g1', { type: 'test', severity: 'critical', by: ANA, at: NOW }, NOW);
    wait(age);
    await deliverNext();
    expect(asked).toEqual(expected);
    expect((await store.deliveries.progress('g1')).gaveUp).toBeNull();
  });

  test('but the first message of an incident never is', async () => {
    const { balance, evaluate, arrived, wait, answers } = await setUp([], {
      own: { outcome: 'retry', afterMs: null, why: 'discordFailed' },
    });
    await balance(1);
    await evaluate();
    wait(30 * 24 * HOUR);
    delete (answers as Record<string, SendOutcome>)['own'];
    await evaluate();
    expect(arrived).toHaveLength(1);
  });
});

test('an alert that may have arrived is looked for while it is muted, and not sent again', async () => {
  const { balance, evaluate, arrived, wait, answers, mute, store, asked, ports } = await setUp([], {
    own: { outcome: 'retry', afterMs: null, why: 'unreachable', isUncertain: true },
  });
  let looked = 0;
  await balance(1);
  await evaluate();
  await mute('g1', 'balance', HOUR);
  delete (answers as Record<string, SendOutcome>)['own'];
  ports.receiver.findEarlier = async () => {
    looked += 1;
    return { found: 'absent', pingFailure: null };
  };
  wait(MINUTE);
  await evaluate();
  expect({ looked, asked }).toEqual({ looked: 1, asked: ['own'] });
  expect(arrived).toEqual([]);
  expect((await store.incidents.recent('g1', 1))[0]?.wasNotified).toBe(false);
});

test.each([
  ['our own pace is waited for, and no longer', 'paced', 700, 700],
  ['a failure is waited for as long as we think fit', 'discordFailed', 700, 1_000],
] as const)('%s', async (_name, why, afterMs, waitMs) => {
  const { balance, evaluate, arrived, wait, answers, deliverNext } = await setUp([], {
    own: { outcome: 'retry', afterMs, why },
  });
  await balance(1);
  await evaluate();
  delete (answers as Record<string, SendOutcome>)['own'];
  wait(waitMs - 1);
  expect(await deliverNext()).toBe(false);
  wait(1);
  await deliverNext();
  expect(arrived).toHaveLength(1);
});

test('what an incident came to, or a day, waits for a place and is sent as soon as there is one', async () => {
  const answers: Record<string, SendOutcome> = {};
  const { balance, evaluate, arrived, wait, store } = await setUp([], answers);
  await balance(1);
  await evaluate();
  answers['own'] = GONE;
  await balance(50);
  await evaluate();
  expect(arrived).toHaveLength(1);
  wait(SECOND);
  await store.guilds.choose('g1', { channelId: 'new', mention: null }, []);
  await evaluate();
  expect(arrived.map(({ place }) => place)).toEqual([
    { type: 'channel', channelId: 'own' },
    { type: 'channel', channelId: 'new' },
  ]);
});

test('a permission that was given back is known once a test arrives, and a database that fails then repeats nothing', async () => {
  const answers: Record<string, SendOutcome> = { own: { outcome: 'giveUp', why: 'notAllowed' } };
  const { balance, evaluate, arrived, store, ports, deliverNext, wait } = await setUp([OWNER], answers);
  await balance(1);
  await evaluate();
  wait(3 * SECOND);
  await evaluate();
  delete answers['own'];
  await store.deliveries.add(
    'g1',
    { type: 'test', severity: 'critical', by: { userId: '1', name: 'ana' }, at: NOW },
    NOW,
  );
  const { guilds } = store;
  ports.store = { ...store, guilds: { ...guilds, setUnusable: () => Promise.reject(new Error('database is locked')) } };
  await expect(deliverNext()).rejects.toThrow('database is locked');
  ports.store = store;
  while (await deliverNext());
  expect(arrived.map(({ place }) => place)).toEqual([OWNER, { type: 'channel', channelId: 'own' }]);
});
