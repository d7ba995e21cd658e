import { describe, expect } from 'vitest';
import { sendDueSummaries } from '../../../src/monitor/reports/dailySummary.ts';
import type { Summary } from '../../../src/monitor/summary.ts';
import { addResults, type StageOptions, setUpMonitor } from '../../fixtures/monitor.ts';
import { setUpSeveral } from '../../fixtures/severalAccounts.ts';
import { test } from '../../fixtures/test.ts';
import { DAY, HOUR, MINUTE } from '../../fixtures/thresholds.ts';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const BUCKET = 5_000;
const JOINED = Date.parse('2026-01-01T00:00Z');
/** 09:00 in Berlin on an ordinary day. */
const DUE = Date.parse('2026-04-21T09:00+02:00');

async function setUp(options: StageOptions = {}) {
  const stage = await setUpMonitor({ timeZone: BERLIN, now: JOINED, ...options });
  await stage.addGuild('g1');
  return {
    ...stage,
    /** The summaries that were handed on at a moment and delivered. */
    async summariesAt(time: number | string): Promise<Summary[]> {
      const from = stage.inbox.length;
      stage.at(typeof time === 'string' ? Date.parse(time) : time);
      await stage.sendDueSummaries();
      await stage.drain();
      return stage.inbox.slice(from).flatMap(({ message }) => (message.type === 'summary' ? [message.summary] : []));
    },
  };
}

test.each([
  ['just before its time', DUE - 1, 0],
  ['exactly at its time', DUE, 1],
  ['just after its time', DUE + 1, 1],
  ['just within six hours after it', DUE + 6 * HOUR - 1, 1],
  ['exactly six hours after it', DUE + 6 * HOUR, 0],
  ['late in the evening', DUE + 14 * HOUR, 0],
])('%s', async (_name, time, sent) => {
  const { summariesAt } = await setUp();
  expect(await summariesAt(time)).toHaveLength(sent);
});

test('the same day is never sent twice, however often it is looked at', async () => {
  const { summariesAt } = await setUp();
  expect(await summariesAt(DUE)).toHaveLength(1);
  for (const later of [0, 1, MINUTE, HOUR, 6 * HOUR]) expect(await summariesAt(DUE + later)).toEqual([]);
  expect(await summariesAt(DUE + DAY)).toHaveLength(1);
});

test('a time zone that is not known any more is that of the process, and keeps nobody else from a summary', async () => {
  const { store, addGuild, at, sendDueSummaries, drain, inbox } = await setUp();
  for (const id of ['g2', 'g3']) await addGuild(id);
  await store.guilds.choose('g2', { timeZone: 'Mars/Olympus' }, []);
  at(DUE);
  await sendDueSummaries();
  await drain();
  expect(inbox.map(({ guildId }) => guildId)).toEqual(['g1', 'g2', 'g3']);
});

test('what fails for one guild keeps nobody else from a summary, and is not hidden', async () => {
  const { ports, store, addGuild, at, drain, inbox } = await setUp();
  for (const id of ['g2', 'g3']) await addGuild(id);
  const summaries = {
    ...store.summaries,
    once: async (...args: Parameters<typeof store.summaries.once>) => {
      if (args[0] === 'g2') throw new Error('this row is broken');
      return store.summaries.once(...args);
    },
  };
  at(DUE);
  await expect(sendDueSummaries({ ...ports, store: { ...store, summaries } })).rejects.toThrow('this row is broken');
  await drain();
  expect(inbox.map(({ guildId }) => guildId)).toEqual(['g1', 'g3']);
});

test('without a database nobody is asked for after the first', async () => {
  const { ports, store, addGuild, at } = await setUp();
  for (const id of ['g2', 'g3']) await addGuild(id);
  const away = async () => {
    throw new Error('the database is away');
  };
  let asked = 0;
  const summaries = {
    ...store.summaries,
    sent: async () => {
      asked += 1;
      return away();
    },
  };
  at(DUE);
  const unreachable = { ...store, summaries, guilds: { ...store.guilds, get: away } };
  await expect(sendDueSummaries({ ...ports, store: unreachable })).rejects.toThrow('the database is away');
  expect(asked).toBe(1);
});

