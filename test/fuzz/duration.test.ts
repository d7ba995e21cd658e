import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MonitorError } from '../../src/monitor/errors.ts';
import { formatDuration, parseDuration, parseUntil } from '../../src/monitor/text/duration.ts';
import { runs } from '../fixtures/runs.ts';

const DAY = 86_400_000;
const SECOND = 1_000;
const MINUTE = 60_000;
const YEAR = 365 * DAY;

const pieces = fc.constantFrom(
  ...[
    'until',
    'UNTIL',
    'tomorrow',
    'monday',
    'half an ',
    ' and ',
    'pm',
    ' ',
    '\t',
    '\u00a0',
    '\u2028',
    '0',
    '1',
    '30',
    '999999',
    '1000000',
    '٣',
    '１',
    '½',
    '1e3',
    '.5',
  ],
  ...['m', 'min', 'h', 'd', 'w', 'M', 'µ', 'İ', 'ſ', ':', '09:00', '9:5', '24:00', '-', '+', ',', '\0', '💥', '\ud800'],
);
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.tuple(pieces, fc.integer({ min: 1, max: 20_000 })).map(([piece, times]) => piece.repeat(times)),
);
const moments = fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2090, 0) });
const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

test('any text is a whole number of seconds, or none', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const ms = parseDuration(text);
      if (ms === null) return;
      expect(ms).toBeGreaterThan(0);
      expect(Number.isSafeInteger(ms / SECOND)).toBe(true);
    }),
    runs(1_000),
  );
});

test('any text is a moment of the next year, or is refused with what was typed', () => {
  fc.assert(
    fc.property(texts, moments, zones, (text, now, timeZone) => {
      try {
        const until = parseUntil(text, now, timeZone);
        expect(Number.isSafeInteger(until)).toBe(true);
        expect(until).toBeGreaterThan(now);
        expect(until).toBeLessThanOrEqual(now + YEAR);
      } catch (err) {
        if (!(err instanceof MonitorError)) throw err;
        expect(['badDuration', 'durationTooLong']).toContain(err.code);
        expect(err.details).toMatchObject({ text });
      }
    }),
    runs(500),
  );
});

test('what is written is read back, and writing it again says the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: MINUTE, max: 2 * YEAR }), (ms) => {
      const words = formatDuration(ms);
      const read = parseDuration(words);
      expect(read, words).not.toBeNull();
      expect(formatDuration(read ?? 0)).toBe(words);
      expect(Math.abs((read ?? 0) - ms)).toBeLessThan(ms < DAY ? MINUTE : 60 * MINUTE);
    }),
    runs(500),
  );
});

test('a longer time is never written as a shorter one', () => {
  const length = fc.integer({ min: 0, max: 2 * YEAR });
  fc.assert(
    fc.property(length, length, (one, other) => {
      const [shorter, longer] = one < other ? [one, other] : [other, one];
      const read = (ms: number) => parseDuration(formatDuration(ms)) ?? 0;
      expect(read(shorter)).toBeLessThanOrEqual(read(longer));
    }),
    runs(500),
  );
});
