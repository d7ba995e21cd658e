import { describe, expect, test } from 'vitest';
import { isTimeZone } from '../../../src/monitor/text/calendar.ts';
import { TIME_ZONES, timeZoneCalled, whyNoTimeZone } from '../../../src/monitor/text/timeZones.ts';

test.each([
  ['UTC', 'UTC'],
  ['utc', 'UTC'],
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  [' EUROPE/BERLIN ', 'Europe/Berlin'],
  ['berlin', 'Europe/Berlin'],
  ['New York', 'America/New_York'],
  ['new_york', 'America/New_York'],
  ['america/new york', 'America/New_York'],
  ['kolkata', 'Asia/Kolkata'],
  ['Kyiv', 'Europe/Kyiv'],
  ['buenos aires', 'America/Argentina/Buenos_Aires'],
  ['port au prince', 'America/Port-au-Prince'],
  ['US/Eastern', 'US/Eastern'],
  ['Etc/GMT+1', 'Etc/GMT+1'],
])('%j is the time zone %s', (typed, zone) => {
  expect(timeZoneCalled(typed)).toBe(zone);
});

describe('letters name no time zone, and what they may stand for is named', () => {
  test.each([
    ['CET', 'Europe/Berlin'],
    ['cest', 'Europe/Berlin'],
    ['EET', 'Europe/Athens'],
    ['WET', 'Europe/Lisbon'],
    ['MET', 'Europe/Berlin'],
    ['EST', 'America/New_York'],
    ['MST', 'America/Denver'],
    ['HST', 'Pacific/Honolulu'],
    ['PST', 'America/Los_Angeles'],
    ['PST8PDT', 'America/Los_Angeles'],
    ['EST5EDT', 'America/New_York'],
    ['GMT', 'UTC'],
    ['IST', 'Asia/Kolkata'],
    ['ROK', 'Asia/Seoul'],
    ['XYZ', null],
  ])('%s: %s', (typed, guess) => {
    expect(timeZoneCalled(typed)).toBeNull();
    expect(whyNoTimeZone(typed)).toEqual({ isLetters: true, guess });
  });
});

test.each([
  ['Europe/Berln', 'Europe/Berlin'],
  ['Amsterdm', 'Europe/Amsterdam'],
  ['San Fransisco', null],
  ['Mars/Olympus', null],
  ['+01:00', null],
  ['2026-01-01', null],
  ['', null],
])('%j is none; the nearest is %s', (typed, guess) => {
  expect(timeZoneCalled(typed)).toBeNull();
  expect(whyNoTimeZone(typed)).toEqual({ isLetters: false, guess });
});

test('every zone that is offered is one, and is found by its name and by that of its city', () => {
  for (const zone of TIME_ZONES) {
    expect(isTimeZone(zone), zone).toBe(true);
    expect(timeZoneCalled(zone.toUpperCase().replaceAll('_', ' ')), zone).toBe(zone);
    expect(timeZoneCalled(zone.split('/').at(-1) ?? ''), zone).not.toBeNull();
  }
});
