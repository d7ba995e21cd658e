import { describe, expect } from 'vitest';
import { composeCatchUp, type SuppressedIncident } from '../../../src/monitor/alerts/catchUp.ts';
import type { OpenStore } from '../../../src/store/open.ts';
import { change } from '../../fixtures/change.ts';
import { ANA } from '../../fixtures/constants.ts';
import { facts } from '../../fixtures/decisions.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { quietHours } from '../../fixtures/quietHours.ts';
import { test } from '../../fixtures/test.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

const BALANCE: SuppressedIncident = {
  id: 1,
  pipeline: 'main',
  kind: 'balance',
  severity: 'critical',
  openedAt: NOW - 8 * HOUR,
  endedAt: null,
  worst: facts(1),
  wasNotified: false,
  acknowledged: null,
  quietSince: NOW - 7 * HOUR,
  clearSince: null,
  unknownSince: null,
};
const QUEUE: SuppressedIncident = { ...BALANCE, id: 2, pipeline: 'shop', kind: 'queue' };
const OTHER_QUEUE: SuppressedIncident = { ...QUEUE, id: 3, pipeline: 'news' };

/** A catch-up that waits to be sent; the clock shows noon. */
async function setUp(store: OpenStore, incidents: readonly SuppressedIncident[] = [BALANCE, QUEUE]) {
  const stage = await setUpMonitor({ store });
  await stage.addGuild('g1');
  const message = composeCatchUp(incidents, { mayBeSent: () => true, titleOf: () => null }, NOW)?.message;
  if (message == null) throw new Error('there is nothing to tell');
  await store.deliveries.add('g1', message, NOW);
  return {
    ...stage,
    /** Of the catch-ups that Discord took so far, whether they ping. */
    async pings(): Promise<readonly boolean[]> {
      await stage.drain();
      return stage.inbox.flatMap((one) => (one.message.type === 'catchUp' ? [one.message.pings] : []));
    },
    mutePipeline: (pipeline: string, ms: number) =>
      store.mutes.add(
        { guildId: 'g1', scope: 'all', pipeline, until: NOW + ms, createdAt: NOW, by: ANA, reason: null },
        change(),
      ),
  };
}

describe('a catch-up that is muted by then', () => {
  test.for([
    ['just before the mute ends', HOUR - 1, []],
    ['when it ends', HOUR, [true]],
    ['just after it ended', HOUR + 1, [true]],
  ] as const)('%s', async ([, at, expected], { store }) => {
    const stage = await setUp(store);
    await stage.mute('g1', 'all', HOUR);
    expect(await stage.pings()).toEqual([]);
    expect(await store.deliveries.progress('g1')).toMatchObject({ waiting: 1, retrying: 'muted' });
    stage.at(NOW + at);
    expect(await stage.pings()).toEqual(expected);
  });

  test('is sent when the first of what it tells of may be, and does not ping for the rest', async ({ store }) => {
    const stage = await setUp(store, [{ ...BALANCE, severity: 'warning' }, QUEUE]);
    await stage.mute('g1', 'balance', HOUR);
    await stage.mute('g1', 'queue', 2 * HOUR);
    expect(await stage.pings()).toEqual([]);
    stage.at(NOW + HOUR);
    expect(await stage.pings()).toEqual([false]);
  });

  test('leaves at once when the mute is ended', async ({ store }) => {
    const stage = await setUp(store);
    await stage.mute('g1', 'all', HOUR);
    await stage.pings();
    await store.mutes.end('g1', { scope: 'all', pipeline: null }, ANA, NOW, change());
    await store.deliveries.releaseMuted('g1', NOW);
    expect(await stage.pings()).toEqual([true]);
  });
});

