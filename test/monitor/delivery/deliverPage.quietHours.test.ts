import { describe, expect } from 'vitest';
import type { PageOutcome } from '../../../src/monitor/ports/outsideReceiver.ts';
import { change } from '../../fixtures/change.ts';
import { setUpPager } from '../../fixtures/pager.ts';
import { quietHours } from '../../fixtures/quietHours.ts';
import { test } from '../../fixtures/test.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

const WARNING = 8;
const CRITICAL = 1;
const ENOUGH = 100;

const BUSY = (afterMs: number): PageOutcome => ({ outcome: 'retry', why: 'rateLimited', afterMs });
const LOST: PageOutcome = { outcome: 'retry', why: 'timedOut', afterMs: null };

/** From an hour after the beginning of the test on, for two hours; the clock begins at noon. */
const BEGIN = HOUR;
const END = 3 * HOUR;
const HELD = quietHours('13:00-15:00', { passes: 'nothing' });

/** What went to the receiver at a time since the beginning, where its first attempt failed and the second is due then. */
async function retriedAt(
  store: Parameters<typeof setUpPager>[0],
  at: number,
  { usd = CRITICAL, hours = HELD, inSettings = false } = {},
) {
  const stage = await setUpPager(store, [BUSY(at)], 'warning');
  if (inSettings) Object.assign(stage.ports.guildDefaults, { quietHours: [hours] });
  else await stage.setQuiet('g1', hours);
  await stage.balance(usd);
  await stage.page();
  stage.at(NOW + at);
  return { ...stage, again: async () => ((await stage.deliver()) ? stage.outcomes.at(-1) : 'nothing due') };
}

describe.each([
  ['chosen by the server', false],
  ['of the settings', true],
])('a page that is tried again, with quiet hours %s', (_whose, inSettings) => {
  test.for([
    ['just before they begin', BEGIN - 1, 'delivered'],
    ['when they begin', BEGIN, 'retry'],
    ['just after they began', BEGIN + 1, 'retry'],
    ['just before they end', END - 1, 'retry'],
    ['when they end', END, 'delivered'],
    ['just after they ended', END + 1, 'delivered'],
  ] as const)('%s', async ([, at, outcome], { store }) => {
    const { again, pages } = await retriedAt(store, at, { inSettings });
    expect(await again()).toBe(`pager ${outcome}`);
    expect(pages.length).toBe(outcome === 'delivered' ? 2 : 1);
  });
});

test.for([
  ['a warning, where critical pages pass', WARNING, 'critical', 'retry'],
  ['a critical one, where they pass', CRITICAL, 'critical', 'delivered'],
  ['a warning, where nothing passes', WARNING, 'nothing', 'retry'],
  ['a critical one, where nothing passes', CRITICAL, 'nothing', 'retry'],
] as const)('in quiet hours: %s', async ([, usd, passes, outcome], { store }) => {
  const { again } = await retriedAt(store, BEGIN, { usd, hours: quietHours('13:00-15:00', { passes }) });
  expect(await again()).toBe(`pager ${outcome}`);
});

test('quiet hours of another kind hold nothing', async ({ store }) => {
  const hours = quietHours('13:00-15:00', { passes: 'nothing', kinds: ['queue'] });
  const { again } = await retriedAt(store, BEGIN, { hours });
  expect(await again()).toBe('pager delivered');
});

test('it waits until they end, and no longer', async ({ store }) => {
  const { again, at, store: kept } = await retriedAt(store, BEGIN + MINUTE);
  expect(await again()).toBe('pager retry');
  expect(await kept.pages.states('g1')).toMatchObject([{ waiting: 1, retrying: 'quietHours' }]);
  expect(await kept.pages.nextDueAt(['pager'])).toBe(NOW + END);
  at(NOW + END - 1);
  expect(await again()).toBe('nothing due');
  at(NOW + END);
  expect(await again()).toBe('pager delivered');
});

test('a mute and quiet hours: it waits for whichever lasts longer', async ({ store }) => {
  const { again, mute, store: kept } = await retriedAt(store, BEGIN);
  await mute(4 * HOUR);
  expect(await again()).toBe('pager retry');
  expect(await kept.pages.states('g1')).toMatchObject([{ retrying: 'muted' }]);
  expect(await kept.pages.nextDueAt(['pager'])).toBe(NOW + BEGIN + 4 * HOUR);
});

test('what somebody was notified of before is acknowledged and resolved in quiet hours all the same', async ({
  store,
}) => {
  const stage = await setUpPager(store);
  await stage.setQuiet('g1', HELD);
  await stage.balance(CRITICAL);
  expect(await stage.page()).toEqual(['trigger']);
  stage.at(NOW + BEGIN);
  await stage.acknowledge();
  expect(await stage.page()).toEqual(['acknowledge']);
  stage.wait(MINUTE);
  await stage.balance(ENOUGH);
  expect(await stage.page()).toEqual(['resolve']);
});

test('a warning that waits holds up no critical page that passes, and does not follow it', async ({ store }) => {
  const hours = quietHours('13:00-15:00');
  const { again, balance, page, pages, at } = await retriedAt(store, BEGIN, { usd: WARNING, hours });
  expect(await again()).toBe('pager retry');
  await balance(CRITICAL);
  expect(await page()).toEqual(['trigger']);
  expect(pages.at(-1)?.severity).toBe('critical');
  at(NOW + END);
  expect(await again()).toBe('nothing due');
});

describe('what is over while it waits', () => {
  test('wakes nobody, where it never arrived', async ({ store }) => {
    const { again, balance, page, at } = await retriedAt(store, BEGIN);
    await again();
    await balance(ENOUGH);
    expect(await page()).toEqual([]);
    at(NOW + END);
    expect(await again()).toBe('nothing due');
  });

  test('is resolved at once, where it may have arrived', async ({ store }) => {
    const stage = await setUpPager(store, [LOST]);
    await stage.setQuiet('g1', HELD);
    stage.at(NOW + BEGIN - 1);
    await stage.balance(CRITICAL);
    expect(await stage.page()).toEqual(['trigger']);
    stage.wait(MINUTE);
    expect(await stage.page()).toEqual([]);
    await stage.acknowledge();
    expect(await stage.page()).toEqual(['acknowledge']);
    stage.wait(MINUTE);
    await stage.balance(ENOUGH);
    expect(await stage.page()).toEqual(['resolve']);
    stage.at(NOW + END);
    expect(await stage.deliver()).toBe(false);
  });
});

test('what held it and ended while that was being written does not hold it any longer', async ({ store }) => {
  const stage = await retriedAt(store, BEGIN);
  const { retry } = store.pages;
  store.pages.retry = async (...args) => {
    await store.quietHours.change('g1', () => ({ hours: [], change: change() }));
    await store.pages.releaseMuted('g1', stage.now());
    await retry(...args);
  };
  expect(await stage.again()).toBe('pager retry');
  store.pages.retry = retry;
  expect(await stage.again()).toBe('pager delivered');
});
