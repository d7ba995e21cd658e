import { describe, expect, test } from 'vitest';
import { deliverNextPage } from '../../../src/monitor/delivery/deliverPage.ts';
import { change } from '../../fixtures/change.ts';
import { ANA } from '../../fixtures/constants.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { quietHours } from '../../fixtures/quietHours.ts';
import { MINUTE, THRESHOLDS } from '../../fixtures/thresholds.ts';

/** A monitor with a receiver outside of Discord beside it. */
async function setUp() {
  // A balance that falls as these do has a short runway too.
  const stage = await setUpMonitor({
    thresholds: { ...THRESHOLDS, runway: { ...THRESHOLDS.runway, warningMs: 0, criticalMs: 0 } },
  });
  const pages: string[] = [];
  Object.assign(stage.ports.guildDefaults, { receivers: [{ name: 'pager', from: 'critical', guildIds: null }] });
  await stage.addGuild('g1');
  const ports: Parameters<typeof deliverNextPage>[0] = {
    ...stage.ports,
    receivers: [
      {
        name: 'pager',
        async send({ event, severity }) {
          pages.push(`pager: ${event} ${severity}`);
          return { outcome: 'delivered' };
        },
      },
    ],
    random: () => 0,
    onPage: () => undefined,
  };
  const step = async (usd: number): Promise<readonly string[]> => {
    pages.length = 0;
    await stage.balance(usd);
    const sent = await stage.tell();
    await stage.catchUp();
    sent.push(...(await stage.tell()));
    while (await deliverNextPage(ports));
    return [...sent, ...pages];
  };
  return {
    ...stage,
    step,
    toTime: stage.at,
    /** Goes to a time of the day, which begins at 12:00 UTC, and keeps the balance there. */
    at(time: string, usd: number) {
      stage.at(Date.parse(`2026-04-20T${time}:00Z`));
      return step(usd);
    },
    async acknowledge() {
      const [open] = await stage.store.incidents.recent('g1', 1);
      return stage.store.incidents.acknowledge('g1', open?.id ?? 0, ANA, stage.now(), change());
    },
  };
}

describe('at the end of quiet hours a receiver outside is notified as people are', () => {
  const NIGHT = quietHours('14:00-21:00', { passes: 'nothing' });

  test('of what began in them', async () => {
    const { at, setQuiet } = await setUp();
    await setQuiet('g1', NIGHT);
    expect(await at('15:00', 1)).toEqual([]);
    expect(await at('20:59', 1)).toEqual([]);
    expect(await at('21:00', 1)).toEqual(['g1: catch-up: balance firing', 'pager: trigger critical']);
    expect(await at('21:01', 1)).toEqual([]);
  });

  test('of what got critical in them, whatever people knew before', async () => {
    const { at, setQuiet } = await setUp();
    await setQuiet('g1', NIGHT);
    expect(await at('12:30', 8)).toEqual(['g1: balance warning']);
    await at('15:00', 1);
    expect(await at('21:00', 1)).toEqual(['g1: catch-up: balance firing', 'pager: trigger critical']);
  });

  test('and not where somebody is on it by then', async () => {
    const { at, toTime, catchUp, setQuiet, acknowledge } = await setUp();
    await setQuiet('g1', NIGHT);
    await at('15:00', 1);
    toTime(Date.parse('2026-04-20T21:00:00Z'));
    await catchUp();
    expect(await acknowledge()).toBe('done');
    expect(await at('21:00', 1)).toEqual(['g1: catch-up: balance firing']);
    expect(await at('21:30', 1)).toEqual([]);
  });

  test('and not of a warning, where it is notified of what is critical alone', async () => {
    const { at, setQuiet } = await setUp();
    await setQuiet('g1', NIGHT);
    await at('15:00', 8);
    expect(await at('21:00', 8)).toEqual(['g1: catch-up: balance firing']);
    expect(await at('21:01', 8)).toEqual([]);
  });

  test('the first reminder after it comes one cooldown later, however many there were before', async () => {
    const { at, setQuiet } = await setUp();
    await setQuiet('g1', NIGHT);
    for (const time of ['12:00', '12:05', '12:15', '12:35', '13:15']) await at(time, 8);
    await at('15:00', 8);
    await at('20:59', 1);
    expect(await at('21:00', 1)).toEqual(['g1: catch-up: balance firing', 'pager: trigger critical']);
    expect(await at('21:04', 1)).toEqual([]);
    expect(await at('21:05', 1)).toEqual(['g1: balance critical reminder 1']);
  });
});

describe('somebody said that they are on it while it had eased to a warning', () => {
  test('they still are when it is critical again, in Discord and outside', async () => {
    const { at, acknowledge, store } = await setUp();
    expect(await at('12:00', 1.9)).toEqual(['g1: balance critical', 'pager: trigger critical']);
    await at('12:02', 3);
    expect(await acknowledge()).toBe('done');
    expect(await at('12:03', 3)).toEqual(['pager: acknowledge warning']);
    for (const time of ['12:10', '12:20', '13:00']) expect(await at(time, 1.9)).toEqual([]);
    expect(await store.incidents.recent('g1', 1)).toMatchObject([{ severity: 'critical', acknowledged: { by: ANA } }]);
  });

  test('and no longer when it is twice as bad as people know', async () => {
    const { at, acknowledge } = await setUp();
    await at('12:00', 1.9);
    await at('12:02', 3);
    await acknowledge();
    await at('12:03', 3);
    expect(await at('12:10', 0.4)).toEqual(['g1: balance critical', 'pager: trigger critical']);
  });

  test('of what nobody ever knew as critical they were not on', async () => {
    const { at, acknowledge } = await setUp();
    await at('12:00', 8);
    await acknowledge();
    expect(await at('12:10', 1.9)).toEqual(['g1: balance critical', 'pager: trigger critical']);
  });
});

describe('what a mute suppressed is made up for at its end', () => {
  test('where it got worse and eased again meanwhile', async () => {
    const { step, wait, mute } = await setUp();
    expect(await step(3)).toEqual(['g1: balance warning']);
    for (let minute = 0; minute < 40; minute += 1) {
      wait(MINUTE);
      await step(3);
    }
    await mute('g1', 'balance', 10 * MINUTE);
    wait(MINUTE);
    expect(await step(1.9)).toEqual([]);
    wait(4 * MINUTE);
    expect(await step(2.5)).toEqual([]);
    wait(5 * MINUTE - 1);
    expect(await step(2.5)).toEqual([]);
    wait(1);
    expect(await step(2.5)).toEqual(['g1: balance warning reminder 4 after 1 suppressed']);
    wait(MINUTE);
    expect(await step(2.5)).toEqual([]);
  });

  test('and nothing where nothing was', async () => {
    const { step, wait, mute } = await setUp();
    await step(3);
    await mute('g1', 'balance', MINUTE);
    wait(MINUTE);
    expect(await step(3)).toEqual([]);
    wait(4 * MINUTE);
    expect(await step(3)).toEqual(['g1: balance warning reminder 1']);
  });
});
