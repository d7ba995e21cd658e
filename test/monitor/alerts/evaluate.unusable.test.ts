import { expect, test } from 'vitest';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, THRESHOLDS } from '../../fixtures/thresholds.ts';

const COOLDOWN = THRESHOLDS.cooldownMs;

async function setUp(why: 'destinationGone' | 'notAllowed') {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  stage.discordRefuses({ outcome: 'giveUp', why });
  await stage.balance(1);
  await stage.tell();
  // A permission that is missing is asked for once more.
  if (why === 'notAllowed') {
    stage.wait(3_000);
    await stage.tell();
  }
  stage.discordIsBack();
  return stage;
}

test.each([
  ['just before ten minutes have passed', 10 * MINUTE - 1, []],
  ['after ten minutes', 10 * MINUTE, ['g1: balance critical']],
])('where the bot was not allowed to write it tries again: %s', async (_name, ms, expected) => {
  const { tell, wait, balance } = await setUp('notAllowed');
  wait(ms);
  await balance(1);
  expect(await tell()).toEqual(expected);
});

test('a place that is gone is not tried again, however long that is', async () => {
  const { tell, wait, balance, counted } = await setUp('destinationGone');
  const tries = counted.length;
  for (const _day of [1, 2, 3]) {
    wait(24 * HOUR);
    await balance(1);
    expect(await tell()).toEqual([]);
  }
  expect(counted).toHaveLength(tries);
});

test('once somebody picks a place, what fires is sent as the first firing', async () => {
  const { tell, wait, balance, store, decided } = await setUp('destinationGone');
  wait(COOLDOWN);
  await balance(1);
  await tell();
  expect(decided).toContain('balance noDestination');
  await store.guilds.choose('g1', { channelId: 'another', mention: null }, []);
  expect(await tell()).toEqual(['g1: balance critical']);
  expect(decided.findLast((decision) => decision.startsWith('balance'))).toBe('balance firstFiring');
});

test('a webhook that was found again is tried again', async () => {
  const stage = await setUpMonitor();
  await stage.store.guilds.see([{ id: 'g1', name: '', webhookId: 'w1' }], stage.now());
  stage.discordRefuses({ outcome: 'giveUp', why: 'destinationGone' });
  await stage.balance(1);
  await stage.tell();
  stage.discordIsBack();
  expect(await stage.tell()).toEqual([]);
  await stage.store.guilds.see([{ id: 'g1', name: '', webhookId: 'w1' }], stage.now());
  expect(await stage.tell()).toEqual(['g1: balance critical']);
});

test('a single message that Discord does not accept leaves the place usable, and is not sent again within the cooldown', async () => {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  stage.discordRefuses({ outcome: 'giveUp', why: 'rejected' });
  await stage.balance(1);
  await stage.tell();
  stage.discordIsBack();
  expect(await stage.tell()).toEqual([]);
  stage.wait(COOLDOWN);
  await stage.balance(1);
  expect(await stage.tell()).toEqual(['g1: balance critical']);
});

test('one guild whose place is gone does not keep another from being notified', async () => {
  const { addGuild, tell, wait, balance } = await setUp('destinationGone');
  await addGuild('g2');
  wait(MINUTE);
  await balance(1);
  expect(await tell()).toEqual(['g2: balance critical']);
});
