import { describe, expect, test } from 'vitest';
import { ALERT_KINDS } from '../../../src/monitor/types.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { MINUTE, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

const COOLDOWN = THRESHOLDS.cooldownMs;

async function setUp() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  return stage;
}

describe('an incident', () => {
  test('is sent at once, again after a cooldown as a reminder, and once when it ends', async () => {
    const { balance, tell, wait } = await setUp();
    await balance(8.42);
    expect(await tell()).toEqual(['g1: balance warning']);
    wait(COOLDOWN - 1);
    expect(await tell()).toEqual([]);
    wait(1);
    expect(await tell()).toEqual(['g1: balance warning reminder 1']);
    await balance(10);
    expect(await tell()).toEqual(['g1: balance recovered']);
    expect(await tell()).toEqual([]);
  });

  test('that gets worse is sent at once, whatever the cooldown', async () => {
    const { balance, tell, wait } = await setUp();
    await balance(9);
    expect(await tell()).toEqual(['g1: balance warning']);
    wait(SECOND);
    await balance(1);
    expect(await tell()).toEqual(['g1: balance critical']);
  });

  test('of errors ends only after a minute at or below the clear level', async () => {
    const { results, tell, wait } = await setUp();
    await results(155, 45);
    expect(await tell()).toEqual(['g1: errors critical']);
    await results(250, 0);
    expect(await tell()).toEqual([]);
    wait(MINUTE - 1);
    expect(await tell()).toEqual([]);
    wait(1);
    expect(await tell()).toEqual(['g1: errors recovered']);
  });

  test('of a queue begins after the hold time and ends at 80 %', async () => {
    const { queue, tell, wait } = await setUp();
    await queue(340);
    expect(await tell()).toEqual([]);
    wait(2 * MINUTE);
    expect(await tell()).toEqual(['g1: queue warning']);
    await queue(81);
    expect(await tell()).toEqual([]);
    wait(1);
    await queue(80);
    expect(await tell()).toEqual(['g1: queue recovered']);
  });

  test('of one kind has a cooldown of its own', async () => {
    const { balance, results, tell } = await setUp();
    await balance(1);
    expect(await tell()).toEqual(['g1: balance critical']);
    await results(0, 20);
    expect(await tell()).toEqual(['g1: errors critical']);
  });

  test('goes on as it was when the readings stop: neither sent again nor ended', async () => {
    const { balance, tell, wait } = await setUp();
    await balance(1);
    await tell();
    wait(10 * MINUTE + 1);
    expect(await tell()).toEqual([]);
    await balance(142);
    expect(await tell()).toEqual(['g1: balance recovered']);
  });

  test('is sent with what was measured, and its end with what it was at worst', async () => {
    const { balance, tell, wait, inbox } = await setUp();
    for (const usd of [5, 1, 9]) {
      await balance(usd);
      await tell();
      wait(COOLDOWN);
    }
    await balance(142);
    await tell();
    expect(inbox.at(0)?.message).toMatchObject({ severity: 'warning', facts: { balanceMicros: 5_000_000 } });
    expect(inbox.at(-1)?.message).toMatchObject({
      type: 'recovery',
      before: { balanceMicros: 1_000_000 },
      after: { balanceMicros: 142_000_000 },
    });
  });

  test('has its cooldown from when Discord had the message, not from when it was decided', async () => {
    const { balance, evaluate, drain, tell, wait } = await setUp();
    await balance(8);
    await evaluate();
    wait(2 * MINUTE);
    await drain();
    wait(COOLDOWN - 1);
    expect(await tell()).toEqual([]);
    wait(1);
    expect(await tell()).toEqual(['g1: balance warning reminder 1']);
  });
});

describe('guilds', () => {
  test('have cooldowns of their own', async () => {
    const { balance, addGuild, tell, wait } = await setUp();
    await balance(9);
    expect(await tell()).toEqual(['g1: balance warning']);
    wait(MINUTE);
    await addGuild('g2');
    expect(await tell()).toEqual(['g2: balance warning']);
    wait(COOLDOWN - MINUTE);
    expect(await tell()).toEqual(['g1: balance warning reminder 1']);
  });

  test('without a destination are not notified, and notified once they have one', async () => {
    const { balance, addGuild, store, decided, tell } = await setUp();
    await addGuild('g2', null);
    await balance(9);
    expect(await tell()).toEqual(['g1: balance warning']);
    expect(decided).toHaveLength(2 * ALERT_KINDS.length);
    expect(decided.filter((decision) => decision.startsWith('balance'))).toEqual([
      'balance firstFiring',
      'balance noDestination',
    ]);
    await store.guilds.choose('g2', { channelId: 'c2', mention: null }, []);
    expect(await tell()).toEqual(['g2: balance warning']);
  });

  test('that put the bot out are not notified', async () => {
    const { balance, store, now, tell } = await setUp();
    await store.guilds.leave('g1', now());
    await balance(1);
    expect(await tell()).toEqual([]);
  });
});

describe('one evaluation', () => {
  const OTHERS = [
    'errors healthy',
    'latency noVerdict',
    'provider noVerdict',
    'queue noVerdict',
    'runway noVerdict',
    'silence healthy',
    'threads healthy',
    'types healthy',
    'workers noVerdict',
  ];

  test('counts one decision with its reason for each kind and guild, also where nothing is sent', async () => {
    const { balance, results, evaluate, decided, wait } = await setUp();
    await balance(9);
    await results(100, 0);
    await evaluate();
    expect(decided.sort()).toEqual(['balance firstFiring', ...OTHERS]);
    decided.length = 0;
    wait(SECOND);
    await evaluate();
    expect(decided.sort()).toEqual(['balance coolingDown', ...OTHERS]);
  });

  test('answers whether there is something to deliver', async () => {
    const { balance, evaluate } = await setUp();
    expect(await evaluate()).toBe(false);
    await balance(9);
    expect(await evaluate()).toBe(true);
    expect(await evaluate()).toBe(false);
  });

  test.each([
    ['all is well', 142],
    ['an incident cools down', 9],
  ])('writes nothing when nothing changed: %s', async (_name, usd) => {
    const { balance, evaluate, store } = await setUp();
    await balance(usd);
    await evaluate();
    const commit = store.alertStates.commit;
    let commits = 0;
    Object.assign(store.alertStates, {
      commit: (...args: Parameters<typeof commit>) => {
        commits += 1;
        return commit(...args);
      },
    });
    await evaluate();
    await evaluate();
    expect(commits).toBe(0);
    await balance(1);
    await evaluate();
    expect(commits).toBe(1);
  });

  test('that cannot be written changes nothing: the next one says it', async () => {
    const { balance, evaluate, store, tell } = await setUp();
    await balance(9);
    const commit = store.alertStates.commit;
    Object.assign(store.alertStates, { commit: () => Promise.reject(new Error('disk full')) });
    await expect(evaluate()).rejects.toThrow('disk full');
    Object.assign(store.alertStates, { commit });
    expect(await tell()).toEqual(['g1: balance warning']);
  });
});
