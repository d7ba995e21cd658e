import { describe, expect, test } from 'vitest';
import { LONGEST_STEP_MS } from '../../../src/monitor/record/listening.ts';
import { addResults, setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, NOW, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

async function setUp() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  return stage;
}

const failure = { class: 'outage', code: 'TIMEOUT', meaning: 'x', advice: 'y' } as const;

describe('an incident over the real store', () => {
  test.each([
    ['of silence begins ten minutes after the last of 20 results arrived', 20, ['g1: silence warning']],
    ['of silence does not begin after 19', 19, []],
  ])('%s', async (_name, count, expected) => {
    const { results, tell, wait } = await setUp();
    await results(count, 0);
    wait(10 * MINUTE - 1);
    expect(await tell()).toEqual([]);
    wait(1);
    expect(await tell()).toEqual(expected);
  });

  test('of silence begins after ten minutes in which we listened, because while nothing ran results may have been lost', async () => {
    const before = await setUp();
    await before.results(20, 0);
    before.wait(4 * MINUTE);
    await before.tell();
    const after = await setUpMonitor({ store: before.store, now: NOW + 5 * HOUR });
    // The stop itself counts as one step of the clock.
    after.wait(6 * MINUTE - LONGEST_STEP_MS - 1);
    expect(await after.tell()).toEqual([]);
    after.wait(1);
    expect(await after.tell()).toEqual(['g1: silence warning']);
  });

  test('of silence is found and sent by a process that restarts every nine minutes', async () => {
    const first = await setUp();
    await first.results(20, 0);
    let now = NOW;
    const sent: string[] = [];
    for (let starts = 0; starts < 3; starts += 1) {
      const { wait, tell } = await setUpMonitor({ store: first.store, now });
      for (let minute = 0; minute < 9; minute += 1) {
        wait(MINUTE);
        sent.push(...(await tell()));
      }
      now += 9 * MINUTE + 20 * SECOND;
    }
    expect(sent[0]).toBe('g1: silence warning');
  });

  test.each([
    ['a suspend of forty seconds', 40 * SECOND],
    ['a jump of the clock of an hour', HOUR],
    ['a suspend of days', 100 * HOUR],
  ])('of silence is not made of %s', async (_name, ms) => {
    const { results, tell, wait, jump } = await setUp();
    await results(20, 0);
    wait(9 * MINUTE);
    expect(await tell()).toEqual([]);
    jump(ms);
    expect(await tell()).toEqual([]);
    wait(29 * SECOND);
    expect(await tell()).toEqual([]);
    wait(MINUTE);
    expect(await tell()).toEqual(['g1: silence warning']);
  });

  test('of silence is not made of a worker whose clock is slow', async () => {
    const { store, tell, wait, now } = await setUp();
    for (let minute = 0; minute < 30; minute += 1) {
      await tell();
      await addResults(store, now(), 2, 0, { at: now() - 12 * MINUTE });
      wait(MINUTE);
      expect(await tell()).toEqual([]);
    }
    wait(10 * MINUTE);
    expect(await tell()).toEqual(['g1: silence warning']);
  });

  test('of silence that was sent goes on over a restart', async () => {
    const before = await setUp();
    await before.results(20, 0);
    before.wait(HOUR);
    expect(await before.tell()).toEqual(['g1: silence warning']);
    const after = await setUpMonitor({ store: before.store, now: before.now() });
    after.wait(THRESHOLDS.cooldownMs);
    expect(await after.tell()).toEqual(['g1: silence warning reminder 1']);
    await after.results(1, 0);
    expect(await after.tell()).toEqual(['g1: silence recovered']);
  });

  test('of errors begins although the worker that fails has a clock that is 12 min slow', async () => {
    const { results, tell, now, isLate } = await setUp();
    await results(20, 0);
    await results(10, 20, { at: now() - 12 * MINUTE });
    expect(await tell()).toEqual([]);
    isLate(12 * MINUTE);
    expect(await tell()).toEqual(['g1: errors critical']);
  });

  test('of silence ends with the next result', async () => {
    const { results, tell, wait } = await setUp();
    await results(20, 0);
    wait(HOUR);
    expect(await tell()).toEqual(['g1: silence warning']);
    await results(1, 0);
    expect(await tell()).toEqual(['g1: silence recovered']);
  });

  test('of latency begins above its threshold and ends when the slow tasks have left the window', async () => {
    const { results, tell, wait } = await setUp();
    await results(20, 0, { latencyMs: 150 * SECOND });
    expect(await tell()).toEqual(['g1: latency warning']);
    wait(6 * MINUTE);
    expect(await tell()).toEqual([]);
    await results(20, 0, { latencyMs: 20 * SECOND });
    wait(6 * SECOND);
    expect(await tell()).toEqual(['g1: latency recovered']);
  });

  test('of the provider begins with the third failure and ends with an answer', async () => {
    const { provider, tell, now } = await setUp();
    provider({ failure, failuresInRow: 2, since: now() });
    expect(await tell()).toEqual([]);
    provider({ failure, failuresInRow: 3, since: now() });
    expect(await tell()).toEqual(['g1: provider warning']);
    provider({ failure, failuresInRow: 9, since: now(), ownNetworkDown: true });
    expect(await tell()).toEqual([]);
    provider({});
    expect(await tell()).toEqual(['g1: provider recovered']);
  });

  test('of the runway begins when the balance falls fast enough, and ends with a top-up that lasts', async () => {
    const { balance, tell, wait } = await setUp();
    for (let minute = 0; minute <= 180; minute += 1) {
      await balance(24 - minute / 30);
      wait(MINUTE);
    }
    expect(await tell()).toEqual(['g1: runway warning']);
    await balance(500);
    expect((await tell()).toSorted()).toEqual(['g1: runway recovered', 'g1: topped up']);
  });
});

