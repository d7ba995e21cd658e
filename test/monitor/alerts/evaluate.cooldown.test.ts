import { describe, expect, test } from 'vitest';
import type { LateMessage } from '../../../src/monitor/alerts/message.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, NOW, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

const COOLDOWN = THRESHOLDS.cooldownMs;
/** Anything longer than the window and the time that it must stay well. */
const WELL = THRESHOLDS.errors.windowMs + THRESHOLDS.errors.clearHoldMs;

async function setUp(thresholds = THRESHOLDS) {
  const stage = await setUpMonitor({ thresholds });
  await stage.addGuild('g1');
  const lates = () =>
    stage.inbox.flatMap(({ message }) => (message.type === 'late' ? [message] : [])) satisfies readonly LateMessage[];
  return {
    ...stage,
    lates,
    /** The queue is too long from one look to the next, and then is not any more. */
    async queueSpike(depth: number, ms: number) {
      await stage.queue(depth);
      stage.wait(THRESHOLDS.queue.holdMs);
      await stage.queue(depth);
      const sent = await stage.tell();
      stage.wait(ms);
      await stage.queue(0);
      return [...sent, ...(await stage.tell())];
    },
  };
}

describe('an incident inside a cooldown', () => {
  test('that came and went there is one late line when it ends: 450 of 2,905, after a false alarm of 2 of 13', async () => {
    const thresholds = { ...THRESHOLDS, cooldownMs: HOUR };
    const { results, wait, now, lates, ...stage } = await setUp(thresholds);
    // That the pipeline is quiet afterwards is another kind.
    const tell = async () => (await stage.tell()).filter((message) => message.includes('errors'));
    await results(11, 2);
    expect(await tell()).toEqual(['g1: errors critical']);
    wait(WELL);
    await results(100, 0);
    await tell();
    wait(THRESHOLDS.errors.clearHoldMs);
    expect(await tell()).toEqual(['g1: errors recovered']);
    const began = now();
    await results(2_455 - 100, 450);
    expect(await tell()).toEqual([]);
    wait(WELL);
    await results(100, 0);
    await tell();
    wait(THRESHOLDS.errors.clearHoldMs);
    expect(await tell()).toEqual([]);
    wait(NOW + HOUR - now() - 1);
    expect(await tell()).toEqual([]);
    wait(1);
    expect(await tell()).toEqual(['g1: errors was over']);
    expect(lates()).toMatchObject([{ worst: { failed: 450, total: 2_905 }, openedAt: began, cooldown: { times: 1 } }]);
    wait(HOUR);
    expect(await tell()).toEqual([]);
  });

  test('that came and went several times there is one line, with how often and the worst of it', async () => {
    const { queueSpike, wait, now, tell, lates } = await setUp({ ...THRESHOLDS, cooldownMs: HOUR });
    expect(await queueSpike(200, SECOND)).toEqual(['g1: queue warning', 'g1: queue recovered']);
    const end = NOW + THRESHOLDS.queue.holdMs + HOUR;
    for (const depth of [210, 390, 240]) expect(await queueSpike(depth, MINUTE)).toEqual([]);
    wait(end - now());
    expect(await tell()).toEqual(['g1: queue was over']);
    expect(lates()).toMatchObject([{ worst: { depth: 390 }, cooldown: { times: 3, endsAt: end } }]);
  });

  test.each([
    ['just below twice as deep', 399, []],
    ['twice as deep', 400, ['g1: queue warning', 'g1: queue recovered']],
    ['more than twice as deep', 401, ['g1: queue warning', 'g1: queue recovered']],
  ])('is sent at once where it is much worse than the last that was sent: %s', async (_name, depth, expected) => {
    const { queueSpike } = await setUp();
    await queueSpike(200, SECOND);
    expect(await queueSpike(depth, SECOND)).toEqual(expected);
  });

  test('that has begun before is sent at once when it gets much worse, and the cooldown begins anew', async () => {
    const { queue, tell, wait } = await setUp();
    await queue(200);
    wait(THRESHOLDS.queue.holdMs);
    expect(await tell()).toEqual(['g1: queue warning']);
    wait(MINUTE);
    await queue(400);
    expect(await tell()).toEqual(['g1: queue warning']);
    wait(COOLDOWN - 1);
    await queue(400);
    expect(await tell()).toEqual([]);
    wait(1);
    expect(await tell()).toEqual(['g1: queue warning reminder 1']);
  });

  test('is sent before the next one where that is sent earlier, and not again when the cooldown ends', async () => {
    const { queueSpike, wait, tell } = await setUp();
    await queueSpike(200, SECOND);
    expect(await queueSpike(300, SECOND)).toEqual([]);
    expect(await queueSpike(450, SECOND)).toEqual(['g1: queue was over', 'g1: queue warning', 'g1: queue recovered']);
    wait(HOUR);
    expect(await tell()).toEqual([]);
  });

  test('holds up nothing while it waits for its end', async () => {
    const { queueSpike, balance, tell } = await setUp();
    await queueSpike(200, SECOND);
    await queueSpike(300, SECOND);
    await balance(1);
    expect(await tell()).toEqual(['g1: balance critical']);
  });

  test('survives a restart, and is no delay that somebody must look at', async () => {
    const { queueSpike, store } = await setUp();
    await queueSpike(200, SECOND);
    await queueSpike(300, SECOND);
    expect(await store.deliveries.progress('g1')).toMatchObject({ waiting: 0, waitingSince: null });
    expect(await store.incidents.recent('g1', 1)).toMatchObject([{ wasNotified: true, worst: { depth: 300 } }]);
    expect(await store.deliveries.nextDueAt()).toBe(NOW + THRESHOLDS.queue.holdMs + COOLDOWN);
  });

  test('that ends while it is muted is never sent', async () => {
    const { queueSpike, mute, wait, tell } = await setUp();
    await queueSpike(200, SECOND);
    await mute('g1', 'queue', HOUR);
    await queueSpike(300, SECOND);
    wait(2 * HOUR);
    expect(await tell()).toEqual([]);
  });

  test('that was over before a mute began is sent when the mute ends', async () => {
    const { queueSpike, mute, wait, tell } = await setUp();
    await queueSpike(200, SECOND);
    await queueSpike(300, SECOND);
    await mute('g1', 'queue', HOUR);
    wait(HOUR - 1);
    expect(await tell()).toEqual([]);
    wait(SECOND);
    expect(await tell()).toEqual(['g1: queue was over']);
  });

  test('that its cause inhibits to its end is never sent', async () => {
    const { queueSpike, provider, wait, tell } = await setUp();
    await queueSpike(200, SECOND);
    const failure = { class: 'account', code: 'ERROR_WRONG_USER_KEY', meaning: 'x', advice: 'y' } as const;
    provider({ failure, failuresInRow: 2 });
    expect(await tell()).toEqual(['g1: provider critical']);
    expect(await queueSpike(300, SECOND)).toEqual([]);
    wait(HOUR);
    expect(await tell()).toEqual(['g1: provider critical reminder 1 affecting queue']);
  });
});