test('two looks at the same moment send it once', async () => {
  const { at, sendDueSummaries, drain, inbox } = await setUp();
  at(DUE);
  const handedOn = await Promise.all([sendDueSummaries(), sendDueSummaries(), sendDueSummaries()]);
  await drain();
  expect(handedOn.filter(Boolean)).toHaveLength(1);
  expect(inbox).toHaveLength(1);
});

test('a clock that is set back over the time of the summary does not send it again', async () => {
  const { summariesAt } = await setUp();
  expect(await summariesAt(DUE + MINUTE)).toHaveLength(1);
  expect(await summariesAt(DUE - HOUR)).toEqual([]);
  expect(await summariesAt(DUE)).toEqual([]);
});

test('a summary that a clock a day ahead sent does not stand for the real one', async () => {
  const { summariesAt, store } = await setUp();
  const sentAt = async (time: number) => {
    await store.listening.beat('default', time);
    return (await summariesAt(time)).length;
  };
  expect(await sentAt(DUE - DAY)).toBe(1);
  expect(await sentAt(DUE + HOUR)).toBe(1);
  expect(await sentAt(DUE - DAY + HOUR)).toBe(0);
  expect(await sentAt(DUE)).toBe(1);
  expect(await sentAt(DUE + HOUR)).toBe(0);
});

describe('a restart exactly at that minute', () => {
  test('after it was sent does not send it again', async ({ opened: { store, reopen } }) => {
    expect(await (await setUp({ store })).summariesAt(DUE)).toHaveLength(1);

    expect(await (await setUp({ store: await reopen() })).summariesAt(DUE)).toEqual([]);
  });

  test('after it was handed on but before Discord had it sends it once', async ({ opened: { store, reopen } }) => {
    const first = await setUp({ store });
    first.at(DUE);
    await first.sendDueSummaries();

    expect(await (await setUp({ store: await reopen() })).summariesAt(DUE)).toHaveLength(1);
  });

  test('before it was handed on sends it afterwards', async ({ opened: { store, reopen } }) => {
    expect(await (await setUp({ store })).summariesAt(DUE - 1)).toEqual([]);

    expect(await (await setUp({ store: await reopen() })).summariesAt(DUE + 20 * MINUTE)).toHaveLength(1);
  });
});

describe('yesterday is the whole day before in the time zone of the guild', () => {
  test.each([
    ['an ordinary day', BERLIN, '2026-04-21T09:00+02:00', '2026-04-20T00:00+02:00', 24],
    ['the day clocks go forward', BERLIN, '2026-03-30T09:00+02:00', '2026-03-29T00:00+01:00', 23],
    ['the day clocks go back', BERLIN, '2026-10-26T09:00+01:00', '2026-10-25T00:00+02:00', 25],
    ['the day clocks go forward', NEW_YORK, '2026-03-09T09:00-04:00', '2026-03-08T00:00-05:00', 23],
    ['the day clocks go back', NEW_YORK, '2026-11-02T09:00-05:00', '2026-11-01T00:00-04:00', 25],
    ['an ordinary day', 'Asia/Kolkata', '2026-04-21T09:00+05:30', '2026-04-20T00:00+05:30', 24],
    ['the last of the year', NEW_YORK, '2027-01-01T09:00-05:00', '2026-12-31T00:00-05:00', 24],
  ])('%s in %s', async (_name, timeZone, due, begins, hours) => {
    const { store, summariesAt } = await setUp({ timeZone });
    const from = Date.parse(begins);
    const to = from + hours * HOUR;
    await addResults(store, from - BUCKET, 100, 0);
    await addResults(store, from, 1, 0);
    await addResults(store, to - 1, 2, 0);
    await addResults(store, to, 100, 0);

    expect(await summariesAt(Date.parse(due) - 1)).toEqual([]);
    expect(await summariesAt(due)).toMatchObject([{ from, to, timeZone, solved: 3 }]);
    expect(await summariesAt(Date.parse(due) + HOUR)).toEqual([]);
  });
});

