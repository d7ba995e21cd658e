import { describe, expect, test } from 'vitest';
import type { QuietHours } from '../../../src/monitor/alerts/quietHours.ts';
import { change } from '../../fixtures/change.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { quietHours } from '../../fixtures/quietHours.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

/** From an hour after `NOW`, which is 12:00 UTC, to nine hours after it. */
const NIGHT = quietHours('13:00-21:00');

async function setUp(...hours: readonly QuietHours[]) {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  await stage.setQuiet('g1', ...(hours.length === 0 ? [NIGHT] : hours));
  return {
    ...stage,
    /** Goes to a time of the day, keeps the balance there, and answers what is sent at that moment, a catch-up too. */
    async at(time: string, usd: number): Promise<readonly string[]> {
      stage.at(Date.parse(`2026-04-20T${time}:00Z`));
      await stage.balance(usd);
      const sent = await stage.tell();
      await stage.catchUp();
      return [...sent, ...(await stage.tell())];
    },
    catchUps: () => stage.inbox.flatMap(({ message }) => (message.type === 'catchUp' ? [message] : [])),
  };
}

test('the clock of these tests', () => {
  expect(new Date(NOW).toISOString()).toBe('2026-04-20T12:00:00.000Z');
});

describe('a night', () => {
  test('says nothing of a warning, and at its end once what it was', async () => {
    const { at, catchUps } = await setUp();
    const night = ['13:00', '14:00', '16:30', '20:59'];
    for (const time of night) expect(await at(time, 9)).toEqual([]);
    expect(await at('21:00', 9)).toEqual(['g1: catch-up: balance firing']);
    expect(catchUps()).toMatchObject([{ pings: false, incidents: [{ openedAt: NOW + HOUR, endedAt: null }] }]);
    expect(await at('21:01', 9)).toEqual([]);
  });

  test('says nothing of a warning that came and went, and tells of it at its end', async () => {
    const { at, catchUps } = await setUp();
    await at('14:00', 9);
    await at('15:00', 142);
    expect(await at('15:10', 142)).toEqual([]);
    expect(await at('20:59', 142)).toEqual([]);
    // The top-up that ended it waits as well, as a message of its own.
    expect(await at('21:00', 142)).toEqual(['g1: topped up', 'g1: catch-up: balance over']);
    expect(catchUps()).toMatchObject([{ incidents: [{ openedAt: NOW + 2 * HOUR, endedAt: NOW + 3 * HOUR }] }]);
    expect(await at('21:30', 142)).toEqual([]);
  });

  test('lets what is critical pass, with its end, and does not repeat it', async () => {
    const { at } = await setUp();
    expect(await at('14:00', 1)).toEqual(['g1: balance critical']);
    expect(await at('15:00', 142)).toEqual(['g1: balance recovered']);
    expect(await at('15:05', 142)).toEqual([]);
    expect(await at('21:00', 142)).toEqual([]);
  });

  test('lets nothing pass where that was chosen, and pings at its end for what still fires', async () => {
    const { at, catchUps } = await setUp({ ...NIGHT, passes: 'nothing' });
    expect(await at('14:00', 1)).toEqual([]);
    expect(await at('21:00', 1)).toEqual(['g1: catch-up: balance firing']);
    expect(catchUps()).toMatchObject([{ pings: true, incidents: [{ severity: 'critical' }] }]);
  });

  test('keeps the end of what began before it, and the first message says at once that it is over', async () => {
    const { at, edits } = await setUp();
    expect(await at('12:30', 9)).toEqual(['g1: balance warning']);
    expect(await at('13:30', 9)).toEqual([]);
    await at('14:00', 142);
    expect(await at('14:10', 142)).toEqual([]);
    expect(edits).toMatchObject([{ message: { state: { endedAt: NOW + 2 * HOUR } } }]);
    expect(await at('21:00', 142)).toContain('g1: catch-up: balance over');
  });

  test('has one catch-up for everything', async () => {
    const { at, queue, tell, threads } = await setUp();
    await queue(500);
    await at('14:00', 9);
    await queue(500);
    await at('14:10', 9);
    await queue(500);
    await threads(100, 100);
    await tell();
    const sent = await at('21:00', 9);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatch(/^g1: catch-up: .*balance firing/);
    expect(sent[0]).toMatch(/queue/);
  });
});

describe('after the catch-up', () => {
  test('the next message is a reminder, one cooldown later, and its end is sent', async () => {
    const { at } = await setUp();
    await at('14:00', 9);
    await at('21:00', 9);
    expect(await at('21:04', 9)).toEqual([]);
    expect(await at('21:05', 9)).toEqual(['g1: balance warning reminder 1']);
    expect(await at('21:20', 142)).toEqual(['g1: balance recovered']);
  });

  test('what gets worse is sent at once', async () => {
    const { at } = await setUp();
    await at('14:00', 9);
    await at('21:00', 9);
    expect(await at('21:01', 1)).toContain('g1: balance critical');
  });

  test('a message that is taken back leaves people with what the catch-up said', async () => {
    const { at, mute, balance, tell, wait, evaluate } = await setUp();
    await at('14:00', 9);
    await at('21:00', 9);
    wait(6 * MINUTE);
    await balance(9);
    await evaluate();
    // The reminder waits, and is muted before it is sent.
    await mute('g1', 'balance', HOUR);
    expect(await tell()).toEqual([]);
    wait(HOUR);
    await balance(142);
    expect(await tell()).toEqual(['g1: balance recovered']);
  });
});