describe('an incident that ends while it is muted', () => {
  test('is over at once: in the list, and in its first message; only the word of its end waits', async () => {
    const { balance, mute, tell, wait, now, edits, store } = await setUp();
    await balance(1);
    await tell();
    await mute('g1', 'balance', 24 * HOUR);
    wait(MINUTE);
    await balance(142);
    expect(await tell()).toEqual([]);
    const endedAt = now();
    expect(edits).toMatchObject([{ target: { messageId: 'm1' }, message: { state: { endedAt } } }]);
    expect(await store.incidents.recent('g1', 1)).toMatchObject([{ endedAt }]);
    wait(24 * HOUR - MINUTE - 1);
    await balance(142);
    expect(await tell()).toEqual([]);
    wait(1);
    await balance(142);
    expect(await tell()).toEqual(['g1: balance recovered']);
  });

  test('and fires again inside the mute is another incident, which is sent when the mute ends', async () => {
    const { balance, mute, tell, wait, store } = await setUp();
    await balance(1);
    await tell();
    await mute('g1', 'balance', HOUR);
    await balance(142);
    await tell();
    wait(2 * COOLDOWN);
    await balance(1);
    expect(await tell()).toEqual([]);
    expect(await store.incidents.recent('g1', 2)).toMatchObject([
      { endedAt: null, wasNotified: false },
      { wasNotified: true },
    ]);
    wait(HOUR - 2 * COOLDOWN);
    await balance(1);
    expect(await tell()).toEqual(['g1: balance recovered', 'g1: balance critical after 1 suppressed']);
  });
});

describe('the edit that says that an incident is over', () => {
  test('is wanted however long Discord could not be reached', async () => {
    const { balance, tell, wait, discordRefuses, discordIsBack, edits, evaluate, drain } = await setUp();
    await balance(1);
    await tell();
    discordRefuses();
    await balance(142);
    await evaluate();
    await drain();
    wait(72 * HOUR);
    discordIsBack();
    await drain();
    expect(edits).toMatchObject([{ message: { state: { endedAt: NOW } } }]);
  });
});
