import { beforeEach, describe, expect, test } from 'vitest';
import type { NewPage } from '../../src/monitor/alerts/paged.ts';
import type { PageDelivery } from '../../src/monitor/ports/pageQueue.ts';
import { ANNA, alertState, ended, incident, key, NOTHING, page } from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { MINUTE, NOW, type OpenFile, openOnDisk, rows, SECOND, seeGuilds } from '../fixtures/store.ts';

let opened: OpenFile;

const ALL = ['pager', 'chat'];
const LEASE = 30 * SECOND;
const pages = () => opened.store.pages;
const claim = (now = NOW, receivers: readonly string[] = ALL) => pages().claim(receivers, now, LEASE);

async function claimed(now = NOW): Promise<PageDelivery> {
  const one = await claim(now);
  if (one === null) throw new Error('no page is due');
  return one;
}

/** What receivers know of the open incident. */
const PAGED = { pager: { severity: 'critical', endings: [''] } } as const;
const OPEN = alertState(incident({ severity: 'critical', paged: PAGED }));

const open = (newPages: readonly NewPage[] = [page()], guildId = 'g1') =>
  commitNow(opened.store, [{ key: key(guildId), before: NOTHING, after: OPEN, messages: [], pages: newPages }], NOW);
const end = (newPages: readonly NewPage[] = [page('resolve')]) =>
  commitNow(opened.store, [{ key: key(), before: OPEN, after: ended(NOW), messages: [], pages: newPages }], NOW);
const acknowledge = () => opened.store.incidents.acknowledge('g1', 1, ANNA, NOW, change());
const pagedNow = async () =>
  (await opened.store.alertStates.of('default', 0)).get('g1')?.get('balance')?.incident?.paged;
const events = async () =>
  (await rows(opened.other, 'select event, gave_up_why from pages order by id')).map(
    (row) => `${row['event']}${row['gave_up_why'] === null ? '' : ` ${row['gave_up_why']}`}`,
  );

beforeEach(async () => {
  opened = await openOnDisk();
  await seeGuilds(opened.store, 'g1', 'g2');
});

test('is written with its incident, and sent under one key to the end', async () => {
  await open();
  const trigger = await claimed();
  expect(trigger).toMatchObject({
    guildId: 'g1',
    receiver: 'pager',
    attempts: 1,
    about: { kind: 'balance', pipeline: 'default' },
    page: { event: 'trigger', severity: 'critical', openedAt: NOW, endedAt: null },
  });
  expect(trigger.page.key).toMatch(/^captchaai-monitor\/g1\/default\/balance\/1-[\da-z]+$/);
  await pages().sending(trigger.id, NOW);
  await pages().delivered(trigger.id, NOW);
  await acknowledge();
  const acknowledged = await claimed();
  await pages().delivered(acknowledged.id, NOW);
  await end([page('resolve', { openedAt: NOW - MINUTE })]);
  const resolved = await claimed();
  expect([acknowledged, resolved].map(({ page: { event, key: pageKey } }) => [event, pageKey])).toEqual([
    ['acknowledge', trigger.page.key],
    ['resolve', trigger.page.key],
  ]);
});

test('each receiver has its own line: one that hangs holds up no other', async () => {
  await open([page(), page('trigger', { receiver: 'chat' })]);
  expect((await claimed()).receiver).toBe('pager');
  expect((await claimed()).receiver).toBe('chat');
  expect(await claim()).toBeNull();
});

test('nobody takes the page of a receiver that it does not have', async () => {
  await open();
  expect(await claim(NOW, ['chat'])).toBeNull();
  expect(await claim(NOW, [])).toBeNull();
  expect([await pages().nextDueAt(['chat']), await pages().nextDueAt([]), await pages().nextDueAt(ALL)]).toEqual([
    null,
    null,
    NOW,
  ]);
});