describe('on the very day on which clocks change', () => {
  const HALF_PAST_TWO = 150;

  test.each([
    ['09:00 on the day they go forward', BERLIN, 540, '2026-03-29T07:00Z'],
    ['09:00 on the day they go back', BERLIN, 540, '2026-10-25T08:00Z'],
    ['09:00 on the day they go forward', NEW_YORK, 540, '2026-03-08T13:00Z'],
    ['09:00 on the day they go back', NEW_YORK, 540, '2026-11-01T14:00Z'],
    ['a time that is skipped comes an hour later', BERLIN, HALF_PAST_TWO, '2026-03-29T01:30Z'],
    ['a time that comes twice is the first of the two', BERLIN, HALF_PAST_TWO, '2026-10-25T00:30Z'],
  ])('%s in %s', async (_name, timeZone, summaryMinute, due) => {
    const { summariesAt } = await setUp({ timeZone, summaryMinute });
    expect(await summariesAt(Date.parse(due) - 1)).toEqual([]);
    expect(await summariesAt(due)).toHaveLength(1);
    expect(await summariesAt(Date.parse(due) + HOUR)).toEqual([]);
  });
});

test('two guilds are each sent their own', async () => {
  const { addGuild, summariesAt, inbox } = await setUp();
  await addGuild('g2');
  expect(await summariesAt(DUE)).toHaveLength(2);
  expect(inbox.map(({ guildId }) => guildId).sort()).toEqual(['g1', 'g2']);
});

test('a guild without a destination is skipped, and gets it within the six hours once it has one', async () => {
  const { store, addGuild, summariesAt, inbox } = await setUp();
  await addGuild('g2', null);
  await summariesAt(DUE);
  expect(inbox.map(({ guildId }) => guildId)).toEqual(['g1']);
  await store.guilds.choose('g2', { channelId: 'c2', mention: null }, []);
  await summariesAt(DUE + HOUR);
  expect(inbox.map(({ guildId }) => guildId)).toEqual(['g1', 'g2']);
});

test('a mute of everything holds back alerts, not the summary of the day', async () => {
  const { at, mute, summariesAt } = await setUp();
  at(DUE - HOUR);
  await mute('g1', 'all', 2 * HOUR);
  expect(await summariesAt(DUE)).toHaveLength(1);
});

test.each([
  ['on the same evening', '2026-04-21T23:45+02:00'],
  ['just after midnight', '2026-04-22T00:15+02:00'],
  ['late in its six hours', '2026-04-22T05:29+02:00'],
])('a summary due at 23:30 that was missed is still sent %s, for the day it was due for', async (_name, time) => {
  const { summariesAt } = await setUp({ summaryMinute: 23 * 60 + 30 });
  expect(await summariesAt(time)).toMatchObject([{ from: Date.parse('2026-04-20T00:00+02:00') }]);
});

test.each([
  ['just before its time', DUE - 1, 1],
  ['exactly at its time', DUE, 1],
  ['just after its time', DUE + 1, 0],
])('a guild that joined %s is sent the summary %#', async (_name, joinedAt, sent) => {
  const { store, summariesAt } = await setUp({ now: joinedAt });
  await addResults(store, DUE - DAY, 3, 0);
  expect(await summariesAt(DUE + HOUR)).toHaveLength(sent);
});

