import { describe, expect, test } from 'vitest';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, NOW, THRESHOLDS } from '../../fixtures/thresholds.ts';

const COOLDOWN = THRESHOLDS.cooldownMs;
const REFUSED = {
  failure: { class: 'account', code: 'ERROR_WRONG_USER_KEY', meaning: 'x', advice: 'y' },
  failuresInRow: 2,
} as const;

async function setUp() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  return {
    ...stage,
    types: () => stage.inbox.map(({ message }) => message.type),
    /** What Discord gets once it is back, with what an evaluation then adds. */
    async back() {
      stage.discordIsBack();
      stage.wait(MINUTE);
      return stage.tell();
    },
  };
}

describe('messages that wait while Discord cannot be reached are merged', () => {
  test('an alert and its repeat into one, with what was measured last', async () => {
    const { queue, tell, wait, discordRefuses, back, inbox } = await setUp();
    discordRefuses();
    await queue(340);
    wait(2 * MINUTE);
    for (const depth of [340, 390, 420]) {
      await queue(depth);
      await tell();
      wait(COOLDOWN);
    }
    await queue(450);
    expect(await back()).toEqual(['g1: queue warning']);
    expect(inbox[0]?.message).toMatchObject({ type: 'alert', facts: { depth: 450 } });
  });

  test('a warning and the error that it became into the error', async () => {
    const { balance, tell, discordRefuses, back } = await setUp();
    discordRefuses();
    await balance(9);
    await tell();
    await balance(1);
    await tell();
    expect(await back()).toEqual(['g1: balance critical']);
  });

  test('an alert and its end into one that tells both times and how bad it was', async () => {
    const { results, tell, wait, now, discordRefuses, back, inbox, edits } = await setUp();
    discordRefuses();
    await results(155, 45);
    await tell();
    wait(10 * MINUTE);
    await results(100, 0);
    await tell();
    const endedAt = now();
    wait(MINUTE);
    await tell();
    expect(await back()).toEqual(['g1: errors was over']);
    expect(inbox[0]?.message).toMatchObject({
      type: 'late',
      worst: { kind: 'errors', failed: 45, total: 200 },
      openedAt: NOW,
      endedAt,
      at: endedAt + MINUTE,
    });
    expect(edits).toEqual([]);
  });

  test('a repeat and the end into the end alone, where the beginning was sent', async () => {
    const { queue, tell, wait, discordRefuses, back, types, edits } = await setUp();
    await queue(340);
    wait(2 * MINUTE);
    expect(await tell()).toEqual(['g1: queue warning']);
    discordRefuses();
    wait(COOLDOWN);
    await tell();
    await queue(0);
    await tell();
    expect(await back()).toEqual(['g1: queue recovered']);
    expect(types()).toEqual(['alert', 'recovery']);
    expect(edits).toMatchObject([{ target: { messageId: 'm1' }, message: { type: 'edit' } }]);
  });

  test('nothing is sent twice afterwards', async () => {
    const { queue, tell, wait, discordRefuses, back } = await setUp();
    discordRefuses();
    await queue(340);
    wait(2 * MINUTE);
    await tell();
    await queue(0);
    await tell();
    await back();
    wait(HOUR);
    expect(await tell()).toEqual([]);
  });

  test('the order never ends on an end while it fires', async () => {
    const { queue, tell, wait, discordRefuses, back, types } = await setUp();
    await queue(340);
    wait(2 * MINUTE);
    await tell();
    discordRefuses();
    for (const depth of [0, 340, 340, 0, 340, 340]) {
      await queue(depth);
      wait(COOLDOWN);
      await tell();
    }
    await back();
    expect(types()).toEqual(['alert', 'recovery', 'late', 'alert']);
  });

  test('incidents of different kinds stay apart', async () => {
    const { queue, balance, tell, wait, discordRefuses, back } = await setUp();
    discordRefuses();
    await queue(340);
    wait(2 * MINUTE);
    await balance(9);
    await tell();
    await queue(0);
    await tell();
    expect((await back()).toSorted()).toEqual(['g1: balance warning', 'g1: queue was over']);
  });

  test('an alert that named what it affects meanwhile, and its repeat, into one', async () => {
    const { provider, results, tell, wait, discordRefuses, back } = await setUp();
    discordRefuses();
    provider(REFUSED);
    await tell();
    await results(0, 50);
    await tell();
    wait(COOLDOWN);
    await tell();
    expect(await back()).toEqual(['g1: provider critical affecting errors']);
  });

  test('an alert that named what it affects meanwhile, and its end, into one', async () => {
    const { provider, results, tell, wait, discordRefuses, back } = await setUp();
    discordRefuses();
    provider(REFUSED);
    await tell();
    await results(0, 50);
    await tell();
    wait(10 * MINUTE);
    provider({});
    await tell();
    expect(await back()).toEqual(['g1: provider was over']);
  });

  test('a top-up between an alert and its end keeps neither apart', async () => {
    const { balance, tell, wait, discordRefuses, back, inbox } = await setUp();
    wait(MINUTE);
    discordRefuses();
    await balance(1);
    await tell();
    wait(MINUTE);
    await balance(9);
    await tell();
    wait(MINUTE);
    await balance(9);
    await tell();
    wait(MINUTE);
    await balance(59);
    await tell();
    expect((await back()).toSorted()).toEqual(['g1: balance was over', 'g1: topped up', 'g1: topped up']);
    const topUps = inbox.flatMap(({ message }) => (message.type === 'topUp' ? [message.topUp] : []));
    expect(topUps).toMatchObject([
      { fromMicros: 1_000_000, toMicros: 9_000_000 },
      { fromMicros: 9_000_000, toMicros: 59_000_000 },
    ]);
  });
});

test('every edit is of the first message of its incident', async () => {
  const { provider, results, tell, wait, edits } = await setUp();
  provider(REFUSED);
  await tell();
  wait(COOLDOWN);
  await tell();
  await results(0, 50);
  await tell();
  provider({});
  await tell();
  expect(edits.map(({ target }) => target?.messageId)).toEqual(['m1', 'm1']);
  expect(edits.map(({ message }) => message)).toMatchObject([
    { state: { endedAt: null, affects: ['errors'] } },
    { state: { endedAt: NOW + COOLDOWN, affects: ['errors'] } },
  ]);
});
