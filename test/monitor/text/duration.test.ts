import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MonitorError } from '../../../src/monitor/errors.ts';
import { formatDuration, parseDuration, parseLength, parseUntil } from '../../../src/monitor/text/duration.ts';
import { DAY, HOUR, MINUTE, NOW, SECOND } from '../../fixtures/thresholds.ts';

const BERLIN = 'Europe/Berlin';

describe('a length of time', () => {
  test.each([
    ['30m', 30 * MINUTE],
    ['30min', 30 * MINUTE],
    ['2h', 2 * HOUR],
    ['1d12h', 36 * HOUR],
    ['1d 12h', 36 * HOUR],
    [' 2 H 30 ', 150 * MINUTE],
    ['2h30', 150 * MINUTE],
    ['1w', 7 * DAY],
    ['90m', 90 * MINUTE],
    ['0h5m', 5 * MINUTE],
    ['2 hours', 2 * HOUR],
    ['1 hour and 30 minutes', 90 * MINUTE],
    ['1h, 5m', 65 * MINUTE],
    ['1h,5m', 65 * MINUTE],
    ['5 minutes', 5 * MINUTE],
    ['1.5h', 90 * MINUTE],
    ['1,5h', 90 * MINUTE],
    ['0.25 days', 6 * HOUR],
    ['half an hour', 30 * MINUTE],
    ['an hour', HOUR],
    ['a day', DAY],
    ['one week', 7 * DAY],
    ['for 2 hrs', 2 * HOUR],
    ['90s', 90 * SECOND],
    ['45 seconds', 45 * SECOND],
  ])('%j is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each([
    '',
    ' ',
    '0m',
    '0',
    '30',
    'm',
    '-5m',
    '1.555h',
    '.5h',
    'soonish',
    '5 fortnights',
    '2h foo',
    'foo 2h',
    'an',
    'half',
    'halfan hour',
    '0.001s',
    '1234567m',
  ])('%j is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});

describe('a bare number', () => {
  test('is so many minutes where only a length is meant', () => {
    expect(parseLength(' 90 ')).toBe(90 * MINUTE);
    expect(parseLength('0')).toBeNull();
    expect(parseLength('2h')).toBe(2 * HOUR);
  });
});

describe('the end of a mute', () => {
  test.each([
    ['30m', NOW + 30 * MINUTE],
    ['90', NOW + 90 * MINUTE],
    ['2 hours', NOW + 2 * HOUR],
    ['until 9', Date.parse('2026-04-21T07:00Z')],
    ['until 9am', Date.parse('2026-04-21T07:00Z')],
    ['until 6 pm', Date.parse('2026-04-20T16:00Z')],
    ['until 12am', Date.parse('2026-04-20T22:00Z')],
    ['until 12pm', Date.parse('2026-04-21T10:00Z')],
    ['until noon', Date.parse('2026-04-21T10:00Z')],
    ['until midnight', Date.parse('2026-04-20T22:00Z')],
    ['23:30', Date.parse('2026-04-20T21:30Z')],
    ['until today 18:00', Date.parse('2026-04-20T16:00Z')],
    ['until tomorrow', Date.parse('2026-04-21T07:00Z')],
    ['until tomorrow 9:00', Date.parse('2026-04-21T07:00Z')],
    ['tomorrow at 18:00', Date.parse('2026-04-21T16:00Z')],
    ['until tuesday', Date.parse('2026-04-21T07:00Z')],
    ['until monday', Date.parse('2026-04-27T07:00Z')],
    ['until monday 18:00', Date.parse('2026-04-20T16:00Z')],
    ['until sun 08:30', Date.parse('2026-04-26T06:30Z')],
    ['until 2026-12-24 18:00', Date.parse('2026-12-24T17:00Z')],
    ['1d12h', NOW + 36 * HOUR],
    ['365d', NOW + 365 * DAY],
    ['until 09:00', Date.parse('2026-04-21T07:00Z')],
    ['UNTIL 23:59', Date.parse('2026-04-20T21:59Z')],
    ['until 9:00', Date.parse('2026-04-21T07:00Z')],
    ['until 00:00', Date.parse('2026-04-20T22:00Z')],
  ])('%j, said at 14:00 in Berlin', (text, until) => {
    expect(parseUntil(text, NOW, BERLIN)).toBe(until);
  });

  test.each([
    ['just before that time: today', '2026-04-20T06:59:59.999Z', '2026-04-20T07:00Z'],
    ['exactly at that time: tomorrow', '2026-04-20T07:00:00.000Z', '2026-04-21T07:00Z'],
    ['just after that time: tomorrow', '2026-04-20T07:00:00.001Z', '2026-04-21T07:00Z'],
  ])('`until 09:00`, said %s', (_name, now, until) => {
    expect(parseUntil('until 09:00', Date.parse(now), BERLIN)).toBe(Date.parse(until));
  });

  test.each([
    ...['soonish', '', '0m', 'forever', 'until', 'until 24:00', 'until 24', 'until 09:60', 'until 13pm', 'until 0am'],
    ...[
      'until today 13:59',
      'until yesterday',
      'until someday',
      'until 2026-02-30',
      'until 2026-04-19',
      'until monday 9:00 foo',
    ],
  ])('%j is refused, with what was typed', (text) => {
    expect(() => parseUntil(text, NOW, BERLIN)).toThrow(
      expect.objectContaining({ code: 'badDuration', details: { text } }),
    );
  });

  test.each(['366d', '365d1m', '53w', '999999w', 'until 2027-04-21'])(
    '%j is refused because it is longer than a year',
    (text) => {
      expect(() => parseUntil(text, NOW, BERLIN)).toThrow(
        expect.objectContaining({ code: 'durationTooLong', details: { text, longest: '365d' } }),
      );
    },
  );
});

describe('a length of time in words', () => {
  test.each([
    [-5 * SECOND, '0 s'],
    [0, '0 s'],
    [499, '0 s'],
    [500, '1 s'],
    [29 * SECOND, '29 s'],
    [MINUTE, '1 min'],
    [59 * MINUTE, '59 min'],
    [60 * MINUTE, '1 h'],
    [185 * MINUTE, '3 h 5 min'],
    [24 * HOUR, '1 d'],
    [24 * HOUR + 5 * MINUTE, '1 d'],
    [36 * HOUR + 5 * MINUTE, '1 d 12 h'],
    [365 * DAY, '365 d'],
  ])('%d ms is %j', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const moments = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) });
/** Anything at all, and things that look nearly right. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        'until',
        'tomorrow',
        'mon',
        '2026-05-01',
        'and',
        ',',
        '.',
        'pm',
        ' ',
        '0',
        '1',
        '12',
        '999999',
        'm',
        'min',
        'h',
        'd',
        'w',
        ':',
        '09:00',
        '-',
        'İ',
        '٣',
      ),
    )
    .map((parts) => parts.join('')),
);
/** What two neighbouring units can say exactly, up to a year. */
const twoUnits = fc
  .oneof(
    fc.tuple(fc.nat(364), fc.nat(23)).map(([days, hours]) => days * DAY + hours * HOUR),
    fc.tuple(fc.nat(23), fc.nat(59)).map(([hours, minutes]) => hours * HOUR + minutes * MINUTE),
  )
  .filter((ms) => ms > 0);

test('any text is a moment after now and at most a year away, or is refused as a bad duration and nothing else', () => {
  fc.assert(
    fc.property(texts, moments, zones, (text, now, timeZone) => {
      try {
        const until = parseUntil(text, now, timeZone);
        expect(until).toBeGreaterThan(now);
        expect(until).toBeLessThanOrEqual(now + 365 * DAY);
      } catch (err) {
        if (!(err instanceof MonitorError)) throw err;
        expect(['badDuration', 'durationTooLong']).toContain(err.code);
      }
    }),
    { numRuns: 1_000, seed: 7 },
  );
});

test('`until` a time of day is always after now and before the clocks have gone round twice, in every time zone', () => {
  const clock = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':'));
  fc.assert(
    fc.property(clock, moments, zones, (time, now, timeZone) => {
      const until = parseUntil(`until ${time}`, now, timeZone);
      expect(until).toBeGreaterThan(now);
      expect(until - now).toBeLessThanOrEqual(48 * HOUR);
    }),
    { numRuns: 500, seed: 7 },
  );
});

