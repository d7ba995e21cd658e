import { describe, expect, test } from 'vitest';
import { isTimeZone, localDay, localTimeOn, nextLocalTime } from '../../../src/monitor/text/calendar.ts';
import { HOUR } from '../../fixtures/thresholds.ts';

const at = (iso: string) => Date.parse(iso);
const iso = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z');

describe('a local day', () => {
  test.each([
    ['UTC', '2026-04-20T12:00Z', '2026-04-20', '2026-04-20T00:00Z', 24],
    ['Europe/Berlin', '2026-04-20T12:00Z', '2026-04-20', '2026-04-19T22:00Z', 24],
    ['Asia/Kolkata', '2026-04-20T19:00Z', '2026-04-21', '2026-04-20T18:30Z', 24],
    ['Pacific/Kiritimati', '2026-04-20T12:00Z', '2026-04-21', '2026-04-20T10:00Z', 24],
    ['Europe/Berlin', '2026-03-29T12:00Z', '2026-03-29', '2026-03-28T23:00Z', 23],
    ['Europe/Berlin', '2026-10-25T12:00Z', '2026-10-25', '2026-10-24T22:00Z', 25],
    ['America/New_York', '2026-03-08T12:00Z', '2026-03-08', '2026-03-08T05:00Z', 23],
    ['America/New_York', '2026-11-01T12:00Z', '2026-11-01', '2026-11-01T04:00Z', 25],
    // Clocks in Cairo go forward at midnight: the day begins at 01:00.
    ['Africa/Cairo', '2026-04-24T12:00Z', '2026-04-24', '2026-04-23T22:00Z', 23],
  ])('in %s at %s is %s, begins at %s and has %d hours', (timeZone, now, date, from, hours) => {
    const day = localDay(at(now), timeZone);
    expect({ date: day.date, from: iso(day.from), hours: (day.to - day.from) / HOUR }).toEqual({ date, from, hours });
  });

  test.each([
    ['the last millisecond of a day', '2026-04-19T21:59:59.999Z', '2026-04-19'],
    ['the first millisecond of a day', '2026-04-19T22:00:00.000Z', '2026-04-20'],
  ])('has %s', (_name, now, date) => {
    expect(localDay(at(now), 'Europe/Berlin').date).toBe(date);
  });

  test.each([
    ['the day after the clocks went forward', 'Europe/Berlin', '2026-03-30T00:30+02:00', '2026-03-29', 23],
    ['the day after the clocks went back', 'Europe/Berlin', '2026-10-26T00:30+01:00', '2026-10-25', 25],
    ['the first of the year', 'America/New_York', '2027-01-01T00:00-05:00', '2026-12-31', 24],
    ['the day after the clocks went back', 'America/New_York', '2026-11-02T23:59-05:00', '2026-11-01', 25],
  ])('seen from %s in %s (%s), yesterday is %s with %d hours', (_name, timeZone, now, date, hours) => {
    const day = localDay(at(now), timeZone, -1);
    expect([day.date, (day.to - day.from) / HOUR]).toEqual([date, hours]);
  });
});

describe('a time of day', () => {
  test.each([
    ['on an ordinary day', '2026-04-20T12:00Z', 540, '2026-04-20T07:00Z'],
    ['at midnight', '2026-04-20T12:00Z', 0, '2026-04-19T22:00Z'],
    ['on the day the clocks go forward, before', '2026-03-29T12:00Z', 119, '2026-03-29T00:59Z'],
    ['that the clock change skips, so it comes later', '2026-03-29T12:00Z', 150, '2026-03-29T01:30Z'],
    ['on the day the clocks go forward, after', '2026-03-29T00:00Z', 540, '2026-03-29T07:00Z'],
    ['that comes twice, the first time', '2026-10-25T12:00Z', 150, '2026-10-25T00:30Z'],
  ])('%s', (_name, now, minute, expected) => {
    expect(iso(localTimeOn(at(now), 'Europe/Berlin', minute))).toBe(expected);
  });

  test.each([
    ['yesterday', -1, '2026-10-25T08:00Z'],
    ['today', 0, '2026-10-26T08:00Z'],
    ['tomorrow', 1, '2026-10-27T08:00Z'],
    ['the day before the clocks went back', -2, '2026-10-24T07:00Z'],
  ])('on another day: %s', (_name, offsetDays, expected) => {
    expect(iso(localTimeOn(at('2026-10-26T00:30+01:00'), 'Europe/Berlin', 540, offsetDays))).toBe(expected);
  });
});

describe('the next time of day', () => {
  test.each([
    ['later today', '2026-04-20T06:59:59.999Z', 540, '2026-04-20T07:00Z'],
    ['now is not next: tomorrow', '2026-04-20T07:00:00.000Z', 540, '2026-04-21T07:00Z'],
    ['over a night in which the clocks go forward', '2026-03-28T12:00Z', 540, '2026-03-29T07:00Z'],
    ['over a night in which the clocks go back', '2026-10-24T12:00Z', 540, '2026-10-25T08:00Z'],
    ['over the end of the year', '2026-12-31T22:00Z', 0, '2026-12-31T23:00Z'],
    ['that comes twice, seen from before', '2026-10-25T00:29Z', 150, '2026-10-25T00:30Z'],
    ['that comes twice, seen from the first time', '2026-10-25T00:30Z', 150, '2026-10-25T01:30Z'],
    ['that comes twice, seen from between the two', '2026-10-25T01:00Z', 150, '2026-10-25T01:30Z'],
    ['that comes twice, seen from the second time', '2026-10-25T01:30Z', 150, '2026-10-26T01:30Z'],
    ['that the clock change skips', '2026-03-29T00:00Z', 150, '2026-03-29T01:30Z'],
  ])('%s', (_name, now, minute, expected) => {
    expect(iso(nextLocalTime(at(now), 'Europe/Berlin', minute))).toBe(expected);
  });
});

test.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['America/New_York', true],
  ['Mars/Olympus', false],
  ['', false],
  ['berlin', false],
  ['europe/berlin', true],
  ['EST5EDT', true],
  ['+01:00', false],
  // Letters that only Intl takes.
  ['PST', false],
  ['IST', false],
])('%j as the name of a time zone: %s', (name, known) => {
  expect(isTimeZone(name)).toBe(known);
});