describe('a process that dies', () => {
  test('before the catch-up: the next one sends it, however late', async () => {
    const { at } = await setUp();
    await at('14:00', 9);
    expect(await at('23:00', 9)).toEqual(['g1: catch-up: balance firing']);
  });

  test('between the catch-up and its delivery: it is sent once', async () => {
    const { at, catchUp, tell, evaluate } = await setUp();
    await at('14:00', 9);
    await at('20:59', 9);
    expect(await catchUp()).toBe(false);
    await at('21:00', 9);
    expect([await catchUp(), await catchUp()]).toEqual([false, false]);
    await evaluate();
    expect(await tell()).toEqual([]);
  });

  test('before it could be kept: nothing of it is, and it is sent the next time', async () => {
    const { at, store, catchUps, now } = await setUp();
    await at('14:00', 9);
    await at('20:59', 9);
    const failing = store.quietHours.catchUp('g1', now(), () => {
      throw new Error('the process ends here');
    });
    await expect(failing).rejects.toThrow('the process ends here');
    await at('21:00', 9);
    expect(catchUps()).toHaveLength(1);
  });
});

describe('while quiet hours last', () => {
  test('they can be removed: what waited is sent at once', async () => {
    const { at, setQuiet } = await setUp();
    await at('14:00', 9);
    await setQuiet('g1');
    expect(await at('14:01', 9)).toEqual(['g1: catch-up: balance firing']);
  });

  test('they can be made longer', async () => {
    const { at, setQuiet } = await setUp();
    await at('14:00', 9);
    await setQuiet('g1', quietHours('13:00-23:00'));
    expect(await at('21:00', 9)).toEqual([]);
    expect(await at('23:00', 9)).toEqual(['g1: catch-up: balance firing']);
  });

  test('the time zone can be changed', async () => {
    const { at, store } = await setUp();
    await at('14:00', 9);
    // Where it is 21:00 already.
    await store.guilds.choose('g1', { timeZone: 'Asia/Tokyo' }, []);
    expect(await at('14:01', 9)).toEqual(['g1: catch-up: balance firing']);
  });

  test('each kind is sent when its own quiet hours are over', async () => {
    const { at, queue } = await setUp(
      quietHours('13:00-21:00', { kinds: ['balance'] }),
      quietHours('13:00-22:00', { id: 2, kinds: ['queue'] }),
    );
    await queue(200);
    await at('14:00', 9);
    await queue(200);
    await at('14:10', 9);
    await queue(200);
    expect(await at('21:00', 9)).toEqual(['g1: catch-up: balance firing']);
    for (const time of ['21:55', '21:57', '21:59']) {
      await at(time, 9);
      await queue(200);
    }
    expect((await at('22:00', 9)).filter((line) => /catch-up/.test(line))).toEqual(['g1: catch-up: queue firing']);
  });

  test('a muted kind waits for the end of its mute as well', async () => {
    const { at, mute } = await setUp();
    await at('14:00', 9);
    await at('20:59', 9);
    await mute('g1', 'balance', HOUR);
    expect(await at('21:00', 9)).toEqual([]);
    expect(await at('21:59', 9)).toEqual(['g1: catch-up: balance firing']);
  });

  test('a message that could not be sent before they began waits too', async () => {
    const { at, discordRefuses, discordIsBack, catchUps } = await setUp();
    discordRefuses();
    await at('12:59', 9);
    discordIsBack();
    expect(await at('13:10', 9)).toEqual([]);
    expect(await at('21:00', 9)).toEqual(['g1: catch-up: balance firing']);
    expect(catchUps()).toMatchObject([{ incidents: [{ openedAt: NOW + 59 * MINUTE }] }]);
  });

  test('the summary of the day is sent', async () => {
    const { at: toTime, store, results, sendDueSummaries, tell, now } = await setUpMonitor();
    await store.guilds.see([{ id: 'g1', name: 'g1' }], now());
    await store.guilds.choose('g1', { channelId: '5', summaryMinute: 14 * 60 }, []);
    await store.quietHours.change('g1', () => ({ hours: [NIGHT], change: change() }));
    await results(20, 0);
    toTime(NOW + 26 * HOUR);
    await sendDueSummaries();
    expect(await tell()).toEqual(['g1: summary']);
  });

  test('a guild without any is notified at once, and another is not', async () => {
    const { at, addGuild } = await setUp();
    await addGuild('g2');
    expect(await at('14:00', 9)).toEqual(['g2: balance warning']);
    expect(await at('21:00', 9)).toEqual(['g2: balance warning reminder 1', 'g1: catch-up: balance firing']);
  });
});
