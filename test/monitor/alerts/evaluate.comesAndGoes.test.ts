import { describe, expect, test } from 'vitest';
import { STEADY_AFTER_MS } from '../../../src/monitor/alerts/flapping.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { quietHours } from '../../fixtures/quietHours.ts';
import { MINUTE, NOW, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

const DEEP = 200;

async function setUp() {
  const stage = await setUpMonitor({ thresholds: { ...THRESHOLDS, queue: { ...THRESHOLDS.queue, holdMs: 0 } } });
  await stage.addGuild('g1');
  const { queue, tell, wait } = stage;
  /** Too long for two minutes, and well for the next six: an alert is sent each time, at the cooldown of five minutes. */
  const comeAndGo = async (depth = DEEP) => {
    await queue(depth);
    const came = await tell();
    wait(2 * MINUTE);
    await queue(0);
    const went = await tell();
    wait(6 * MINUTE);
    return [...came, ...went];
  };
  const pairs = async (count: number) => {
    const sent: string[][] = [];
    for (let i = 0; i < count; i += 1) sent.push(await comeAndGo());
    return sent;
  };
  const shown = () =>
    stage.edits.map(({ message }) => (message.type === 'edit' ? message.state.flapping?.times : null));
  return { ...stage, comeAndGo, pairs, shown };
}

const PAIR = ['g1: queue warning', 'g1: queue recovered'];

describe('a queue that is too long again and again', () => {
  test('five times are five pairs; the sixth end is the digest, and later times are on its messages', async () => {
    const { pairs, shown, decided, inbox } = await setUp();
    expect(await pairs(5)).toEqual([PAIR, PAIR, PAIR, PAIR, PAIR]);
    expect(await pairs(1)).toEqual([['g1: queue warning', 'g1: queue flapping, 6 times']]);
    expect(inbox.at(-1)?.message).toMatchObject({ type: 'flapping', since: NOW, worst: { depth: DEEP } });
    // The digest itself is not edited at once.
    expect(shown().filter((times) => times === 6)).toEqual([6]);
    expect(await pairs(1)).toEqual([['g1: queue warning reminder 1']]);
    expect(inbox.at(-1)?.message).toMatchObject({ flapping: { times: 6, since: NOW } });
    // The first message of the incident, and the digest, say how often it was by now.
    expect(shown().slice(-2)).toEqual([7, 7]);
    expect(decided).toContain('queue flapping');
    expect(decided).toContain('queue stillFlapping');
  });

  test('a restart in the middle of it counts on', async () => {
    const { pairs, store, comeAndGo } = await setUp();
    await pairs(6);
    const before = await store.alertStates.of('default', NOW);
    expect(before.get('g1')?.get('queue')?.incident?.flapping).toMatchObject({ times: 6, before: 5, isNotified: true });
    await comeAndGo();
    const after = await store.alertStates.of('default', NOW);
    expect(after.get('g1')?.get('queue')?.incident?.flapping).toMatchObject({ times: 7 });
  });

  test('its end is sent once it stays away, with all the times', async () => {
    const { pairs, queue, tell, wait, inbox } = await setUp();
    await pairs(7);
    wait(STEADY_AFTER_MS - 6 * MINUTE - SECOND);
    await queue(0);
    expect(await tell()).toEqual([]);
    wait(SECOND);
    expect(await tell()).toEqual(['g1: queue recovered']);
    expect(inbox.at(-1)?.message).toMatchObject({ flapping: { times: 7, since: NOW } });
    expect(await tell()).toEqual([]);
  });

  test('what gets worse is sent at once', async () => {
    const { pairs, comeAndGo } = await setUp();
    await pairs(6);
    expect(await comeAndGo(THRESHOLDS.queue.depth * THRESHOLDS.queue.criticalFactor + 1)).toEqual([
      'g1: queue critical',
    ]);
  });

  test('the catch-up of quiet hours tells how often', async () => {
    const { pairs, setQuiet, catchUp, drain, inbox, ...stage } = await setUp();
    await pairs(5);
    await stage.queue(DEEP);
    await stage.tell();
    await setQuiet('g1', quietHours('12:00-21:00'));
    stage.wait(2 * MINUTE);
    await stage.queue(0);
    expect(await stage.tell()).toEqual([]);
    await setQuiet('g1');
    await catchUp();
    await drain();
    expect(inbox.at(-1)?.message).toMatchObject({
      type: 'catchUp',
      incidents: [{ kind: 'queue', state: 'clearing', flapping: { times: 6 } }],
    });
    expect(await stage.tell()).toEqual([]);
  });
});

describe('while Discord cannot be reached', () => {
  test('the digest takes the place of the sixth alert, and its end the place of the digest', async () => {
    const { pairs, queue, tell, wait, discordRefuses, discordIsBack, inbox } = await setUp();
    await pairs(5);
    discordRefuses();
    await pairs(1);
    discordIsBack();
    wait(MINUTE);
    await queue(0);
    expect(await tell()).toEqual(['g1: queue flapping, 6 times']);
    const from = inbox.length;
    discordRefuses();
    await pairs(1);
    wait(STEADY_AFTER_MS);
    await queue(0);
    await tell();
    discordIsBack();
    wait(5 * MINUTE);
    await tell();
    expect(inbox.slice(from).map(({ message }) => message)).toMatchObject([
      { type: 'recovery', flapping: { times: 7, since: NOW } },
    ]);
  });
});

test('what nobody was notified of: the next alert says how often it was, after what a cooldown kept back', async () => {
  const { queue, tell, wait, inbox } = await setUp();
  const sent: string[] = [];
  for (let i = 0; i < 7; i += 1) {
    await queue(DEEP);
    sent.push(...(await tell()));
    wait(MINUTE);
    await queue(0);
    sent.push(...(await tell()));
    wait(i === 5 ? 2 * MINUTE : MINUTE);
  }
  expect(sent.some((line) => line.includes('flapping'))).toBe(false);
  expect(inbox.flatMap(({ message }) => (message.type === 'late' ? [message.cooldown?.times] : []))).toEqual([2, 1]);
  expect(inbox.at(-1)?.message).toMatchObject({ type: 'alert', flapping: { times: 6, since: NOW } });
});
