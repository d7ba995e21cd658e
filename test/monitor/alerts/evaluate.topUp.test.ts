import { expect, test } from 'vitest';
import { PIPELINE } from '../../fixtures/constants.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, THRESHOLDS } from '../../fixtures/thresholds.ts';

const COOLDOWN = THRESHOLDS.cooldownMs;

/** A guild that joined a minute ago, with a balance that is fine. */
async function setUp(usd = 20, thresholds = THRESHOLDS) {
  const stage = await setUpMonitor({ thresholds });
  await stage.addGuild('g1');
  stage.wait(MINUTE);
  await stage.balance(usd);
  await stage.tell();
  stage.wait(MINUTE);
  return stage;
}

test('people are notified once of a top-up, from what to what', async () => {
  const { balance, tell, wait, now, inbox } = await setUp();
  await balance(70);
  expect(await tell()).toEqual(['g1: topped up']);
  expect(inbox.at(-1)?.message).toEqual({
    type: 'topUp',
    topUp: { at: now(), fromMicros: 20_000_000, toMicros: 70_000_000, runwayMs: null },
    at: now(),
  });
  for (let minute = 0; minute < 20; minute += 1) {
    wait(MINUTE);
    await balance(70);
    expect(await tell()).toEqual([]);
  }
});

test('people are notified of each of two top-ups', async () => {
  const { balance, tell, wait } = await setUp();
  await balance(70);
  expect(await tell()).toEqual(['g1: topped up']);
  wait(MINUTE);
  await balance(120);
  expect(await tell()).toEqual(['g1: topped up']);
});

test('a top-up that ends an incident is in the message of its end, and not sent again', async () => {
  const { balance, tell, wait, inbox } = await setUp(1);
  await balance(50);
  expect(await tell()).toEqual(['g1: balance recovered']);
  expect(inbox.at(-1)?.message).toMatchObject({ type: 'recovery', topUp: { fromMicros: 1_000_000 } });
  wait(MINUTE);
  await balance(50);
  expect(await tell()).toEqual([]);
});

test('a top-up in the message of an end that superseded a repeat is not sent again', async () => {
  const { balance, tell, wait, discordRefuses, discordIsBack } = await setUp(1);
  discordRefuses();
  wait(COOLDOWN);
  await balance(1);
  await tell();
  await balance(50);
  await tell();
  discordIsBack();
  wait(MINUTE);
  await balance(50);
  expect(await tell()).toEqual(['g1: balance recovered']);
  wait(MINUTE);
  expect(await tell()).toEqual([]);
});

test('a top-up is not sent while it is muted, and is when the mute ends soon after it', async () => {
  const { balance, mute, tell, wait } = await setUp();
  await mute('g1', 'balance', 2 * MINUTE);
  await balance(70);
  expect(await tell()).toEqual([]);
  wait(2 * MINUTE);
  await balance(70);
  expect(await tell()).toEqual(['g1: topped up']);
});

test('a guild is not notified of a top-up from before it joined', async () => {
  const { balance, tell, wait, addGuild } = await setUp();
  await balance(70);
  wait(1);
  await addGuild('g2');
  expect(await tell()).toEqual(['g1: topped up']);
});

test('a refund of cents is no top-up', async () => {
  const { balance, tell } = await setUp();
  await balance(20.99);
  expect(await tell()).toEqual([]);
});

test('a balance that was used up holds back its consequences until two minutes after it was filled, and people are notified of them then', async () => {
  const { balance, results, tell, wait } = await setUp(0);
  await balance(0);
  await results(0, 50);
  expect(await tell()).toEqual([]);
  await balance(50);
  await results(0, 50);
  expect(await tell()).toEqual(['g1: balance recovered']);
  wait(2 * MINUTE - 1);
  await results(0, 50);
  expect(await tell()).toEqual([]);
  wait(1);
  expect(await tell()).toEqual(['g1: errors critical']);
});

test.each([
  ['of five minutes', 5],
  ['of an hour', 60],
])(
  'people are never notified of errors that only the time of a used-up balance left in the window %s',
  async (_name, minutes) => {
    const errors = { ...THRESHOLDS.errors, windowMs: minutes * MINUTE };
    const { balance, results, tell, wait } = await setUp(0, { ...THRESHOLDS, errors });
    await balance(0);
    await results(0, 50);
    expect(await tell()).toEqual([]);
    wait(MINUTE);
    await balance(50);
    expect(await tell()).toEqual(['g1: balance recovered']);
    for (let minute = 0; minute < minutes + 15; minute += 1) {
      wait(MINUTE);
      await balance(50);
      await results(20, 0);
      expect(await tell()).toEqual([]);
    }
  },
);

test('a used-up balance on a thread plan, where balance alerts are off, holds back nothing', async () => {
  const thresholds = { ...THRESHOLDS, balance: { ...THRESHOLDS.balance, enabled: false } };
  const { addGuild, balance, results, tell, wait } = await setUpMonitor({ thresholds });
  await addGuild('g1');
  wait(HOUR);
  await balance(0);
  await results(0, 50);
  expect(await tell()).toEqual(['g1: errors critical']);
});

test.each([
  ['a richer account', 70],
  ['a poorer one', 12],
])('another API key is %s, and neither topped up nor compared with the old one', async (_name, usd) => {
  const { store, balance, tell, now, wait, ports } = await setUp();
  await store.providerHealth.begin(PIPELINE, 'another', now());
  expect((await ports.reader(now()).account(THRESHOLDS)).balance).toBeNull();
  await balance(usd);
  expect(await tell()).toEqual([]);
  const { balance: read, topUp, runway } = await ports.reader(now()).account(THRESHOLDS);
  expect([read?.value, topUp, runway]).toEqual([usd * 1_000_000, null, null]);
  wait(MINUTE);
  await balance(usd + 50);
  expect(await tell()).toEqual(['g1: topped up']);
});
