import { beforeEach, describe, expect, test } from 'vitest';
import type { GiveUpWhy } from '../../src/monitor/delivery/giveUpWhy.ts';
import { PLACE, recovery } from '../fixtures/alerts.ts';
import { type DeliveriesStage, LEASE, setUpDeliveries } from '../fixtures/deliveries.ts';
import { MINUTE, NOW, rows, SECOND } from '../fixtures/store.ts';

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await setUpDeliveries();
});

describe('the next due time', () => {
  test('is null where nothing waits', async () => {
    expect(await stage.deliveries().nextDueAt()).toBeNull();
    await stage.tell();
    await stage.deliveries().delivered((await stage.claimed()).id, 'm1', PLACE, NOW);
    expect(await stage.deliveries().nextDueAt()).toBeNull();
  });

  test('is the earliest of all guilds', async () => {
    await stage.tell('g1', recovery(), NOW + MINUTE);
    await stage.tell('g2', recovery(), NOW + SECOND);
    expect(await stage.deliveries().nextDueAt()).toBe(NOW + SECOND);
  });

  test('is when a message may be tried again', async () => {
    await stage.tell();
    await stage.deliveries().retry((await stage.claimed()).id, NOW + 7, 'discordFailed', false);
    expect(await stage.deliveries().nextDueAt()).toBe(NOW + 7);
  });

  test('is when the lease of a message that is being sent ends', async () => {
    await stage.tell();
    await stage.claimed();
    expect(await stage.deliveries().nextDueAt()).toBe(NOW + LEASE);
  });

  test('is not that of a message behind another one', async () => {
    await stage.tell('g1');
    await stage.tell('g1');
    await stage.deliveries().retry((await stage.claimed()).id, NOW + MINUTE, 'discordFailed', false);
    expect(await stage.deliveries().nextDueAt()).toBe(NOW + MINUTE);
  });
});

describe('what became of a message', () => {
  const outcome = (id: number) => stage.deliveries().outcome(id);

  test('is nothing until an attempt has ended', async () => {
    await stage.tell();
    expect(await outcome((await stage.claimed()).id)).toBeNull();
    expect(await outcome(4_711)).toBeNull();
  });

  test('is where it arrived', async () => {
    await stage.tell();
    expect(await outcome((await stage.deliver('m7')).id)).toEqual({
      outcome: 'delivered',
      messageId: 'm7',
      place: PLACE,
    });
  });

  test('is why it is tried again, and then why it was given up', async () => {
    await stage.tell();
    const { id } = await stage.claimed();
    await stage.deliveries().retry(id, NOW + SECOND, 'discordFailed', false);
    expect(await outcome(id)).toEqual({ outcome: 'retry', afterMs: null, why: 'discordFailed' });
    await stage.deliveries().giveUp(id, 'rejected', NOW);
    expect(await outcome(id)).toEqual({ outcome: 'giveUp', why: 'rejected' });
  });
});

describe('the backlog', () => {
  const backlog = () => stage.deliveries().backlog();

  test('is what waits for all guilds, since the oldest of it', async () => {
    expect(await backlog()).toEqual({ waiting: 0, since: null });
    await stage.tell('g1', recovery(), NOW + 5);
    await stage.tell('g2', recovery(), NOW);
    expect(await backlog()).toEqual({ waiting: 2, since: NOW });
    await stage.deliver();
    expect(await backlog()).toEqual({ waiting: 1, since: NOW + 5 });
    await stage.deliveries().giveUp((await stage.claimed(NOW + 5)).id, 'rejected', NOW + 5);
    expect(await backlog()).toEqual({ waiting: 0, since: null });
  });

  test.each([
    ['discordFailed', 1],
    ['nowhere', 1],
    ['muted', 0],
    ['cooldown', 0],
  ] as const)('of what is tried again because of %s holds %d', async (why, waiting) => {
    await stage.tell();
    await stage.deliveries().retry((await stage.claimed()).id, NOW + MINUTE, why, false);
    expect(await backlog()).toMatchObject({ waiting });
  });
});