describe('what is over before anybody could be notified', () => {
  test('is recorded, and not sent', async () => {
    await open();
    await pages().retry((await claimed()).id, NOW + MINUTE, 'rateLimited', false);
    await end();
    expect(await claim(NOW + MINUTE)).toBeNull();
    expect(await events()).toEqual(['trigger superseded', 'resolve superseded']);
  });

  test('is sent where the beginning may have arrived', async () => {
    await open();
    const { id } = await claimed();
    await pages().sending(id, NOW);
    await pages().retry(id, NOW + MINUTE, 'timedOut', true);
    await end();
    // In order: the beginning first.
    expect((await claimed(NOW + MINUTE)).page.event).toBe('trigger');
    await pages().delivered(id, NOW + MINUTE);
    expect((await claimed(NOW + MINUTE)).page.event).toBe('resolve');
  });

  test('or somebody is on it by then: nobody is woken up, and a page is sent again if it gets worse', async () => {
    await open();
    expect(await pagedNow()).toEqual(PAGED);
    await acknowledge();
    expect(await claim()).toBeNull();
    expect(await events()).toEqual(['trigger superseded', 'acknowledge superseded']);
    expect(await pagedNow()).toEqual({});
  });
});

test('nobody was notified by a page that is given up; somebody was by one that arrived', async () => {
  await open([page(), page('trigger', { receiver: 'chat' })]);
  await pages().giveUp((await claimed()).id, 'unauthorized', NOW);
  expect(await pagedNow()).toEqual({});
  const [first] = await pages().states('g1');
  expect(first).toMatchObject({ receiver: 'pager', waiting: 0, gaveUp: { why: 'unauthorized', at: NOW } });
});

describe('of two pages of a receiver one is given up', () => {
  const both = { pager: { severity: 'critical', endings: ['', '/critical'] } } as const;
  const BOTH = alertState(incident({ severity: 'critical', paged: both }));

  test('what arrived before is still to be resolved', async () => {
    await open([page('trigger', { severity: 'warning' })]);
    await pages().delivered((await claimed()).id, NOW);
    const critical = [page('trigger', { ending: '/critical' })];
    await commitNow(opened.store, [{ key: key(), before: OPEN, after: BOTH, messages: [], pages: critical }], NOW);
    await pages().giveUp((await claimed()).id, 'rejected', NOW);
    expect(await pagedNow()).toEqual({ pager: { severity: 'warning', endings: [''] } });
  });

  test('a warning that a critical one took the place of counts as sent with that', async () => {
    await open([page('trigger', { severity: 'warning' }), page()]);
    const { page: sent } = await claimed();
    expect([sent.severity, await events()]).toEqual(['critical', ['trigger superseded', 'trigger']]);
    expect(await pagedNow()).toEqual(PAGED);
  });
});

test('that somebody is on it is kept for each receiver that was notified of it', async () => {
  await open();
  await pages().delivered((await claimed()).id, NOW);
  await acknowledge();
  expect(await pagedNow()).toEqual({ pager: { ...PAGED.pager, isAcknowledged: true } });
});

test('a decision by what was read before a page was given up is made again', async () => {
  await open();
  const kept = (await opened.store.alertStates.of('default', 0)).get('g1')?.get('balance');
  if (kept === undefined) throw new Error('nothing is kept');
  await pages().giveUp((await claimed()).id, 'rejected', NOW);
  const stale = await opened.store.alertStates.commit(
    [{ key: key(), before: kept, after: ended(NOW), messages: [], pages: [page('resolve')] }],
    NOW,
  );
  expect([...stale]).toEqual(['g1']);
  expect(await events()).toEqual(['trigger rejected']);
});

test('after a kill it is taken again once its lease has ended', async () => {
  await open();
  const { id } = await claimed();
  await pages().sending(id, NOW);
  expect(await claim(NOW + LEASE - 1)).toBeNull();
  expect((await claimed(NOW + LEASE)).id).toBe(id);
});

test.for([
  ['a mute', 'muted'],
  ['quiet hours', 'quietHours'],
] as const)('%s: what it held is let go of when it ends', async ([, why]) => {
  await open();
  await pages().retry((await claimed()).id, NOW + 60 * MINUTE, why, true);
  expect(await claim(NOW + MINUTE)).toBeNull();
  await pages().releaseMuted('g2', NOW + MINUTE);
  expect(await claim(NOW + MINUTE)).toBeNull();
  await pages().releaseMuted('g1', NOW + MINUTE);
  expect((await claimed(NOW + MINUTE)).page.event).toBe('trigger');
});

