import { describe, expect, test } from 'vitest';
import { createMonitor } from '../../src/monitor/monitor.ts';
import { createRecorder } from '../../src/monitor/record/record.ts';
import { actingMember } from '../fixtures/alerts.ts';
import { ANA } from '../fixtures/constants.ts';
import { setUpMonitor } from '../fixtures/monitor.ts';
import { HOUR, MINUTE, NOW, THRESHOLDS } from '../fixtures/thresholds.ts';

const COOLDOWN = THRESHOLDS.cooldownMs;
const BEN = { userId: 'u2', name: 'ben' };

async function setUp() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  const { store, ports } = stage;
  const calls: string[] = [];
  const recorder = createRecorder({
    results: store.results,
    codes: { explain: () => null },
    clock: ports.clock,
    log: ports.log,
    gather: async () => {},
    onRecorded: () => {},
  });
  const monitor = createMonitor({
    ...ports,
    recorder,
    testAlerts: { walk: async () => [], send: () => Promise.reject(new Error('no tests here')) },
    onChange: () => void calls.push('change'),
    onDeliveries: () => void calls.push('deliveries'),
  });
  return {
    ...stage,
    monitor,
    calls,
    thresholds: async () => (await monitor.guilds())[0]?.thresholds ?? THRESHOLDS,
    incidentId: async () => (await monitor.incidents('g1', 1))[0]?.id ?? 0,
  };
}

describe('a threshold', () => {
  test('that a guild sets holds for it alone, and at once', async () => {
    const { monitor, addGuild, balance, tell, thresholds, calls } = await setUp();
    await addGuild('g2');
    await monitor.setThreshold('g1', 'balance.warning', 50, ANA);
    expect(calls).toEqual(['change']);
    expect((await thresholds()).balance.thresholdMicros).toBe(50_000_000);
    await balance(20);
    expect(await tell()).toEqual(['g1: balance warning']);
  });

  test('that is taken back follows the process-wide one again', async () => {
    const { monitor, thresholds } = await setUp();
    await monitor.setThreshold('g1', 'queue.depth', 5, ANA);
    await monitor.setThreshold('g1', 'queue.depth', null, ANA);
    expect(await thresholds()).toBe(THRESHOLDS);
  });

  test.each([
    ['just below the least', 'errors.window', 29.9, 'thresholdOutOfRange', { min: 30, max: 7_200, now: 300 }],
    ['just above the most', 'errors.window', 7_200.1, 'thresholdOutOfRange', { min: 30, max: 7_200, now: 300 }],
    ['no number', 'cooldown', Number.NaN, 'thresholdOutOfRange', { min: 1, max: 86_400, now: 300 }],
    [
      'beyond another threshold',
      'balance.critical',
      10.01,
      'thresholdsConflict',
      { problem: 'balanceOrder', now: 2, other: { name: 'balance.warning', now: 10 } },
    ],
    ['of a name that there is not', 'balance.colour', 1, 'unknownThreshold', { name: 'balance.colour' }],
  ])('%s is refused and changes nothing', async (_name, name, value, code, details) => {
    const { monitor, thresholds, calls } = await setUp();
    await expect(monitor.setThreshold('g1', name, value, ANA)).rejects.toMatchObject({ code, details });
    expect(await thresholds()).toBe(THRESHOLDS);
    expect(calls).toEqual([]);
  });

  test.each([
    ['least', 30],
    ['most', 7_200],
  ])('exactly at the %s that is allowed is taken', async (_name, value) => {
    const { monitor, thresholds } = await setUp();
    await monitor.setThreshold('g1', 'errors.window', value, ANA);
    expect((await thresholds()).errors.windowMs).toBe(value * 1_000);
  });

  test('that would not fit the others once it is taken back is refused in words', async () => {
    const { monitor } = await setUp();
    await monitor.setThreshold('g1', 'balance.warning', 100, ANA);
    await monitor.setThreshold('g1', 'balance.critical', 50, ANA);
    await expect(monitor.setThreshold('g1', 'balance.warning', null, ANA)).rejects.toMatchObject({
      code: 'thresholdsConflict',
    });
  });
});