describe('answers that got lost', () => {
  const lost = async () => [...(await stage.deliveries().lostAnswers())];
  const giveUp = async (why: GiveUpWhy, at: number) => {
    await stage.tell();
    await stage.deliveries().giveUp((await stage.claimed()).id, why, at);
  };

  test('are those of guilds to whom nothing has arrived since', async () => {
    expect(await lost()).toEqual([]);
    await giveUp('answerLost', NOW + 1);
    expect(await lost()).toEqual(['g1']);
    await giveUp('muted', NOW + 2);
    expect(await lost()).toEqual(['g1']);
    await stage.tell();
    await stage.deliver('m1', NOW + 3);
    expect(await lost()).toEqual([]);
    await giveUp('answerLost', NOW + 4);
    expect(await lost()).toEqual(['g1']);
  });

  test.each<[GiveUpWhy, string[]]>([
    ['rejected', []],
    ['superseded', ['g1']],
  ])('are not the last trouble where a later message was given up: %s', async (why, guilds) => {
    await giveUp('answerLost', NOW + 1);
    await giveUp(why, NOW + 2);
    expect(await lost()).toEqual(guilds);
  });
});

describe('the progress of a guild', () => {
  const NONE = { deliveredAt: null, waiting: 0, waitingSince: null, gaveUp: null, retrying: null };

  test('is nothing at first, whatever another guild does', async () => {
    await stage.tell('g2');
    expect(await stage.deliveries().progress('g1')).toEqual(NONE);
  });

  test('counts what waits, since when and why', async () => {
    await stage.tell('g1', recovery(), NOW);
    await stage.tell('g1', recovery(), NOW + 1);
    expect(await stage.deliveries().progress('g1')).toEqual({ ...NONE, waiting: 2, waitingSince: NOW });
    await stage.deliveries().retry((await stage.claimed()).id, NOW + MINUTE, 'discordFailed', false);
    expect(await stage.deliveries().progress('g1')).toMatchObject({ waiting: 2, retrying: 'discordFailed' });
  });

  test('names the last delivery', async () => {
    for (const at of [NOW, NOW + 5]) {
      await stage.tell();
      await stage.deliveries().delivered((await stage.claimed()).id, 'm', PLACE, at);
    }
    expect(await stage.deliveries().progress('g1')).toEqual({ ...NONE, deliveredAt: NOW + 5 });
  });

  test.each<GiveUpWhy>(['destinationGone', 'notAllowed', 'rejected', 'noDestination'])(
    'names why the last message was given up: %s',
    async (why) => {
      await stage.tell();
      await stage.deliveries().giveUp((await stage.claimed()).id, why, NOW + 1);
      expect(await stage.deliveries().progress('g1')).toEqual({ ...NONE, gaveUp: { why, at: NOW + 1 } });
    },
  );

  test('knows that a message was superseded by the word of earlier versions too', async () => {
    await stage.tell();
    await stage.deliveries().giveUp((await stage.claimed()).id, 'answerLost', NOW + 1);
    await stage.tell();
    const { id } = await stage.claimed();
    await stage.deliveries().giveUp(id, 'superseded', NOW + 2);
    for (const why of ['superseded', 'overtaken']) {
      await rows(stage.opened.other, `update deliveries set gave_up_why = '${why}' where id = ${id} returning id`);
      expect(await stage.deliveries().progress('g1')).toMatchObject({ gaveUp: { why: 'answerLost' } });
      expect([...(await stage.deliveries().lostAnswers())]).toEqual(['g1']);
    }
  });

  test('does not name a reason that is over', async () => {
    await stage.tell();
    const { id } = await stage.claimed();
    await stage.deliveries().retry(id, NOW, 'discordFailed', false);
    await stage.deliveries().delivered((await stage.claimed()).id, 'm', PLACE, NOW);
    expect(await stage.deliveries().progress('g1')).toMatchObject({ waiting: 0, retrying: null });
  });
});