describe('what waits for the end of quiet hours', () => {
  const UNTIL = NOW + 60 * MINUTE;

  /** `mayHaveArrived`: its first attempt got no answer. */
  async function hold(newPage: NewPage, mayHaveArrived: boolean): Promise<void> {
    await open([newPage]);
    const { id } = await claimed();
    if (mayHaveArrived) await pages().sending(id, NOW);
    await pages().retry(id, UNTIL, 'quietHours', true);
  }

  test('holds up nothing that passes, and is not sent after it', async () => {
    await hold(page('trigger', { severity: 'warning' }), false);
    await commitNow(opened.store, [{ key: key(), before: OPEN, after: OPEN, messages: [], pages: [page()] }], NOW);
    const passing = await claimed();
    expect(passing.page.severity).toBe('critical');
    await pages().delivered(passing.id, NOW);
    expect(await claim(UNTIL)).toBeNull();
    expect([await events(), await pagedNow()]).toEqual([['trigger superseded', 'trigger'], PAGED]);
  });

  test('is acknowledged and resolved before they end, where it may have arrived', async () => {
    await hold(page(), true);
    await acknowledge();
    const acknowledged = await claimed();
    expect(acknowledged.page.event).toBe('acknowledge');
    expect(await pagedNow()).toEqual({ pager: { ...PAGED.pager, isAcknowledged: true } });
    await pages().delivered(acknowledged.id, NOW);
    await end();
    expect((await claimed()).page.event).toBe('resolve');
    expect(await events()).toEqual(['trigger superseded', 'acknowledge', 'resolve']);
  });

  test('is still to be resolved, where it may have arrived and what overtook it was refused', async () => {
    await hold(page('trigger', { severity: 'warning' }), true);
    await commitNow(opened.store, [{ key: key(), before: OPEN, after: OPEN, messages: [], pages: [page()] }], NOW);
    await pages().giveUp((await claimed()).id, 'rejected', NOW);
    expect(await pagedNow()).toEqual({ pager: { ...PAGED.pager, severity: 'warning' } });
  });

  test('is recorded and not sent, where it never arrived and is over', async () => {
    await hold(page(), false);
    await end();
    expect(await claim()).toBeNull();
    expect(await events()).toEqual(['trigger superseded', 'resolve superseded']);
  });
});

test('a server that is left takes back what receivers were notified of', async () => {
  await open();
  await pages().delivered((await claimed()).id, NOW);
  await opened.store.guilds.leave('g1', NOW + SECOND);
  expect((await claimed(NOW + SECOND)).page).toMatchObject({ event: 'resolve', endedAt: NOW + SECOND });
});

test('what waits is counted for each server by itself', async () => {
  await open();
  await open([page()], 'g2');
  await pages().retry((await claimed()).id, NOW + MINUTE, 'serverError', true);
  expect(await pages().states('g1')).toEqual([
    { receiver: 'pager', deliveredAt: null, waiting: 1, waitingSince: NOW, retrying: 'serverError', gaveUp: null },
  ]);
  expect(await pages().states('g2')).toMatchObject([{ waiting: 1, retrying: null }]);
});

describe('when a receiver was last notified of a kind', () => {
  const lastPaged = async (pagedAfter = 0) =>
    (await opened.store.alertStates.of('default', 0, pagedAfter)).get('g1')?.get('balance')?.lastPaged;

  test('outlives the incident', async () => {
    await open();
    await end();
    expect(await lastPaged()).toEqual({ pager: { warning: null, critical: NOW } });
    expect(await lastPaged(NOW - 1)).toEqual({ pager: { warning: null, critical: NOW } });
    expect(await lastPaged(NOW)).toBeUndefined();
  });

  test('is kept by receiver and severity', async () => {
    await open([page('trigger', { severity: 'warning' }), page('trigger', { receiver: 'chat' })]);
    expect(await lastPaged()).toEqual({
      pager: { warning: NOW, critical: null },
      chat: { warning: null, critical: NOW },
    });
  });

  test('does not count what was given up', async () => {
    await open();
    await pages().giveUp((await claimed()).id, 'rejected', NOW);
    expect(await lastPaged()).toBeUndefined();
  });
});
