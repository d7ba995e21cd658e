import { describe, expect } from 'vitest';
import { createQuietActions } from '../../../src/monitor/settings/quietActions.ts';
import type { OpenStore } from '../../../src/store/open.ts';
import { ACCOUNT, ANA, silentLog } from '../../fixtures/constants.ts';
import { quietHours } from '../../fixtures/quietHours.ts';
import { test } from '../../fixtures/test.ts';
import { NOW, THRESHOLDS } from '../../fixtures/thresholds.ts';

const OF_SETTINGS = [quietHours('22:00-07:00'), quietHours('12:00-13:00', { id: 2, weekdays: [6, 7] })];
const LUNCH = { from: '12:00', to: '12:30', days: null, alerts: null, passes: null };

async function setUp(store: OpenStore) {
  await store.guilds.see([{ id: 'g1', name: 'g1' }], NOW);
  const calls: string[] = [];
  const deliveries = {
    ...store.deliveries,
    async releaseMuted() {
      calls.push('released');
    },
  };
  const actions = createQuietActions({
    store: { ...store, deliveries },
    clock: { now: () => NOW },
    log: silentLog,
    accounts: [{ account: ACCOUNT }],
    guildDefaults: {
      timeZone: 'UTC',
      summaryMinute: 540,
      thresholds: THRESHOLDS,
      quietHours: OF_SETTINGS,
      webhook: null,
      fallbacks: () => [],
    },
    onChange: () => void calls.push('evaluate'),
    onDeliveries: () => void calls.push('deliver'),
  });
  return { ...actions, calls, own: async () => (await store.guilds.get('g1'))?.quietHours };
}

describe('the quiet hours of the settings', () => {
  test('are copied by the first that a guild adds', async ({ store }) => {
    const { addQuietHours, own } = await setUp(store);
    expect(await own()).toBeNull();
    const added = await addQuietHours('g1', LUNCH, ANA);
    expect(added).toMatchObject({ id: 3, from: 720, to: 750 });
    expect(await own()).toEqual([...OF_SETTINGS, added]);
  });

  test('can be removed in a guild, one by one, to none at all, and hold again when that is chosen', async ({
    store,
  }) => {
    const { removeQuietHours, own } = await setUp(store);
    expect(await removeQuietHours('g1', '1', ANA)).toEqual(OF_SETTINGS[0]);
    expect(await own()).toEqual([OF_SETTINGS[1]]);
    await removeQuietHours('g1', '2', ANA);
    expect(await own()).toEqual([]);
    expect(await removeQuietHours('g1', 'settings', ANA)).toBeNull();
    expect(await own()).toBeNull();
  });

  test('count where a guild adds what they leave no time for', async ({ store }) => {
    const { addQuietHours, own } = await setUp(store);
    const rest = { ...LUNCH, from: '7:00', to: '22:00', alerts: 'queue' };
    await expect(addQuietHours('g1', rest, ANA)).rejects.toMatchObject({ details: { kinds: ['queue'] } });
    expect(await own()).toBeNull();
  });
});

test('a change is logged, and lets what waited be looked at at once', async ({ store }) => {
  const { addQuietHours, removeQuietHours, calls } = await setUp(store);
  await addQuietHours('g1', { ...LUNCH, days: 'weekend', alerts: 'queue,errors', passes: 'nothing' }, ANA);
  expect(calls).toEqual(['released', 'evaluate', 'deliver']);
  await removeQuietHours('g1', '3', ANA);
  expect(calls).toHaveLength(6);
  const text = 'sat,sun 12:00-12:30 errors,queue nothing';
  expect(await store.changes.recent('g1', 5)).toMatchObject([
    { action: 'quiet', subject: 'quietHours', before: text, after: null, by: ANA },
    { action: 'quiet', subject: 'quietHours', before: null, after: text },
  ]);
});

test('what is refused changes nothing, and wakes nobody', async ({ store }) => {
  const { addQuietHours, removeQuietHours, calls } = await setUp(store);
  await expect(addQuietHours('g1', { ...LUNCH, from: 'noonish' }, ANA)).rejects.toMatchObject({ code: 'badTimeOfDay' });
  await expect(removeQuietHours('g1', '9', ANA)).rejects.toMatchObject({ code: 'unknownQuiet' });
  expect(calls).toEqual([]);
});
