import { expect } from 'vitest';
import { createTestAlerts } from '../../../src/monitor/delivery/testAlerts.ts';
import { createMonitor, type Monitor } from '../../../src/monitor/monitor.ts';
import { createRecorder } from '../../../src/monitor/record/record.ts';
import type { OpenStore } from '../../../src/store/open.ts';
import { ANA } from '../../fixtures/constants.ts';
import { everywhere } from '../../fixtures/everywhere.ts';
import { setUpPager } from '../../fixtures/pager.ts';
import { quietHours } from '../../fixtures/quietHours.ts';
import { test } from '../../fixtures/test.ts';
import { HOUR } from '../../fixtures/thresholds.ts';

/** A page of an incident that began before noon's quiet hours, and is held by them or by a mute. */
async function setUp(store: OpenStore, hold: 'mute' | 'quietHours') {
  const stage = await setUpPager(store, [{ outcome: 'retry', why: 'rateLimited', afterMs: HOUR }]);
  await stage.balance(1);
  await stage.page();
  stage.wait(HOUR);
  if (hold === 'mute') await stage.mute(2 * HOUR);
  else await stage.setQuiet('g1', quietHours('12:30-15:00', { passes: 'nothing' }));
  await stage.deliver();
  const { ports } = stage;
  const nothing = () => undefined;
  const codes = { known: [], explain: () => null };
  const recorder = createRecorder({ ...ports, results: store.results, codes, gather: async () => {}, onRecorded() {} });
  const deadline = () => new Promise<void>(nothing);
  const testAlerts = createTestAlerts({ ...ports, onDeliveries: nothing, deadline, lookAgain: null });
  return {
    ...stage,
    monitor: createMonitor({ ...ports, recorder, testAlerts, onChange: nothing, onDeliveries: nothing }),
  };
}

type Change = (monitor: Monitor) => Promise<unknown>;

test.for<[string, 'mute' | 'quietHours', Change]>([
  ['a mute is ended', 'mute', (monitor) => monitor.unmute('g1', everywhere('balance'), ANA)],
  ['quiet hours are removed', 'quietHours', (monitor) => monitor.removeQuietHours('g1', '1', ANA)],
  ['the time zone is another', 'quietHours', (monitor) => monitor.setUp('g1', { timeZone: 'Asia/Tokyo' }, ANA)],
])('a page that is held leaves as soon as %s', async ([, hold, change], { store }) => {
  const { pages, deliver, monitor } = await setUp(store, hold);
  expect([await deliver(), pages.length]).toEqual([false, 1]);
  await change(monitor);
  expect([await deliver(), pages.length]).toEqual([true, 2]);
});

test('what still holds it after a change goes on holding it', async ({ store }) => {
  const { pages, deliver, monitor, mute } = await setUp(store, 'quietHours');
  await mute(HOUR);
  await monitor.removeQuietHours('g1', '1', ANA);
  expect([await deliver(), await deliver(), pages.length]).toEqual([true, false, 1]);
});
