import { describe, expect, test } from 'vitest';
import type { SendOutcome } from '../../../src/monitor/delivery/outcome.ts';
import { createTestAlerts } from '../../../src/monitor/delivery/testAlerts.ts';
import { createMonitor } from '../../../src/monitor/monitor.ts';
import { createRecorder } from '../../../src/monitor/record/record.ts';
import { settingChanges } from '../../../src/monitor/settings/settingChanges.ts';
import type { MuteScope } from '../../../src/monitor/types.ts';
import { actingMember } from '../../fixtures/alerts.ts';
import { ANA } from '../../fixtures/constants.ts';
import { everywhere } from '../../fixtures/everywhere.ts';
import { GUILD } from '../../fixtures/guildStory.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, NOW } from '../../fixtures/thresholds.ts';

async function setUp() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  await stage.addGuild('g2');
  const { store, ports } = stage;
  const logged: object[] = [];
  const log = { ...ports.log, info: (fields: object) => void logged.push(fields) };
  const { clock } = ports;
  const codes = { known: [], explain: () => null };
  const recorder = createRecorder({
    results: store.results,
    codes,
    clock,
    log,
    gather: async () => {},
    onRecorded() {},
  });
  const nothing = () => undefined;
  let impatient: () => void = nothing;
  const deadline = () => new Promise<void>((resolve) => (impatient = resolve));
  const testAlerts = createTestAlerts({ ...ports, onDeliveries: nothing, deadline, lookAgain: null });
  const monitor = createMonitor({ ...ports, log, recorder, testAlerts, onChange: nothing, onDeliveries: nothing });
  return { ...stage, monitor, logged, testAlerts, passDeadline: () => impatient() };
}

const until = (ms: number) => new Date(NOW + ms).toISOString();

describe('whoever changes something leaves one line', () => {
  test('of who, what, before and after, in the list and in the log, for that server alone', async () => {
    const { monitor, logged, incidentId } = await withIncident();
    await monitor.mute('g1', everywhere('errors'), '2h', ANA, 'a deploy');
    await monitor.unmute('g1', everywhere('errors'), ANA);
    await monitor.setThreshold('g1', 'balance.warning', 50, ANA);
    await monitor.setThreshold('g1', 'balance.warning', null, ANA);
    await monitor.setThreshold('g1', 'cooldown', 600, ANA);
    await monitor.setUp('g1', { channelId: 'c9', timeZone: 'europe/BERLIN', summaryMinute: 480 }, ANA);
    await monitor.acknowledge('g1', await incidentId(), actingMember(ANA));
    const lines = (await monitor.changes('g1', 20)).map(({ by, action, subject, before, after }) => [
      by.name,
      action,
      subject,
      before,
      after,
    ]);
    expect(lines.toReversed()).toEqual([
      ['ana', 'mute', 'errors', null, until(2 * HOUR)],
      ['ana', 'unmute', 'errors', until(2 * HOUR), null],
      ['ana', 'threshold', 'balance.warning', 'default 10', '50'],
      ['ana', 'threshold', 'balance.warning', '50', 'default 10'],
      ['ana', 'cooldown', 'cooldown', 'default 300', '600'],
      ['ana', 'setup', 'channel', 'g1-channel', 'c9'],
      ['ana', 'setup', 'timeZone', 'UTC', 'Europe/Berlin'],
      ['ana', 'setup', 'summaryTime', '09:00', '08:00'],
      ['ana', 'acknowledge', 'balance', null, 'ana'],
    ]);
    expect(logged.filter((fields) => 'action' in fields)).toHaveLength(lines.length);
    expect(await monitor.changes('g2', 20)).toEqual([]);
  });

  test('but none where nothing is changed, or where it is refused', async () => {
    const { monitor } = await setUp();
    await monitor.setUp('g1', { channelId: 'g1-channel', timeZone: 'utc', mention: null }, ANA);
    await monitor.setThreshold('g1', 'latency.p95', null, ANA);
    await expect(monitor.setUp('g1', { timeZone: 'Mars/Base' }, ANA)).rejects.toMatchObject({ code: 'badTimeZone' });
    await expect(monitor.setThreshold('g1', 'errors.rate', 101, ANA)).rejects.toMatchObject({
      code: 'thresholdOutOfRange',
    });
    await expect(monitor.unmute('g1', everywhere('all'), ANA)).rejects.toMatchObject({ code: 'nothingMuted' });
    expect(await monitor.changes('g1', 20)).toEqual([]);
  });
});

test.each<[string, MuteScope, MuteScope, string, number]>([
  ['as long as it was asked for', 'errors', 'errors', '3h', 3 * HOUR],
  ['as long as an earlier one lasts', 'errors', 'errors', '1h', 2 * HOUR],
  ['as long as everything is', 'all', 'errors', '1h', 2 * HOUR],
  ['no longer because one kind is', 'errors', 'all', '1h', HOUR],
])('a kind is muted %s, and that is what is answered', async (_name, first, then, length, ms) => {
  const { monitor } = await setUp();
  await monitor.mute('g1', everywhere(first), '2h', ANA, null);
  expect(await monitor.mute('g1', everywhere(then), length, ANA, null)).toMatchObject({ until: NOW + ms });
});

