import { expect, test } from 'vitest';
import { deliverNext } from '../../../src/monitor/delivery/deliver.ts';
import { change } from '../../fixtures/change.ts';
import { everywhere } from '../../fixtures/everywhere.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE } from '../../fixtures/thresholds.ts';

async function setUp() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  return stage;
}

test('a mute says nothing, and when it ends over an incident one message says at once how many it suppressed', async () => {
  const { balance, mute, tell, wait } = await setUp();
  await mute('g1', 'balance', HOUR);
  await balance(9);
  for (let minute = 0; minute < 60; minute += 1) {
    expect(await tell()).toEqual([]);
    wait(MINUTE);
    await balance(9);
  }
  // At once, and after 5, 15 and 35 minutes.
  expect(await tell()).toEqual(['g1: balance warning after 4 suppressed']);
});

test('a mute over an incident that began and ended inside it leaves nothing to say', async () => {
  const { balance, mute, tell, wait } = await setUp();
  await mute('g1', 'all', HOUR);
  await balance(1);
  await tell();
  await balance(142);
  await tell();
  wait(HOUR);
  await balance(142);
  expect(await tell()).toEqual([]);
});

test('a mute over the end of an incident that people were notified of delays the message about its end', async () => {
  const { balance, mute, tell, wait } = await setUp();
  await balance(1);
  await tell();
  await mute('g1', 'balance', HOUR);
  await balance(142);
  expect(await tell()).toEqual([]);
  wait(HOUR);
  await balance(142);
  expect(await tell()).toEqual(['g1: balance recovered']);
});

test('a mute that is ended early holds back no longer', async () => {
  const { balance, mute, store, now, tell, wait } = await setUp();
  await mute('g1', 'balance', HOUR);
  await balance(1);
  expect(await tell()).toEqual([]);
  wait(MINUTE);
  await store.mutes.end('g1', everywhere('balance'), { userId: 'u2', name: 'ben' }, now(), change());
  expect(await tell()).toEqual(['g1: balance critical after 1 suppressed']);
});

test.each([
  ['holds it back no longer', null, 0],
  ['holds it back until another one ends, which still holds', MINUTE, MINUTE],
])('a mute that is ended while the word of an end is being suppressed %s', async (_name, otherMs, sentAfterMs) => {
  const { ports, balance, mute, store, now, tell, wait, evaluate, inbox } = await setUp();
  await balance(1);
  await tell();
  await balance(142);
  await evaluate();
  await mute('g1', 'balance', HOUR);
  if (otherMs !== null) await mute('g1', 'all', otherMs);
  let ended = false;
  const mutes = {
    ...store.mutes,
    async activeAt(at: number) {
      const active = await store.mutes.activeAt(at);
      // Ended after we looked, and before it is written down that the message waits.
      if (!ended) {
        ended = true;
        await store.mutes.end('g1', everywhere('balance'), { userId: 'u2', name: 'ben' }, now(), change());
        await store.deliveries.releaseMuted('g1', now());
      }
      return active;
    },
  };
  const deliver = async () => {
    while (await deliverNext({ ...ports, store: { ...store, mutes } }));
  };
  await deliver();
  wait(Math.max(0, sentAfterMs - 1));
  await deliver();
  expect(inbox).toHaveLength(sentAfterMs === 0 ? 2 : 1);
  wait(1);
  await deliver();
  expect(inbox.map(({ message }) => message.type)).toEqual(['alert', 'recovery']);
});

test('a mute of one kind leaves the others alone', async () => {
  const { balance, results, mute, tell } = await setUp();
  await mute('g1', 'balance', HOUR);
  await balance(1);
  await results(0, 20);
  expect(await tell()).toEqual(['g1: errors critical']);
});

test('a mute of one guild does not touch another', async () => {
  const { balance, addGuild, mute, tell } = await setUp();
  await addGuild('g2');
  await mute('g1', 'all', HOUR);
  await balance(1);
  expect(await tell()).toEqual(['g2: balance critical']);
});

test.each([
  ['just before its end', HOUR - 1, []],
  ['exactly at its end', HOUR, ['g1: balance critical after 1 suppressed']],
])('a mute %s', async (_name, ms, sent) => {
  const { balance, mute, tell, wait } = await setUp();
  await mute('g1', 'balance', HOUR);
  wait(ms - MINUTE);
  await balance(1);
  await tell();
  wait(MINUTE);
  expect(await tell()).toEqual(sent);
});

test('a mute over an incident that ended inside it does not turn a share below the threshold into an alert', async () => {
  const { results, mute, tell, wait } = await setUp();
  await results(155, 45);
  expect(await tell()).toEqual(['g1: errors critical']);
  await mute('g1', 'errors', HOUR);
  wait(10 * MINUTE);
  for (const _minute of [1, 2, 3]) {
    await results(100, 0);
    await tell();
    wait(MINUTE);
  }
  // All was well for three minutes; since then 12 % fail, which alarms nobody who was not notified before.
  wait(47 * MINUTE);
  await results(88, 12);
  expect(await tell()).toEqual(['g1: errors recovered']);
});

test('an end that is handed on when a mute begins waits for the end of the mute', async () => {
  const { balance, evaluate, drain, mute, tell, wait, inbox } = await setUp();
  await balance(1);
  await tell();
  await balance(142);
  await evaluate();
  await mute('g1', 'balance', HOUR);
  await drain();
  wait(HOUR - 1);
  expect(await tell()).toEqual([]);
  expect(inbox).toHaveLength(1);
  wait(1);
  await balance(142);
  expect(await tell()).toEqual(['g1: balance recovered']);
});

test('what waits for the end of a mute does not hold up other kinds', async () => {
  const { balance, results, evaluate, mute, tell } = await setUp();
  await balance(1);
  await tell();
  await balance(142);
  await evaluate();
  await mute('g1', 'balance', HOUR);
  await results(0, 20);
  expect(await tell()).toEqual(['g1: errors critical']);
});
