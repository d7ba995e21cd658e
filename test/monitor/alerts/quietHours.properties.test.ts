import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endlessKinds, nextSpan, openAt, type QuietHours, quietAt } from '../../../src/monitor/alerts/quietHours.ts';
import { DAY, HOUR, MINUTE } from '../../fixtures/thresholds.ts';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Africa/Cairo', 'Australia/Lord_Howe'];
const minute = fc.integer({ min: 0, max: 1439 });
const hours: fc.Arbitrary<QuietHours> = fc.record({
  id: fc.constant(1),
  weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  from: minute,
  to: minute,
  kinds: fc.constant(null),
  passes: fc.constantFrom('critical' as const, 'nothing' as const),
});
const zone = fc.constantFrom(...ZONES);
/** Two years, with both changes of the clocks in either of them. */
const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) });

/** The same asked of what clocks show, which is right wherever no clock changes. */
function showsQuiet({ weekdays, from, to }: QuietHours, timeZone: string, now: number): boolean {
  const shown = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const minuteOfDay = shown.hour * 60 + shown.minute;
  const isOn = (day: number) => weekdays.includes(day);
  const yesterday = shown.subtract({ days: 1 }).dayOfWeek;
  if (to > from) return isOn(shown.dayOfWeek) && minuteOfDay >= from && minuteOfDay < to;
  return (isOn(shown.dayOfWeek) && minuteOfDay >= from) || (isOn(yesterday) && minuteOfDay < to);
}

function offsetAt(timeZone: string, now: number): number {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).offsetNanoseconds;
}

test('where no clock changes, it is quiet when clocks show that it is', () => {
  let seen = 0;
  fc.assert(
    fc.property(hours, zone, moment, (one, timeZone, now) => {
      fc.pre(offsetAt(timeZone, now - 2 * DAY) === offsetAt(timeZone, now + 2 * DAY));
      const open = openAt([one], timeZone, now).length > 0;
      if (open) seen += 1;
      expect(open).toBe(showsQuiet(one, timeZone, now));
    }),
  );
  expect(seen).toBeGreaterThan(10);
});

test('where clocks change, it is quiet whenever they show that it is, and at most that hour longer', () => {
  fc.assert(
    fc.property(
      hours,
      fc.constantFrom('Europe/Berlin', 'America/New_York'),
      fc.constantFrom(...CHANGES),
      fc.integer({ min: -36 * 60, max: 36 * 60 }),
      (one, timeZone, change, minutes) => {
        const now = change + minutes * MINUTE;
        const isQuiet = openAt([one], timeZone, now).length > 0;
        if (showsQuiet(one, timeZone, now)) expect(isQuiet).toBe(true);
        else if (isQuiet) expect(Math.abs(minutes)).toBeLessThanOrEqual(60);
      },
    ),
  );
});

/** Near the changes of Berlin and New York in 2026. */
const CHANGES = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z', '2026-11-01T06:00Z'].map(Date.parse);

test('it is quiet exactly inside the next span, and not at its ends', () => {
  fc.assert(
    fc.property(fc.array(hours, { minLength: 1, maxLength: 3 }), zone, moment, (all, timeZone, now) => {
      fc.pre(endlessKinds(all).length === 0);
      const span = nextSpan(all, timeZone, now);
      // A change of the clocks may leave nothing of one that is short, but not of those of the week after.
      expect(span).not.toBeNull();
      if (span === null) return;
      const isQuiet = (at: number) => openAt(all, timeZone, at).length > 0;
      expect(isQuiet(now)).toBe(span.from <= now);
      expect([isQuiet(span.from), isQuiet(span.to - 1), isQuiet(span.to), isQuiet(span.from - 1)]).toEqual([
        true,
        true,
        false,
        false,
      ]);
      const middle = span.from + Math.floor((span.to - span.from) / 2);
      expect(isQuiet(middle)).toBe(true);
      const before = Math.floor((now + span.from) / 2);
      if (before > now) expect(isQuiet(before)).toBe(false);
    }),
  );
});

test('what waits is over when it says so', () => {
  fc.assert(
    fc.property(
      fc.array(hours, { minLength: 1, maxLength: 3 }),
      zone,
      moment,
      fc.constantFrom('warning' as const, 'critical' as const),
      (all, timeZone, now, severity) => {
        fc.pre(endlessKinds(all).length === 0);
        const subject = { kind: 'queue', severity } as const;
        const answer = quietAt(all, timeZone, subject, now);
        if (!answer.waits) return;
        expect(answer.until).toBeGreaterThan(now);
        expect(answer.until - now).toBeLessThanOrEqual(7 * DAY + HOUR);
        expect(quietAt(all, timeZone, subject, answer.until - 1).waits).toBe(true);
        expect(quietAt(all, timeZone, subject, answer.until).waits).toBe(false);
      },
    ),
  );
});

/** Long enough that several of them often leave no time free. */
const long: fc.Arbitrary<QuietHours> = fc.record({
  id: fc.constant(1),
  weekdays: fc.constantFrom([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5], [6, 7]),
  from: fc.constantFrom(0, 360, 720),
  to: fc.constantFrom(0, 360, 720),
  kinds: fc.constant(null),
  passes: fc.constant('critical' as const),
});

test('it is quiet for ever where every moment of a week is', () => {
  const monday = Date.UTC(2026, 5, 1);
  const moments = Array.from({ length: 7 * 24 }, (_, hour) => monday + hour * HOUR);
  const seen = { endless: 0, ending: 0 };
  fc.assert(
    fc.property(fc.array(long, { minLength: 1, maxLength: 4 }), (all) => {
      const always = moments.every((at) => openAt(all, 'UTC', at).length > 0);
      seen[always ? 'endless' : 'ending'] += 1;
      expect(endlessKinds(all).length > 0).toBe(always);
    }),
    { numRuns: 60 },
  );
  expect(Math.min(seen.endless, seen.ending)).toBeGreaterThan(3);
});