test('of two people who change thresholds that belong together at once, the second learns that they do not fit', async () => {
  const { monitor } = await setUp();
  await monitor.setThreshold('g1', 'queue.depth', 777, ANA);
  const both = await Promise.allSettled([
    monitor.setThreshold('g1', 'errors.rate', 11, ANA),
    monitor.setThreshold('g1', 'errors.clearRate', 14, ANA),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const { guild } = await monitor.settings('g1');
  expect(guild.thresholds.queue.depth).toBe(777);
});

async function withIncident() {
  const stage = await setUp();
  await stage.balance(9);
  await stage.tell();
  return { ...stage, incidentId: async () => (await stage.monitor.incidents('g1', 1))[0]?.id ?? 0 };
}

describe('a mute from the message of an incident', () => {
  test('is of its kind, for that server, and is named on its first message until the end', async () => {
    const { monitor, balance, tell, drain, wait, edits, incidentId } = await withIncident();
    const mute = await monitor.muteIncident('g1', await incidentId(), HOUR, ANA);
    expect(mute).toMatchObject({ guildId: 'g1', scope: 'balance', until: NOW + HOUR, by: ANA });
    await drain();
    const muted = { by: ANA, until: NOW + HOUR };
    expect(edits.at(-1)).toMatchObject({ message: { state: { muted, endedAt: null } } });
    wait(2 * HOUR);
    await balance(20);
    await tell();
    expect(edits.filter(({ message }) => 'state' in message && message.state.endedAt !== null)).toMatchObject([
      { message: { state: { muted } } },
      {},
    ]);
  });

  test.each([
    ['of another server', 'g2', 'unknownIncident'],
    ['that is over', 'g1', 'incidentEnded'],
  ])('%s is refused and mutes nothing', async (_name, guildId, code) => {
    const { monitor, balance, tell, wait, incidentId } = await withIncident();
    const id = (await incidentId()) - (guildId === 'g1' ? 0 : 1);
    wait(HOUR);
    await balance(20);
    await tell();
    await expect(monitor.muteIncident(guildId === 'g2' ? 'g3' : 'g1', id, HOUR, ANA)).rejects.toMatchObject({ code });
    expect(await monitor.mutes('g1')).toEqual([]);
  });
});

describe('a test alert', () => {
  const OUTCOME: SendOutcome = { outcome: 'retry', afterMs: null, why: 'unreachable' };

  test('tells what became of its own first attempt, and of no other', async () => {
    const { monitor, testAlerts, deliverNext } = await setUp();
    const one = monitor.test('g1', 'critical', ANA);
    await expect.poll(async () => (await monitor.of('g1', null).status()).delivery.waiting, { interval: 1 }).toBe(1);
    testAlerts.attempted(999, OUTCOME);
    await deliverNext();
    // The first that was ever handed on here.
    testAlerts.attempted(1, OUTCOME);
    expect(await one).toMatchObject({ outcome: OUTCOME, guild: { id: 'g1' } });
  });

  test('that nobody tries in time waits, behind those before it', async () => {
    const { monitor, passDeadline, balance, evaluate } = await setUp();
    await balance(9);
    await evaluate();
    const result = monitor.test('g1', 'critical', ANA);
    await expect.poll(async () => (await monitor.of('g1', null).status()).delivery.waiting, { interval: 1 }).toBe(2);
    passDeadline();
    expect(await result).toMatchObject({ outcome: { outcome: 'waiting', before: 1 } });
  });

  test('is refused where there is no place to send it to', async () => {
    const { monitor, addGuild } = await setUp();
    await addGuild('g3', null);
    await expect(monitor.test('g3', 'critical', ANA)).rejects.toMatchObject({ code: 'noDestination' });
  });
});

test('choosing what holds already is no change, and anything else is one', () => {
  const same = {
    channelId: 'c1',
    mention: null,
    mentionFrom: 'critical',
    timeZone: 'UTC',
    summaryMinute: 540,
  } as const;
  expect(settingChanges(GUILD, same)).toEqual([]);
  expect(settingChanges(GUILD, {})).toEqual([]);
  expect(
    settingChanges(GUILD, { channelId: null, mention: { type: 'user', id: '5' }, mentionFrom: 'warning' }),
  ).toEqual([
    ['channel', 'c1', 'webhook'],
    ['mention', null, 'user 5'],
    ['mentionFrom', 'critical', 'warning'],
  ]);
});

test('one line tells what is known of balance, results and queue', async () => {
  const { monitor, balance, queue, results } = await setUp();
  expect(await monitor.glance()).toEqual({ balanceMicros: null, queueDepth: null, solved: 0, failed: 0 });
  await balance(9);
  await queue(3);
  await results(8, 2);
  expect(await monitor.glance()).toEqual({ balanceMicros: 9_000_000, queueDepth: 3, solved: 8, failed: 2 });
});
