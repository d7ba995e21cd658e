import { beforeEach, describe, expect, test } from 'vitest';
import { PLACE, recovery } from '../fixtures/alerts.ts';
import { type DeliveriesStage, setUpDeliveries } from '../fixtures/deliveries.ts';
import { HOUR, MINUTE, NOW } from '../fixtures/store.ts';

const UNTIL = NOW + HOUR;

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await setUpDeliveries();
  await stage.tell('g1', recovery(1));
  await stage.deliveries().retry((await stage.claimed()).id, UNTIL, 'muted', false);
});

describe('a recovery that a mute holds', () => {
  test('holds up nothing behind it', async () => {
    expect(await stage.claim()).toBeNull();
    await stage.tell('g1', recovery(2));
    await stage.tell('g1', recovery(3));
    expect((await stage.deliver()).message.at).toBe(2);
    expect((await stage.deliver()).message.at).toBe(3);
    expect(await stage.claim(UNTIL - 1)).toBeNull();
  });

  test('comes at the end of the mute, before what is written then', async () => {
    await stage.tell('g1', recovery(2), UNTIL);
    expect((await stage.drain(UNTIL)).map(({ at }) => at)).toEqual([1, 2]);
  });

  test('does not take the order from what comes behind it', async () => {
    await stage.tell('g1', recovery(2));
    await stage.tell('g1', recovery(3));
    await stage.deliveries().retry((await stage.claimed()).id, NOW + MINUTE, 'discordFailed', false);
    expect(await stage.claim(NOW + MINUTE - 1)).toBeNull();
    expect((await stage.claimed(NOW + MINUTE)).message.at).toBe(2);
  });

  test('is still held after a restart', async () => {
    await stage.opened.reopen();
    expect(await stage.claim(UNTIL - 1)).toBeNull();
    expect((await stage.claimed(UNTIL)).message.at).toBe(1);
  });

  test('comes at once when the mute ends early', async () => {
    await stage.deliveries().releaseMuted('g1', NOW + 5);
    expect(await stage.deliveries().nextDueAt()).toBe(NOW + 5);
    expect((await stage.claimed(NOW + 5)).message.at).toBe(1);
  });

  test('is not freed by the end of a mute elsewhere', async () => {
    await stage.deliveries().releaseMuted('g2', NOW + 5);
    expect(await stage.claim(NOW + 5)).toBeNull();
  });

  test('is in the progress of its guild', async () => {
    expect(await stage.deliveries().progress('g1')).toMatchObject({ waiting: 1, retrying: 'muted', gaveUp: null });
  });
});

describe('the next due time with a message that a mute holds', () => {
  test('is the end of the mute where nothing else waits', async () => {
    expect(await stage.deliveries().nextDueAt()).toBe(UNTIL);
  });

  test('is that of the first message behind it', async () => {
    await stage.tell('g1', recovery(2), NOW + 3);
    expect(await stage.deliveries().nextDueAt()).toBe(NOW + 3);
    await stage.deliveries().retry((await stage.claimed(NOW + 3)).id, NOW + MINUTE, 'discordFailed', false);
    expect(await stage.deliveries().nextDueAt()).toBe(NOW + MINUTE);
  });
});

describe('the end of a mute', () => {
  test('does not hurry what waits for another reason', async () => {
    await stage.tell('g1', recovery(2));
    await stage.deliveries().retry((await stage.claimed()).id, NOW + MINUTE, 'discordFailed', false);
    await stage.deliveries().releaseMuted('g1', NOW);
    expect((await stage.claimed()).message.at).toBe(1);
    expect(await stage.claim(NOW + MINUTE - 1)).toBeNull();
  });

  test('does not bring back what is done', async () => {
    const { id } = await stage.claimed(UNTIL);
    await stage.deliveries().delivered(id, 'm1', PLACE, UNTIL);
    await stage.deliveries().releaseMuted('g1', UNTIL);
    expect(await stage.claim(UNTIL + HOUR)).toBeNull();
  });
});
