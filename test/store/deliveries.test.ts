import { beforeEach, describe, expect, test } from 'vitest';
import { memoryKey } from '../../src/monitor/evaluate.ts';
import type { GiveUpWhy, Message } from '../../src/monitor/types.ts';
import { alert, incident, key, memory, NOTHING, recovery, telling } from './alertFixture.ts';
import { MINUTE, NOW, type OpenFile, openOnDisk, PIPELINE, rows, SECOND } from './storeFixture.ts';

const LEASE = MINUTE;

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const deliveries = () => opened.store.deliveries;
const claim = (now = NOW) => deliveries().claim(now, LEASE);

/** Hands a message on; a recovery never overtakes, so several of them wait in line. */
const tell = (guildId = 'g1', message: Message = recovery(), now = NOW) =>
  opened.store.memories.commit([telling(message, guildId)], now);

async function claimed(now = NOW) {
  const delivery = await claim(now);
  if (delivery === null) throw new Error('nothing is due');
  return delivery;
}

describe('a message that waits', () => {
  test('is handed out whole, with how often it was tried', async () => {
    await tell('g1', alert(1, 'error'), NOW);
    expect(await claim(NOW + 5)).toEqual({
      id: expect.any(Number),
      guildId: 'g1',
      message: alert(1, 'error'),
      createdAt: NOW,
      attempts: 1,
    });
  });

  test('is there after a restart, and at once, though its sender held it', async () => {
    await tell();
    const { id } = await claimed();
    await opened.reopen();
    expect(await claimed()).toMatchObject({ id, attempts: 2 });
  });

  test('is not handed out before its time', async () => {
    await tell();
    const { id } = await claimed();
    await deliveries().retry(id, NOW + MINUTE, 'http502');
    expect(await claim(NOW + MINUTE - 1)).toBeNull();
    expect(await claimed(NOW + MINUTE)).toMatchObject({ id, attempts: 2 });
  });

  test('is held by one sender until the lease ends', async () => {
    await tell();
    const { id } = await claimed();
    expect(await claim(NOW)).toBeNull();
    expect(await claim(NOW + LEASE - 1)).toBeNull();
    expect(await claimed(NOW + LEASE)).toMatchObject({ id, attempts: 2 });
  });

  test('is handed to one of many that ask at once', async () => {
    await tell();
    const answers = await Promise.all(Array.from({ length: 8 }, () => claim()));
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
  });

  test.each([
    ['delivered', (id: number) => deliveries().delivered(id, 'm1', NOW)],
    ['given up', (id: number) => deliveries().giveUp(id, 'rejected', NOW)],
  ])('is not handed out again once it was %s, not even after a restart', async (_name, finish) => {
    await tell();
    await finish((await claimed()).id);
    expect(await claim(NOW + 2 * LEASE)).toBeNull();
    await opened.reopen();
    expect(await claim(NOW + 2 * LEASE)).toBeNull();
  });
});

describe('the order', () => {
  test('within a guild is that of writing, one at a time', async () => {
    await tell('g1', recovery(1));
    await tell('g1', recovery(2));
    const first = await claimed();
    expect(first.message.at).toBe(1);
    expect(await claim()).toBeNull();
    await deliveries().delivered(first.id, 'm1', NOW);
    expect((await claimed()).message.at).toBe(2);
  });

  test('within a guild holds while its first message waits for another try', async () => {
    await tell('g1', recovery(1));
    await tell('g1', recovery(2));
    await deliveries().retry((await claimed()).id, NOW + MINUTE, 'http502');
    expect(await claim(NOW + MINUTE - 1)).toBeNull();
    expect((await claimed(NOW + MINUTE)).message.at).toBe(1);
  });

  test('within a guild goes on where its first message was given up', async () => {
    await tell('g1', recovery(1));
    await tell('g1', recovery(2));
    await deliveries().giveUp((await claimed()).id, 'destinationGone', NOW);
    expect((await claimed()).message.at).toBe(2);
  });

  test('between guilds: none waits for another', async () => {
    await tell('g1', recovery(1));
    await tell('g1', recovery(2));
    await tell('g2', recovery(3));
    await deliveries().retry((await claimed()).id, NOW + MINUTE, 'rateLimited');
    expect(await claimed()).toMatchObject({ guildId: 'g2', message: { at: 3 } });
    expect(await claim()).toBeNull();
  });

  test('between guilds is by who may be tried first', async () => {
    await tell('g1', recovery(), NOW);
    await tell('g2', recovery(), NOW - SECOND);
    await tell('g3', recovery(), NOW - SECOND);
    expect([(await claimed()).guildId, (await claimed()).guildId, (await claimed()).guildId]).toEqual([
      'g2',
      'g3',
      'g1',
    ]);
  });
});

