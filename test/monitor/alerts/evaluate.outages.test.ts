import { describe, expect, test } from 'vitest';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

const COOLDOWN = THRESHOLDS.cooldownMs;

async function setUp() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  return stage;
}

describe('while Discord cannot be reached', () => {
  test('an incident that goes on is sent once when Discord is back, as it is then', async () => {
    const { balance, tell, wait, discordRefuses, discordIsBack } = await setUp();
    discordRefuses();
    for (const usd of [9, 8, 7]) {
      await balance(usd);
      expect(await tell()).toEqual([]);
      wait(COOLDOWN);
    }
    discordIsBack();
    await balance(6);
    expect(await tell()).toEqual(['g1: balance warning']);
  });

  test('an incident that ended and began again leaves the channel with what is true: it fires', async () => {
    const { balance, tell, wait, discordRefuses, discordIsBack, inbox } = await setUp();
    discordRefuses();
    for (const usd of [9, 142, 8]) {
      await balance(usd);
      await tell();
      wait(COOLDOWN);
    }
    discordIsBack();
    await tell();
    const types = inbox.map(({ message }) => message.type).filter((type) => type !== 'topUp');
    expect(types.at(-1)).toBe('alert');
  });

  test('the number that a mute suppressed is not lost when a newer alert takes the place of the one that waits', async () => {
    const { balance, mute, tell, wait, discordRefuses, discordIsBack } = await setUp();
    await mute('g1', 'all', COOLDOWN);
    await balance(9);
    await tell();
    wait(COOLDOWN);
    discordRefuses();
    await tell();
    wait(COOLDOWN);
    discordIsBack();
    await balance(9);
    expect(await tell()).toEqual(['g1: balance warning after 1 suppressed']);
  });

  test('an alert that still waits when a mute begins is not sent during it', async () => {
    const { balance, mute, tell, wait, discordRefuses, discordIsBack } = await setUp();
    discordRefuses();
    await balance(1);
    await tell();
    await mute('g1', 'balance', HOUR);
    wait(MINUTE);
    discordIsBack();
    expect(await tell()).toEqual([]);
  });

  test('an incident that began and ended is sent late, in one message with both times', async () => {
    const { balance, tell, wait, now, discordRefuses, discordIsBack, inbox } = await setUp();
    const openedAt = now();
    discordRefuses();
    await balance(1);
    await tell();
    wait(HOUR);
    await balance(142);
    await tell();
    discordIsBack();
    wait(MINUTE);
    expect(await tell()).toContain('g1: balance was over');
    expect(inbox[0]?.message).toMatchObject({
      type: 'late',
      worst: { balanceMicros: 1_000_000 },
      openedAt,
      endedAt: openedAt + HOUR,
    });
    expect(inbox.filter(({ message }) => message.type !== 'topUp')).toHaveLength(1);
  });
});

test('no end is sent of an incident whose beginning Discord refused for good', async () => {
  const { balance, tell, store, discordRefuses, discordIsBack } = await setUp();
  discordRefuses({ outcome: 'giveUp', why: 'destinationGone' });
  await balance(1);
  await tell();
  discordIsBack();
  await store.guilds.choose('g1', { channelId: 'a-new-channel', mention: null }, []);
  await balance(142);
  expect(await tell()).toEqual([]);
});

test('an alert that was refused for good is sent at once where the guild wants it next, not after the cooldown', async () => {
  const { balance, tell, store, wait, discordRefuses, discordIsBack } = await setUp();
  discordRefuses({ outcome: 'giveUp', why: 'destinationGone' });
  await balance(1);
  await tell();
  wait(SECOND);
  discordIsBack();
  await store.guilds.choose('g1', { channelId: 'a-new-channel', mention: null }, []);
  expect(await tell()).toEqual(['g1: balance critical']);
});