describe('a catch-up that is tried again at a time of new quiet hours from 13:00 to 15:00', () => {
  test.for([
    ['just before they begin', HOUR - 1, [true]],
    ['when they begin', HOUR, []],
    ['just after they began', HOUR + 1, []],
    ['just before they end', 3 * HOUR - 1, []],
    ['when they end', 3 * HOUR, [true]],
    ['just after they ended', 3 * HOUR + 1, [true]],
  ] as const)('%s', async ([, at, expected], { store }) => {
    const stage = await setUp(store);
    await stage.setQuiet('g1', quietHours('13:00-15:00', { passes: 'nothing' }));
    stage.at(NOW + at);
    expect(await stage.pings()).toEqual(expected);
  });

  test.for([
    ['a critical incident passes', [BALANCE], [true]],
    ['a warning waits', [{ ...BALANCE, severity: 'warning' }], []],
    ['a warning goes with a critical one', [{ ...BALANCE, severity: 'warning' }, QUEUE], [true]],
  ] as const)('where critical alerts pass: %s', async ([, incidents, expected], { store }) => {
    const stage = await setUp(store, incidents);
    await stage.setQuiet('g1', quietHours('13:00-15:00'));
    stage.at(NOW + HOUR);
    expect(await stage.pings()).toEqual(expected);
  });
});

describe('a catch-up of which some is held', () => {
  const ACKNOWLEDGED = { ...QUEUE, acknowledged: { by: ANA, at: NOW, severity: 'critical' } } as const;

  test.for([
    ['of two critical ones, one', [BALANCE, QUEUE], true],
    ['the only critical one', [BALANCE, { ...QUEUE, severity: 'warning' }], false],
    ['the only critical one that still fires', [BALANCE, { ...QUEUE, endedAt: NOW }], false],
    ['the only critical one that nobody is on', [BALANCE, ACKNOWLEDGED], false],
  ] as const)('is sent; whether it pings: %s', async ([, incidents, expected], { store }) => {
    const stage = await setUp(store, incidents);
    await stage.mute('g1', 'balance', HOUR);
    expect(await stage.pings()).toEqual([expected]);
    const [sent] = stage.inbox;
    expect(sent?.message).toMatchObject({ type: 'catchUp', incidents: { length: incidents.length } });
  });

  test('by a mute of one pipeline: only what is about that', async ({ store }) => {
    const stage = await setUp(store, [QUEUE, { ...OTHER_QUEUE, severity: 'warning' }]);
    await stage.mutePipeline('shop', HOUR);
    expect(await stage.pings()).toEqual([false]);
  });

  test('by a mute of the pipeline that it is about alone: it waits', async ({ store }) => {
    const stage = await setUp(store, [QUEUE]);
    await stage.mutePipeline('shop', HOUR);
    expect(await stage.pings()).toEqual([]);
  });

  test('does not ping either where it had to be searched for first', async ({ store }) => {
    const stage = await setUp(store, [BALANCE, { ...QUEUE, severity: 'warning' }]);
    stage.discordRefuses({ outcome: 'retry', afterMs: null, why: 'unreachable', isUncertain: true });
    await stage.drain();
    stage.discordIsBack();
    stage.wait(MINUTE);
    await stage.mute('g1', 'balance', HOUR);
    expect(await stage.pings()).toEqual([false]);
  });
});

test('what an earlier version wrote names no pipeline: mutes of all pipelines hold it', async ({ store }) => {
  const stage = await setUpMonitor({ store });
  await stage.addGuild('g1');
  const message = composeCatchUp([QUEUE], { mayBeSent: () => true, titleOf: () => null }, NOW)?.message;
  if (message == null) throw new Error('there is nothing to tell');
  const incidents = message.incidents.map(({ pipeline, ...line }) => line);
  await store.deliveries.add('g1', { ...message, incidents }, NOW);
  await stage.mute('g1', 'queue', HOUR);
  await stage.drain();
  expect(stage.inbox).toEqual([]);
  stage.at(NOW + HOUR);
  await stage.drain();
  expect(stage.inbox.length).toBe(1);
});
