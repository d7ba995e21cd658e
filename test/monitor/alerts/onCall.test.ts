import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countedFromNow, type OnCallRota, onCallAt, rotaWithout } from '../../../src/monitor/alerts/onCall.ts';
import { DAY, HOUR } from '../../fixtures/thresholds.ts';

const BERLIN = 'Europe/Berlin';
/** A Wednesday. */
const SINCE = Date.parse('2026-03-11T12:00:00Z');
const rota = (more: Partial<OnCallRota> = {}): OnCallRota => ({
  people: ['ada', 'ben', 'cleo'],
  weekday: 1,
  minute: 9 * 60,
  since: SINCE,
  cover: null,
  ...more,
});
const at = (text: string) => Date.parse(text);
const who = (moment: string, of = rota(), zone = BERLIN) => onCallAt(of, zone, at(moment))?.userId;

describe('turns of a week', () => {
  test.each([
    ['2026-03-11T12:00:00Z', 'ada'],
    ['2026-03-16T07:59:59Z', 'ada'],
    ['2026-03-16T08:00:00Z', 'ben'],
    ['2026-03-23T07:59:59Z', 'ben'],
    ['2026-03-23T08:00:00Z', 'cleo'],
    // Clocks went forward on the 29th: 09:00 is an hour earlier by UTC.
    ['2026-03-30T06:59:59Z', 'cleo'],
    ['2026-03-30T07:00:00Z', 'ada'],
    ['2026-10-19T06:59:59Z', 'ben'],
    ['2026-10-19T07:00:00Z', 'cleo'],
    // And back on the 25th of October.
    ['2026-10-26T07:59:59Z', 'cleo'],
    ['2026-10-26T08:00:00Z', 'ada'],
  ])('at %s it is %s', (moment, expected) => {
    expect(who(moment)).toBe(expected);
  });

  test('of one person never end; of nobody there is none', () => {
    expect(who('2030-01-01T00:00:00Z', rota({ people: ['ada'] }))).toBe('ada');
    expect(onCallAt(rota({ people: [] }), BERLIN, SINCE)).toBeNull();
  });

  test('begin with the handover that is named, also on the day itself', () => {
    const onWednesday = rota({ weekday: 3, minute: 13 * 60 });
    expect(who('2026-03-11T11:59:59Z', { ...onWednesday, since: at('2026-03-11T11:00:00Z') })).toBe('ada');
    expect(who('2026-03-11T12:00:00Z', { ...onWednesday, since: at('2026-03-11T11:00:00Z') })).toBe('ben');
  });

  test('say since when and until when', () => {
    expect(onCallAt(rota(), BERLIN, at('2026-03-12T00:00:00Z'))).toEqual({
      userId: 'ada',
      turnOf: 'ada',
      since: SINCE,
      until: at('2026-03-16T08:00:00Z'),
    });
  });
});

test.each([
  ['2026-03-18T00:00:00Z', 'cleo', 'ben', 'ada'],
  ['2026-03-18T00:00:00Z', 'ben', 'cleo', 'ada'],
  ['2026-03-18T00:00:00Z', 'ada', 'ben', 'cleo'],
  ['2026-03-25T00:00:00Z', 'ada', 'cleo', 'ben'],
])('at %s, without %s, it is %s, and then %s', (moment, gone, now, next) => {
  const left = rotaWithout(rota(), gone, BERLIN, at(moment));
  expect(who(moment, left)).toBe(now);
  expect(onCallAt(left, BERLIN, onCallAt(left, BERLIN, at(moment))?.until ?? 0)?.userId).toBe(next);
});

describe('somebody who covers', () => {
  const cover = { userId: 'dora', from: at('2026-03-14T00:00:00Z'), until: at('2026-03-17T00:00:00Z') };
  const covered = rota({ cover });

  test.each([
    ['2026-03-13T23:59:59Z', 'ada', 'ada'],
    ['2026-03-14T00:00:00Z', 'dora', 'ada'],
    ['2026-03-16T23:59:59Z', 'dora', 'ben'],
    ['2026-03-17T00:00:00Z', 'ben', 'ben'],
  ])('at %s it is %s, in the turn of %s', (moment, userId, turnOf) => {
    expect(onCallAt(covered, BERLIN, at(moment))).toMatchObject({ userId, turnOf });
  });

  test('ends a turn early, and gives it back', () => {
    expect(onCallAt(covered, BERLIN, at('2026-03-13T00:00:00Z'))?.until).toBe(cover.from);
    expect(onCallAt(covered, BERLIN, at('2026-03-18T00:00:00Z'))?.since).toBe(cover.until);
  });
});