describe('an alert that was delivered', () => {
  const lastSent = async () =>
    (await opened.store.memories.ofPipeline(PIPELINE)).get(memoryKey('g1', 'balance'))?.lastSent;

  test('moves the cooldown of its severity to when people could read it', async () => {
    const after = memory(incident({ severity: 'error' }), { warning: NOW - MINUTE, error: NOW });
    await opened.store.memories.commit([{ key: key(), before: NOTHING, after, message: alert(1, 'error') }], NOW);
    await deliveries().delivered((await claimed()).id, 'm1', NOW + 90 * SECOND);
    expect(await lastSent()).toEqual({ warning: NOW - MINUTE, error: NOW + 90 * SECOND });
    expect(rows(opened.other, 'select message_id, delivered_at from deliveries')).toEqual([
      { message_id: 'm1', delivered_at: NOW + 90 * SECOND },
    ]);
  });

  test('moves no cooldown of another guild or kind', async () => {
    const after = memory(incident(), { warning: NOW });
    for (const each of [key('g1'), key('g2'), key('g1', 'queue')]) {
      await opened.store.memories.commit([{ key: each, before: NOTHING, after, message: null }], NOW);
    }
    await tell('g1', alert());
    await deliveries().delivered((await claimed()).id, 'm1', NOW + 5);
    expect(rows(opened.other, `select guild_id, kind from cooldowns where last_sent_at = ${NOW + 5}`)).toEqual([
      { guild_id: 'g1', kind: 'balance' },
    ]);
  });

  test('a recovery moves none', async () => {
    const after = memory(null, { warning: NOW });
    await opened.store.memories.commit([{ key: key(), before: NOTHING, after, message: recovery() }], NOW);
    await deliveries().delivered((await claimed()).id, 'm1', NOW + 5);
    expect(await lastSent()).toEqual({ warning: NOW, error: null });
  });
});

describe('a newer alert of its kind', () => {
  const waiting = () =>
    rows(
      opened.other,
      "select json_extract(message, '$.facts.balanceMicros') as micros, severity from deliveries order by id",
    );

  test('takes the place of one that waits', async () => {
    await tell('g1', alert(3));
    await tell('g1', alert(1, 'error'));
    expect(waiting()).toEqual([{ micros: 1, severity: 'error' }]);
  });

  test('takes the place of one that waits for another try, and keeps its place and time', async () => {
    await tell('g1', alert(3));
    await deliveries().retry((await claimed()).id, NOW + MINUTE, 'http502');
    await tell('g1', alert(1), NOW + SECOND);
    expect(await claim(NOW + MINUTE - 1)).toBeNull();
    expect(await claimed(NOW + MINUTE)).toMatchObject({ message: alert(1), attempts: 2, createdAt: NOW });
  });

  test('does not touch one that is being sent', async () => {
    await tell('g1', alert(3));
    const sending = await claimed();
    await tell('g1', alert(1));
    expect(waiting().map(({ micros }) => micros)).toEqual([3, 1]);
    await deliveries().delivered(sending.id, 'm1', NOW);
    expect((await claimed()).message).toEqual(alert(1));
  });

  test('does not touch one that is done', async () => {
    await tell('g1', alert(3));
    await deliveries().delivered((await claimed()).id, 'm1', NOW);
    await tell('g1', alert(2));
    await deliveries().giveUp((await claimed()).id, 'rejected', NOW);
    await tell('g1', alert(1));
    expect(waiting().map(({ micros }) => micros)).toEqual([3, 2, 1]);
  });

  test('does not touch one of another guild or kind, or a recovery', async () => {
    await tell('g1', recovery());
    await tell('g2', alert(3));
    await opened.store.memories.commit([telling(alert(2), 'g1', 'queue')], NOW);
    await tell('g1', alert(1));
    expect(rows(opened.other, 'select count(*) as n from deliveries')).toEqual([{ n: 4 }]);
  });

  test('does not go before a recovery that was written after the one that waits', async () => {
    for (const message of [alert(3, 'warning', 1), recovery(2), alert(1, 'warning', 3)]) await tell('g1', message);
    const told: string[] = [];
    for (let delivery = await claim(); delivery !== null; delivery = await claim()) {
      told.push(delivery.message.type);
      await deliveries().delivered(delivery.id, 'm', NOW);
    }
    // It fires: whoever reads the channel must not read last that it has recovered.
    expect(told.at(-1)).toBe('alert');
  });
});

