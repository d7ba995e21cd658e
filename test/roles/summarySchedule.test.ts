import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Guild } from '../../src/monitor/types.ts';
import { createSummarySchedule } from '../../src/roles/summarySchedule.ts';
import { THRESHOLDS } from '../fixtures/thresholds.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NINE = 9 * 60;

let fired: number[];
let schedule: ReturnType<typeof createSummarySchedule>;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 3, 20) });
  fired = [];
  schedule = createSummarySchedule(() => void fired.push(Date.now()));
});
afterEach(async () => {
  const stopped = schedule.stop();
  await vi.advanceTimersByTimeAsync(1);
  await stopped;
  vi.useRealTimers();
});

const guild = (id: string, timeZone = 'UTC', summaryMinute = NINE): Guild => ({
  id,
  name: id,
  destination: null,
  unusable: null,
  fallbacks: () => [],
  mention: null,
  mentionFrom: 'critical',
  pingFailure: null,
  acknowledgeRole: null,
  escalation: [],
  onCall: null,
  chosenMention: null,
  locale: 'en-US',
  timeZone,
  summaryMinute,
  thresholds: THRESHOLDS,
  joinedAt: 0,
  notifiedTopUps: {},
  quietHours: [],
  pipelines: [],
});

/** What fires until so long from now, as text in UTC. */
async function during(ms: number): Promise<string[]> {
  fired = [];
  await vi.advanceTimersByTimeAsync(ms);
  return fired.map((at) => new Date(at).toISOString().slice(5, 16));
}

describe('a guild', () => {
  test.each([
    ['UTC', NINE, '04-20T09:00'],
    ['UTC', 1, '04-20T00:01'],
    ['UTC', 23 * 60 + 59, '04-20T23:59'],
    ['Europe/Berlin', NINE, '04-20T07:00'],
    ['Europe/Berlin', 0, '04-20T22:00'],
    ['America/New_York', NINE, '04-20T13:00'],
    ['Asia/Kathmandu', NINE, '04-20T03:15'],
    ['Pacific/Auckland', NINE, '04-20T21:00'],
  ])('in %s at minute %d fires at %s, once a day', async (timeZone, minute, at) => {
    schedule.plan([guild('g1', timeZone, minute)]);
    expect(await during(DAY - 1)).toEqual([at]);
    expect(await during(3 * DAY)).toHaveLength(3);
  });

  test('fires at the same time of its clocks when they change, once a day', async () => {
    vi.setSystemTime(Date.UTC(2026, 9, 24));
    schedule.plan([guild('g1', 'Europe/Berlin')]);
    expect(await during(3 * DAY)).toEqual(['10-24T07:00', '10-25T08:00', '10-26T08:00']);
  });

  test('whose time comes twice on the day that clocks go back is looked at on that day', async () => {
    vi.setSystemTime(Date.UTC(2026, 9, 24, 12));
    schedule.plan([guild('g1', 'Europe/Berlin', 150)]);
    expect((await during(DAY)).length).toBeGreaterThanOrEqual(1);
    expect(await during(DAY)).toHaveLength(1);
  });

  test('whose time is skipped on the day that clocks go forward fires again the day after', async () => {
    vi.setSystemTime(Date.UTC(2026, 2, 28, 12));
    schedule.plan([guild('g1', 'Europe/Berlin', 150)]);
    expect(await during(2 * DAY)).toContain('03-30T00:30');
  });

  test('has one rule, however often it is planned', async () => {
    for (let i = 0; i < 5; i += 1) schedule.plan([guild('g1'), guild('g2', 'Asia/Tokyo')]);
    expect(await during(DAY)).toEqual(['04-20T09:00', '04-21T00:00']);
  });

  test('fires beside others at the same time, with one rule for all of them', async () => {
    schedule.plan([guild('g1'), guild('g2'), guild('g3')]);
    expect(await during(DAY)).toEqual(['04-20T09:00']);
  });

  test('goes on where others at the same time go', async () => {
    schedule.plan([guild('g1'), guild('g2')]);
    schedule.plan([guild('g2')]);
    expect(await during(DAY)).toEqual(['04-20T09:00']);
  });
});

describe('a guild that changes', () => {
  test.each([
    ['its time', guild('g1', 'UTC', 10 * 60), '04-20T10:00'],
    ['its zone', guild('g1', 'Europe/Berlin'), '04-20T07:00'],
  ])('%s fires at the new one, and not at the old one', async (_name, changed, at) => {
    schedule.plan([guild('g1')]);
    schedule.plan([changed]);
    expect(await during(DAY)).toEqual([at]);
  });

  test('back and forth fires once', async () => {
    for (const minute of [NINE, 600, NINE]) schedule.plan([guild('g1', 'UTC', minute)]);
    expect(await during(DAY)).toEqual(['04-20T09:00']);
  });

  test('something else keeps its rule', async () => {
    schedule.plan([guild('g1')]);
    schedule.plan([{ ...guild('g1'), name: 'Omega', destination: { type: 'channel', channelId: 'c' } }]);
    expect(await during(DAY)).toEqual(['04-20T09:00']);
  });
});

describe('a guild that is gone', () => {
  test('does not fire any more, and its neighbour does', async () => {
    schedule.plan([guild('g1'), guild('g2', 'UTC', 600)]);
    schedule.plan([guild('g2', 'UTC', 600)]);
    expect(await during(DAY)).toEqual(['04-20T10:00']);
  });

  test('fires again once it is back', async () => {
    schedule.plan([guild('g1')]);
    schedule.plan([]);
    expect(await during(DAY)).toEqual([]);
    schedule.plan([guild('g1')]);
    expect(await during(DAY)).toEqual(['04-21T09:00']);
  });
});

test('stopped, nothing fires and no timer is left', async () => {
  schedule.plan([guild('g1'), guild('g2', 'Asia/Tokyo', 1)]);
  const stopped = schedule.stop();
  expect(await during(2 * DAY)).toEqual([]);
  await stopped;
  expect(vi.getTimerCount()).toBe(0);
});