describe('busy threads', () => {
  async function full() {
    const stage = await setUp();
    await stage.threads(20, 20);
    stage.wait(5 * MINUTE);
    await stage.threads(20, 20);
    expect(await stage.tell()).toEqual(['g1: threads warning']);
    return stage;
  }

  test.each([
    ['just before two minutes have passed', 2 * MINUTE - 1, []],
    ['after two minutes', 2 * MINUTE, ['g1: threads recovered']],
  ])('that are free again have recovered: %s', async (_name, ms, expected) => {
    const { threads, tell, wait } = await full();
    await threads(5, 20);
    expect(await tell()).toEqual([]);
    wait(ms);
    expect(await tell()).toEqual(expected);
  });

  test('that were free for a minute only, and are busy again, have not recovered', async () => {
    const { threads, tell, wait } = await full();
    await threads(18, 20);
    await tell();
    wait(MINUTE);
    await threads(20, 20);
    for (let half = 0; half < 10; half += 1) {
      expect(await tell()).not.toContain('g1: threads recovered');
      wait(30 * SECOND);
    }
  });
});

test.each([
  ['the balance', 'balance'],
  ['the queue', 'queue'],
] as const)('after the clock was set back the newest reading of %s still decides', async (_name, kind) => {
  const { balance, queue, tell, wait } = await setUp();
  await (kind === 'balance' ? balance(142) : queue(0));
  wait(-HOUR);
  await (kind === 'balance' ? balance(1) : queue(900));
  wait(3 * MINUTE);
  await (kind === 'balance' ? balance(1) : queue(900));
  expect(await tell()).toEqual([`g1: ${kind} critical`]);
});

test.each([
  ['a suspend of ten minutes', 9 * MINUTE],
  ['a jump of the clock', 9 * MINUTE + SECOND],
])('%s is no time in which a queue stayed deep', async (_name, ms) => {
  const { queue, tell, wait, jump } = await setUp();
  await queue(340);
  wait(10 * SECOND);
  expect(await tell()).toEqual([]);
  jump(ms);
  expect(await tell()).toEqual([]);
  await queue(340);
  wait(2 * MINUTE - SECOND);
  expect(await tell()).toEqual([]);
  wait(SECOND);
  expect(await tell()).toEqual(['g1: queue warning']);
});

test('an error rate that was fine for a moment before a suspend is not over because of it', async () => {
  const { results, tell, wait, jump } = await setUp();
  await results(80, 20);
  expect(await tell()).toEqual(['g1: errors critical']);
  await results(900, 0);
  expect(await tell()).toEqual([]);
  wait(10 * SECOND);
  jump(2 * MINUTE);
  await results(30, 0);
  expect(await tell()).toEqual([]);
  wait(MINUTE - 1);
  expect(await tell()).toEqual([]);
  wait(1);
  expect(await tell()).toEqual(['g1: errors recovered']);
});