describe('the next due time', () => {
  test('is null where nothing waits', async () => {
    expect(await deliveries().nextDueAt()).toBeNull();
    await tell();
    await deliveries().delivered((await claimed()).id, 'm1', NOW);
    expect(await deliveries().nextDueAt()).toBeNull();
  });

  test('is the earliest of all guilds', async () => {
    await tell('g1', recovery(), NOW + MINUTE);
    await tell('g2', recovery(), NOW + SECOND);
    expect(await deliveries().nextDueAt()).toBe(NOW + SECOND);
  });

  test('is when a message may be tried again', async () => {
    await tell();
    await deliveries().retry((await claimed()).id, NOW + 7, 'http502');
    expect(await deliveries().nextDueAt()).toBe(NOW + 7);
  });

  test('is when the lease of a message that is being sent ends', async () => {
    await tell();
    await claimed();
    expect(await deliveries().nextDueAt()).toBe(NOW + LEASE);
  });

  test('is not that of a message behind another one', async () => {
    await tell('g1');
    await tell('g1');
    await deliveries().retry((await claimed()).id, NOW + MINUTE, 'http502');
    expect(await deliveries().nextDueAt()).toBe(NOW + MINUTE);
  });
});

describe('the progress of a guild', () => {
  const NONE = { deliveredAt: null, waiting: 0, waitingSince: null, gaveUp: null, retrying: null };

  test('is nothing at first, whatever another guild does', async () => {
    await tell('g2');
    expect(await deliveries().progress('g1')).toEqual(NONE);
  });

  test('counts what waits, since when and why', async () => {
    await tell('g1', recovery(), NOW);
    await tell('g1', recovery(), NOW + 1);
    expect(await deliveries().progress('g1')).toEqual({ ...NONE, waiting: 2, waitingSince: NOW });
    await deliveries().retry((await claimed()).id, NOW + MINUTE, 'http502');
    expect(await deliveries().progress('g1')).toMatchObject({ waiting: 2, retrying: 'http502' });
  });

  test('names the last delivery', async () => {
    for (const at of [NOW, NOW + 5]) {
      await tell();
      await deliveries().delivered((await claimed()).id, 'm', at);
    }
    expect(await deliveries().progress('g1')).toEqual({ ...NONE, deliveredAt: NOW + 5 });
  });

  test.each<GiveUpWhy>(['destinationGone', 'notAllowed', 'rejected', 'noDestination'])(
    'names why the last message was given up: %s',
    async (why) => {
      await tell();
      await deliveries().giveUp((await claimed()).id, why, NOW + 1);
      expect(await deliveries().progress('g1')).toEqual({ ...NONE, gaveUp: { why, at: NOW + 1 } });
    },
  );

  test('does not name a reason that is over', async () => {
    await tell();
    const { id } = await claimed();
    await deliveries().retry(id, NOW, 'http502');
    await deliveries().delivered((await claimed()).id, 'm', NOW);
    expect(await deliveries().progress('g1')).toMatchObject({ waiting: 0, retrying: null });
  });
});