describe('an acknowledgement', () => {
  test('is shown at the first message and in the list, and stops the repeats', async () => {
    const { monitor, balance, tell, wait, drain, edits, incidentId, calls } = await setUp();
    await balance(9);
    await tell();
    await monitor.acknowledge('g1', await incidentId(), actingMember(ANA));
    expect(calls).toEqual(['deliveries']);
    await drain();
    expect(edits).toMatchObject([
      {
        target: { messageId: 'm1' },
        message: { state: { endedAt: null, acknowledged: { by: ANA, severity: 'warning' } } },
      },
    ]);
    expect(await monitor.incidents('g1', 9)).toMatchObject([{ wasNotified: true, acknowledged: { by: ANA, at: NOW } }]);
    wait(COOLDOWN);
    await balance(9);
    expect(await tell()).toEqual([]);
  });

  test('ends when it gets worse: that is sent at once, and repeated', async () => {
    const { monitor, balance, tell, wait, incidentId } = await setUp();
    await balance(9);
    await tell();
    await monitor.acknowledge('g1', await incidentId(), actingMember(ANA));
    wait(1);
    await balance(1);
    expect(await tell()).toEqual(['g1: balance critical']);
    expect(await monitor.incidents('g1', 1)).toMatchObject([{ acknowledged: null }]);
    wait(COOLDOWN);
    await balance(1);
    expect(await tell()).toEqual(['g1: balance critical reminder 1']);
  });

  test('does not keep the end from being sent', async () => {
    const { monitor, balance, tell, wait, edits, incidentId } = await setUp();
    await balance(9);
    await tell();
    await monitor.acknowledge('g1', await incidentId(), actingMember(ANA));
    wait(HOUR);
    await balance(10);
    expect(await tell()).toEqual(['g1: balance recovered']);
    expect(edits.at(-1)).toMatchObject({ message: { state: { endedAt: NOW + HOUR, acknowledged: { by: ANA } } } });
  });

  test('of what somebody is on is refused in words', async () => {
    const { monitor, balance, tell, incidentId } = await setUp();
    await balance(9);
    await tell();
    await monitor.acknowledge('g1', await incidentId(), actingMember(ANA));
    await expect(monitor.acknowledge('g1', await incidentId(), actingMember(BEN))).rejects.toMatchObject({
      code: 'alreadyAcknowledged',
    });
    expect(await monitor.incidents('g1', 1)).toMatchObject([{ acknowledged: { by: ANA } }]);
  });

  test.each([
    ['is over', 'g1', 'incidentEnded'],
    ['belongs to another guild', 'g2', 'unknownIncident'],
  ])('of what %s is refused', async (_name, guildId, code) => {
    const { monitor, balance, tell, wait, incidentId } = await setUp();
    await balance(9);
    await tell();
    wait(MINUTE);
    if (guildId === 'g1') {
      await balance(10);
      await tell();
    }
    await expect(monitor.acknowledge(guildId, await incidentId(), actingMember(BEN))).rejects.toMatchObject({ code });
  });
});

test('incidents are listed with the newest first, of one guild, and no more than were asked for', async () => {
  const { monitor, balance, queue, results, tell, addGuild } = await setUp();
  await balance(9);
  await tell();
  await results(0, 20);
  await tell();
  await addGuild('g2');
  await queue(0);
  expect((await monitor.incidents('g1', 9)).map(({ kind }) => kind)).toEqual(['errors', 'balance']);
  expect((await monitor.incidents('g1', 1)).map(({ kind }) => kind)).toEqual(['errors']);
  expect(await monitor.incidents('g2', 9)).toEqual([]);
});
