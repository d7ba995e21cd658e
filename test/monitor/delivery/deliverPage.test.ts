import { describe, expect } from 'vitest';
import { pageWaitMs } from '../../../src/monitor/delivery/deliverPage.ts';
import type { PageOutcome } from '../../../src/monitor/ports/outsideReceiver.ts';
import { setUpPager } from '../../fixtures/pager.ts';
import { test } from '../../fixtures/test.ts';
import { HOUR, MINUTE, SECOND } from '../../fixtures/thresholds.ts';

test('in a server without a channel, what comes and goes wakes nobody again before the cooldown is over', async ({
  store,
}) => {
  const stage = await setUpPager(store);
  await store.guilds.choose('g1', { channelId: null }, []);
  const { cooldownMs } = stage.ports.guildDefaults.thresholds;
  const began = stage.now();
  const events: string[] = [];
  while (stage.now() - began <= cooldownMs) {
    for (const usd of [1, 50]) {
      await stage.balance(usd);
      for (const event of await stage.page()) events.push(`${(stage.now() - began) / SECOND}: ${event}`);
      stage.wait(30 * SECOND);
    }
  }
  expect(events).toEqual(['0: trigger', '30: resolve', `${cooldownMs / SECOND}: trigger`]);
});

test('a critical incident is triggered, acknowledged and resolved under one key', async ({ store }) => {
  const stage = await setUpPager(store);
  await stage.balance(8);
  expect(await stage.page()).toEqual([]);
  stage.wait(SECOND);
  await stage.balance(1);
  expect(await stage.page()).toEqual(['trigger']);
  stage.wait(HOUR);
  // A reminder is no news to it.
  expect(await stage.page()).toEqual([]);
  await stage.acknowledge();
  expect(await stage.page()).toEqual(['acknowledge']);
  await stage.balance(100);
  expect(await stage.page()).toEqual(['resolve']);
  expect(new Set(stage.pages.map(({ key }) => key)).size).toBe(1);
  expect(stage.outcomes).toEqual(Array.from({ length: 3 }, () => 'pager delivered'));
});

describe('while it cannot be reached', () => {
  const DOWN: PageOutcome = { outcome: 'retry', why: 'unreachable', afterMs: null };
  const BUSY: PageOutcome = { outcome: 'retry', why: 'rateLimited', afterMs: 2 * MINUTE };

  test('it is tried again, as late as it asks for', async ({ store }) => {
    const stage = await setUpPager(store, [DOWN, BUSY]);
    await stage.balance(1);
    await stage.page();
    stage.wait(5 * SECOND - 1);
    expect(await stage.deliver()).toBe(false);
    stage.wait(1);
    expect(await stage.deliver()).toBe(true);
    stage.wait(2 * MINUTE - 1);
    expect(await stage.deliver()).toBe(false);
    stage.wait(1);
    expect(await stage.deliver()).toBe(true);
    expect(stage.outcomes).toEqual(['pager retry', 'pager retry', 'pager delivered']);
  });

  test('what is over by then, and surely never arrived, wakes nobody', async ({ store }) => {
    const stage = await setUpPager(store, [BUSY]);
    await stage.balance(1);
    await stage.page();
    stage.wait(MINUTE);
    await stage.balance(100);
    stage.wait(MINUTE);
    expect(await stage.page()).toEqual([]);
  });

  test('what may have arrived is resolved', async ({ store }) => {
    const stage = await setUpPager(store, [DOWN]);
    await stage.balance(1);
    await stage.page();
    stage.wait(MINUTE);
    await stage.balance(100);
    expect(await stage.page()).toEqual(['trigger', 'resolve']);
  });
});

test('muted after it was decided: nobody is woken up before the mute ends', async ({ store }) => {
  const stage = await setUpPager(store);
  await stage.balance(1);
  await stage.tell();
  await stage.mute(HOUR);
  expect(await stage.page()).toEqual([]);
  stage.wait(HOUR);
  await stage.balance(1);
  expect(await stage.page()).toEqual(['trigger']);
});

test('muted after it was sent: its end is sent all the same', async ({ store }) => {
  const stage = await setUpPager(store);
  await stage.balance(1);
  expect(await stage.page()).toEqual(['trigger']);
  await stage.mute(HOUR);
  stage.wait(MINUTE);
  await stage.balance(100);
  expect(await stage.page()).toEqual(['resolve']);
});

test('a refusal is final, is logged once, and is tried anew with the next reminder', async ({ store }) => {
  const stage = await setUpPager(store, [{ outcome: 'giveUp', why: 'rejected' }]);
  await stage.balance(1);
  await stage.page();
  expect(await stage.page()).toEqual([]);
  stage.wait(HOUR);
  await stage.balance(1);
  expect(await stage.page()).toEqual(['trigger']);
  expect(stage.outcomes).toEqual(['pager giveUp', 'pager delivered']);
});

test.for([
  [1, 5 * SECOND],
  [2, 10 * SECOND],
  [6, 160 * SECOND],
  [7, 5 * MINUTE],
  [100, 5 * MINUTE],
] as const)('after %i attempts it waits %i ms, less up to a quarter', ([attempts, ms]) => {
  expect(pageWaitMs(attempts, 0)).toBe(ms);
  expect(pageWaitMs(attempts, 1)).toBe(Math.round(ms * 0.75));
});