test('any text of whole units is the sum of them, however it is spaced and written', () => {
  const units = { m: MINUTE, min: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };
  const part = fc.tuple(
    fc.nat(999_999),
    fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[])),
    fc.constantFrom('', ' ', '  '),
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.boolean(), (parts, shout) => {
      const text = parts.map(([n, unit, gap]) => `${gap}${n}${gap}${unit}`).join('');
      const ms = parts.reduce((sum, [n, unit]) => sum + n * units[unit], 0);
      expect(parseDuration(shout ? text.toUpperCase() : text)).toBe(ms === 0 ? null : ms);
    }),
    { seed: 7 },
  );
});

test('what is written in words is read back as the same length', () => {
  fc.assert(
    fc.property(twoUnits, (ms) => {
      expect(parseDuration(formatDuration(ms))).toBe(ms);
    }),
    { seed: 7 },
  );
});

test('words leave out less than the smaller of the two units they name', () => {
  fc.assert(
    fc.property(fc.integer({ min: MINUTE, max: 400 * DAY }), (ms) => {
      const lost = Math.abs((parseDuration(formatDuration(ms)) ?? 0) - ms);
      expect(lost).toBeLessThan(ms >= DAY ? HOUR : MINUTE);
    }),
    { seed: 7 },
  );
});

test('words are never empty, never hold a fraction and never a minus', () => {
  fc.assert(
    fc.property(fc.double({ min: -DAY, max: 400 * DAY, noNaN: true }), (ms) => {
      expect(formatDuration(ms)).toMatch(/^\d+ (s|min|h|d)( \d+ (h|min))?$/);
    }),
    { seed: 7 },
  );
});
