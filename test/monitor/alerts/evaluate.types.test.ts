import { describe, expect, test } from 'vitest';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, THRESHOLDS } from '../../fixtures/thresholds.ts';

async function setup() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  return stage;
}

const TURNSTILE = { captchaType: 'turnstile' };
const IMAGE = { captchaType: 'image' };

describe('a CAPTCHA type that fails', () => {
  test.each([
    ['half of it', 10, []],
    ['more than half of it', 11, ['g1: types warning']],
  ])('leads to an alert while the whole is fine: %s', async (_name, failed, expected) => {
    const { results, tell } = await setup();
    await results(500, 0, IMAGE);
    await results(20 - failed, failed, TURNSTILE);
    expect(await tell()).toEqual(expected);
  });

  test('leads to no alert while the whole fires, which says more', async () => {
    const { results, tell, wait } = await setup();
    await results(40, 0, IMAGE);
    await results(0, 20, TURNSTILE);
    expect(await tell()).toEqual(['g1: errors critical']);
    expect(await tell()).toEqual([]);
    // The whole has recovered, and the type has not.
    await results(900, 0, IMAGE);
    expect(await tell()).toEqual([]);
    wait(MINUTE);
    expect(await tell()).toEqual(['g1: errors recovered']);
    expect(await tell()).toEqual(['g1: types warning']);
  });

  test('and has an alert is not repeated while the whole fires, but its end is sent', async () => {
    const { results, tell, wait, decided } = await setup();
    await results(500, 0, IMAGE);
    await results(0, 20, TURNSTILE);
    expect(await tell()).toEqual(['g1: types warning']);
    await results(0, 500, IMAGE);
    expect(await tell()).toEqual(['g1: errors critical']);
    wait(THRESHOLDS.cooldownMs);
    decided.length = 0;
    await results(0, 60, IMAGE);
    await results(0, 20, TURNSTILE);
    expect((await tell()).filter((line) => line.includes('types'))).toEqual([]);
    expect(decided).toContain('types inhibited');
  });

  test('has recovered at 30 percent, and not before', async () => {
    const { results, tell } = await setup();
    await results(500, 0, IMAGE);
    await results(0, 30, TURNSTILE);
    expect(await tell()).toEqual(['g1: types warning']);
    await results(69, 0, TURNSTILE);
    expect(await tell()).toEqual([]);
    await results(1, 0, TURNSTILE);
    expect(await tell()).toEqual(['g1: types recovered']);
  });

  test('leads to no alert about failures that a used-up balance has left in the window', async () => {
    const { balance, results, tell, wait } = await setup();
    await balance(0);
    await results(1_000, 0, IMAGE);
    await results(0, 30, TURNSTILE);
    expect(await tell()).toEqual(['g1: balance critical affecting types']);
    wait(MINUTE);
    await balance(500);
    expect(await tell()).toEqual(['g1: balance recovered']);
    wait(3 * MINUTE);
    expect(await tell()).toEqual([]);
  });

  test('leads to no alert while it is muted', async () => {
    const { results, tell, mute } = await setup();
    await mute('g1', 'types', HOUR);
    await results(500, 0, IMAGE);
    await results(0, 30, TURNSTILE);
    expect(await tell()).toEqual([]);
  });
});