const ZONES = fc.constantFrom(
  'UTC',
  BERLIN,
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Pago_Pago',
);

describe('another time zone', () => {
  const NEW_YORK = 'America/New_York';
  const moved = (moment: string, of = rota()) => countedFromNow(of, BERLIN, at(moment));

  // The list begins before the handover of New York, and after that of Berlin.
  const early = rota({ since: at('2026-03-16T08:30:00Z') });
  test.each([
    ['in the middle of a turn', '2026-03-18T12:00:00Z', early, 'ada'],
    ['just before the handover of the old zone', '2026-03-16T07:59:59Z', rota(), 'ada'],
    ['at it', '2026-03-16T08:00:00Z', rota(), 'ben'],
    ['between both handovers', '2026-03-16T12:59:59Z', rota(), 'ben'],
    ['at the handover of the new zone', '2026-03-16T13:00:00Z', rota(), 'ben'],
  ])('%s takes nobody off call before the next handover', (_name, moment, of, expected) => {
    expect(who(moment, of)).toBe(expected);
    const today = onCallAt(moved(moment, of), NEW_YORK, at(moment));
    expect(today?.userId).toBe(expected);
    expect(onCallAt(moved(moment, of), NEW_YORK, (today?.until ?? 0) - 1)?.userId).toBe(expected);
  });

  test('whatever the rota, the zones and the moment: the same person before and after, the same order, the same cover', () => {
    const people = fc.uniqueArray(fc.constantFrom<string>('ada', 'ben', 'cleo', 'dora', 'emil'), { minLength: 1 });
    const later = fc.integer({ min: 0, max: 60 * 24 * 60 }).map((minutes) => SINCE + minutes * 60_000);
    const cover = fc.option(fc.record({ userId: fc.constantFrom<string>('ada', 'zoe'), from: later, until: later }));
    const rotas = fc.record({
      people,
      weekday: fc.integer({ min: 1, max: 7 }),
      minute: fc.integer({ min: 0, max: 1_439 }),
      since: fc.constant(SINCE),
      cover,
    });
    fc.assert(
      fc.property(rotas, ZONES, ZONES, later, (of, from, to, now) => {
        const before = onCallAt(of, from, now);
        const changed = countedFromNow(of, from, now);
        const after = onCallAt(changed, to, now);
        expect([after?.userId, after?.turnOf]).toEqual([before?.userId, before?.turnOf]);
        expect(onCallAt(changed, to, (after?.until ?? 0) - 1)?.userId).toBe(before?.userId);
        expect(changed.cover).toEqual(of.cover);
        // Turned round, and nobody is lost.
        const start = of.people.indexOf(before?.turnOf ?? '');
        expect(changed.people).toEqual([...of.people.slice(start), ...of.people.slice(0, start)]);
      }),
    );
  });
});

test('whatever the zone, the day and the time: at every moment one of them is, and each has the same number of turns', () => {
  fc.assert(
    fc.property(ZONES, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 1_439 }), (zone, weekday, minute) => {
      const of = rota({ weekday, minute });
      const turns = new Map<string, number>();
      let [moment, last] = [SINCE, ''];
      for (let turn = 0; turn < 60; turn += 1) {
        const today = onCallAt(of, zone, moment);
        expect(today?.userId).not.toBe(last);
        expect(today?.since).toBeLessThanOrEqual(moment);
        expect((today?.until ?? 0) - moment).toBeLessThanOrEqual(7 * DAY + HOUR);
        expect(onCallAt(of, zone, (today?.until ?? 0) - 1)?.userId).toBe(today?.userId);
        last = today?.userId ?? '';
        turns.set(last, (turns.get(last) ?? 0) + 1);
        moment = today?.until ?? 0;
      }
      expect([...turns.values()]).toEqual([20, 20, 20]);
    }),
    { numRuns: 30 },
  );
});
