import { expect, test } from 'vitest';
import type { OnCallRota } from '../../src/monitor/alerts/onCall.ts';
import { sendHandovers } from '../../src/monitor/alerts/sendHandovers.ts';
import { findGuild } from '../../src/monitor/reports/reports.ts';
import { createSettingActions } from '../../src/monitor/settings/settingActions.ts';
import { change } from '../fixtures/change.ts';
import { ANA } from '../fixtures/constants.ts';
import { setUpMonitor } from '../fixtures/monitor.ts';
import { DAY, HOUR, MINUTE, NOW } from '../fixtures/store.ts';

const WEEK = 7 * DAY;
/** The next handover is an hour away. */
const IN_AN_HOUR = new Date(NOW + HOUR);
const rota = (people: readonly string[] = ['71', '72']): OnCallRota => ({
  people,
  weekday: IN_AN_HOUR.getUTCDay() || 7,
  minute: IN_AN_HOUR.getUTCHours() * 60 + IN_AN_HOUR.getUTCMinutes(),
  since: NOW,
  cover: null,
});

async function setUpRota(people?: readonly string[]) {
  const stage = await setUpMonitor();
  await stage.addGuild('g1', 'c1');
  await stage.store.guilds.choose('g1', { mention: { type: 'role', id: '5' } }, []);
  await stage.store.onCall.change('g1', NOW, () => ({ rota: rota(people), change: change({ action: 'onCall' }) }));
  const look = () => sendHandovers(stage.ports);
  return { ...stage, look, handovers: () => stage.inbox.filter(({ message }) => message.type === 'handover') };
}

test('a handover is sent once, no matter how often anybody looks, and none is sent for a new list', async () => {
  const stage = await setUpRota();
  expect(await stage.look()).toBe(false);
  stage.wait(HOUR);
  expect(await Promise.all([stage.look(), stage.look(), stage.look()])).toContain(true);
  await stage.drain();
  expect(await stage.look()).toBe(false);
  expect(stage.handovers().map(({ message }) => message)).toMatchObject([{ userId: '72', turnOf: '72' }]);
});

test('one that nobody could be notified of is sent late; of several only the last', async () => {
  const stage = await setUpRota();
  stage.wait(2 * WEEK + 2 * HOUR);
  await stage.look();
  await stage.drain();
  expect(stage.handovers().map(({ message }) => message)).toMatchObject([{ userId: '72' }]);
});

test('of one person there is no handover to tell of', async () => {
  const stage = await setUpRota(['71']);
  stage.wait(WEEK);
  await stage.look();
  await stage.drain();
  expect(stage.handovers()).toEqual([]);
});

test('whoever is on call is pinged in the place of the role, which is pinged again once nobody is', async () => {
  const stage = await setUpRota();
  const { withDefaults } = await import('../../src/monitor/settings/guildSettings.ts');
  const mention = async () => {
    const stored = await stage.store.guilds.get('g1');
    return stored === null ? null : withDefaults(stored, stage.ports.guildDefaults, stage.now()).mention;
  };
  expect(await mention()).toEqual({ type: 'user', id: '71' });
  stage.wait(HOUR);
  expect(await mention()).toEqual({ type: 'user', id: '72' });
  await stage.store.onCall.change('g1', stage.now(), () => ({ rota: null, change: change() }));
  expect(await mention()).toEqual({ type: 'role', id: '5' });
});

test('a person who asked to be forgotten takes no turn any more, nor tells a step them; the last one ends it', async () => {
  const stage = await setUpRota();
  const step = { afterMs: HOUR, mention: null, place: { type: 'user', userId: '71' }, receiver: null } as const;
  const role = { ...step, mention: { type: 'role', id: '4' } } as const;
  await stage.store.escalations.change('g1', () => ({ steps: [step, role], change: change() }));
  await stage.store.people.forget('g1', '71', NOW, 'UTC');
  const kept = async () => stage.store.guilds.get('g1');
  expect((await kept())?.onCall?.people).toEqual(['72']);
  expect((await kept())?.escalation).toEqual([{ ...role, place: null }]);
  await stage.store.people.forget('g1', '72', NOW, 'UTC');
  expect((await kept())?.onCall).toBeNull();
});

test('another time zone takes nobody off call before the next handover, and hands nothing over', async () => {
  const stage = await setUpRota();
  const { store, ports } = stage;
  const nothing = () => undefined;
  const { setUp } = createSettingActions({ ...ports, onChange: nothing, onDeliveries: nothing });
  const cover = { userId: '79', from: NOW + 3 * DAY, until: NOW + 4 * DAY };
  await store.onCall.change('g1', NOW, () => ({ rota: { ...rota(), cover }, change: change() }));
  const mention = async () => (await findGuild('g1', stage.now(), ports)).mention?.id;
  // In New York the handover of the list's first day is yet to come.
  stage.wait(2 * HOUR);
  await stage.look();
  await stage.drain();
  for (const timeZone of ['America/New_York', 'Pacific/Apia', 'Pacific/Apia', 'Pacific/Pago_Pago', 'UTC']) {
    await setUp('g1', { timeZone }, ANA);
    expect([timeZone, await mention()]).toEqual([timeZone, '72']);
    expect(await stage.look()).toBe(false);
    stage.wait(MINUTE);
  }
  expect((await store.guilds.get('g1'))?.onCall).toMatchObject({ people: ['72', '71'], cover });
  stage.at(NOW + HOUR + WEEK);
  await stage.look();
  await stage.drain();
  expect(stage.handovers().map(({ message }) => message)).toMatchObject([{ userId: '72' }, { userId: '71' }]);
});

test('what is chosen for one pipeline, or besides the time zone, leaves the turns as they are', async () => {
  const stage = await setUpRota();
  const nothing = () => undefined;
  const { setUp } = createSettingActions({ ...stage.ports, onChange: nothing, onDeliveries: nothing });
  stage.wait(2 * HOUR);
  await setUp('g1', { summaryMinute: 480 }, ANA);
  await setUp('g1', { timeZone: 'Asia/Tokyo' }, ANA, 'shop');
  expect((await stage.store.guilds.get('g1'))?.onCall).toEqual(rota());
});

test('a guild that has left is not notified', async () => {
  const stage = await setUpRota();
  await stage.store.guilds.leave('g1', NOW + 1);
  stage.wait(HOUR);
  expect(await stage.look()).toBe(false);
});
