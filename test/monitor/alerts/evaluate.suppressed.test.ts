import { describe, expect, test } from 'vitest';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { MINUTE, THRESHOLDS } from '../../fixtures/thresholds.ts';

const COOLDOWN = THRESHOLDS.cooldownMs;

async function setUp() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  return {
    ...stage,
    async back() {
      stage.discordIsBack();
      stage.wait(MINUTE);
      return stage.tell();
    },
  };
}

describe('what a mute suppressed adds up', () => {
  test('over the alerts that wait', async () => {
    const { balance, mute, tell, wait, discordRefuses, back } = await setUp();
    discordRefuses();
    for (const _round of [1, 2]) {
      await mute('g1', 'all', COOLDOWN);
      await balance(9);
      await tell();
      wait(COOLDOWN);
      await balance(9);
      await tell();
      wait(COOLDOWN);
    }
    await balance(9);
    // One in the first mute; in the second the one that waited, and one more.
    expect(await back()).toEqual(['g1: balance warning after 3 suppressed']);
  });

  test('with the alert that waited when the mute began, which is not counted twice', async () => {
    const { balance, mute, tell, wait, discordRefuses, discordIsBack } = await setUp();
    discordRefuses();
    await balance(9);
    await tell();
    await mute('g1', 'all', 3 * MINUTE);
    discordIsBack();
    for (const _minute of [1, 2]) {
      wait(MINUTE);
      expect(await tell()).toEqual([]);
    }
    wait(MINUTE);
    expect(await tell()).toEqual(['g1: balance warning after 1 suppressed']);
  });

  test('with the alert that waited when the mute began, and with what was suppressed before that was noticed', async () => {
    const { balance, mute, tell, wait, discordRefuses, discordIsBack } = await setUp();
    discordRefuses();
    await balance(9);
    await tell();
    await mute('g1', 'all', COOLDOWN + MINUTE);
    discordIsBack();
    wait(COOLDOWN);
    await balance(9);
    expect(await tell()).toEqual([]);
    wait(MINUTE);
    expect(await tell()).toEqual(['g1: balance warning after 2 suppressed']);
  });
});