test.each([
  ['within the last millisecond of that day', -1, 1],
  ['with the end of that day', 0, 0],
  ['after that day', 1, 0],
])('of a day without results a guild that joined %s is sent the summary %#', async (_name, ms, sent) => {
  const endOfDay = Date.parse('2026-04-21T00:00+02:00');
  const { summariesAt } = await setUp({ now: endOfDay + ms });
  expect(await summariesAt(DUE)).toHaveLength(sent);
});

test.each([
  ['one solved', 1, 0],
  ['one failed', 0, 1],
])('of a day with %s result also a guild that joined after it is sent the summary', async (_name, solved, failed) => {
  const { store, summariesAt } = await setUp({ now: DUE });
  await addResults(store, DUE - DAY, solved, failed);
  expect(await summariesAt(DUE)).toMatchObject([{ solved, failed }]);
});

test('a guild that joined after midnight is not sent what was due the evening before', async () => {
  const { summariesAt } = await setUp({ summaryMinute: 23 * 60 + 30, now: Date.parse('2026-04-22T00:01+02:00') });
  expect(await summariesAt('2026-04-22T00:15+02:00')).toEqual([]);
});

test('the message says when it was due, however late it is', async () => {
  const { summariesAt, inbox } = await setUp();
  await summariesAt(DUE + 5 * HOUR);
  expect(inbox[0]?.message).toMatchObject({ type: 'summary', dueAt: DUE, at: DUE + 5 * HOUR });
});

describe('a guild whose webhook has got another address', () => {
  /** As after a start with the new address: the guild is known by that of the old one. */
  async function handedOn(knows: () => boolean) {
    const stage = await setUp();
    stage.setKnowsWebhook(knows);
    stage.at(DUE);
    await stage.sendDueSummaries();
    await stage.store.guilds.choose('g1', { channelId: null }, []);
    await stage.deliverNext();
    return stage;
  }

  test('is sent the summary that waits, once it is known that the new one is its own', async () => {
    let isKnown = false;
    const { store, inbox, wait, drain } = await handedOn(() => isKnown);
    expect(await store.deliveries.progress('g1')).toMatchObject({ waiting: 1, gaveUp: null });
    isKnown = true;
    await store.guilds.choose('g1', { channelId: 'c1' }, []);
    wait(MINUTE);
    await drain();
    expect(inbox).toMatchObject([{ guildId: 'g1', message: { type: 'summary' } }]);
  });

  test('is not waited for, where it is known that nobody chose a place', async () => {
    const { store } = await handedOn(() => true);
    expect(await store.deliveries.progress('g1')).toMatchObject({ waiting: 0, gaveUp: { why: 'noDestination' } });
  });
});

test('each guild gets the sums of the pipelines that it sees, and one that sees none gets nothing', async ({
  store,
}) => {
  const stage = await setUpSeveral(store, { g1: ['tickets', 'news'], g2: ['news'], g3: [], g4: ['news'] });
  for (const id of ['g1', 'g2', 'g3', 'g4', 'g5']) await stage.addGuild(id);
  await stage.results('shop', 800, 200);
  await stage.results('tickets', 30, 10);
  await stage.results('news', 9, 1);
  await stage.balance('main', 50);
  await stage.balance('shop', 8);
  stage.at(Date.parse('2026-04-21T09:00Z'));
  expect(await sendDueSummaries(stage.ports)).toBe(true);
  await stage.drain();
  const summaries = stage.inbox.map(({ guildId, message }) => {
    if (message.type !== 'summary') throw new Error(`sent ${message.type}`);
    const { solved, failed, balanceMicros, pipelines = [] } = message.summary;
    return [guildId, solved + failed, balanceMicros, pipelines.map(({ name }) => name).join(' ')];
  });
  expect(summaries).toEqual([
    ['g1', 50, 58_000_000, 'tickets news'],
    ['g2', 10, 8_000_000, ''],
    ['g4', 10, 8_000_000, ''],
    ['g5', 1_050, 58_000_000, 'tickets shop news'],
  ]);
});
