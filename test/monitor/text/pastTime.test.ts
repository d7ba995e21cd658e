import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePastTime } from '../../../src/monitor/text/pastTime.ts';

// Monday, 14:00 in Berlin.
const NOW = Date.parse('2026-04-20T12:00Z');
const ZONE = 'Europe/Berlin';

test.each([
  ['now', '2026-04-20T12:00Z'],
  ['30m', '2026-04-20T11:30Z'],
  ['2h ago', '2026-04-20T10:00Z'],
  ['1 day ago', '2026-04-19T12:00Z'],
  ['13:59', '2026-04-20T11:59Z'],
  ['14:00', '2026-04-20T12:00Z'],
  // Still to come today, so yesterday's is meant.
  ['14:01', '2026-04-19T12:01Z'],
  ['at 9am', '2026-04-20T07:00Z'],
  ['11pm', '2026-04-19T21:00Z'],
  ['today 8:00', '2026-04-20T06:00Z'],
  ['yesterday 18:00', '2026-04-19T16:00Z'],
  ['Yesterday at noon', '2026-04-19T10:00Z'],
  ['monday 9:00', '2026-04-20T07:00Z'],
  ['monday 15:00', '2026-04-13T13:00Z'],
  ['sunday 15:00', '2026-04-19T13:00Z'],
  ['tuesday 15:00', '2026-04-14T13:00Z'],
  ['2026-04-18 14:07', '2026-04-18T12:07Z'],
  // Winter time.
  ['2026-03-28 14:07', '2026-03-28T13:07Z'],
])('%j is %s', (text, at) => {
  expect(new Date(parsePastTime(text, NOW, ZONE)).toISOString()).toBe(new Date(at).toISOString());
});

test.each([
  '',
  'soon',
  'yesterday',
  'monday',
  'tomorrow 9:00',
  'today 14:01',
  '2026-04-21 9:00',
  '2026-02-30 9:00',
  'until 9',
  '25:00',
  '9:61',
])('%j is refused', (text) => {
  expect(() => parsePastTime(text, NOW, ZONE)).toThrow(expect.objectContaining({ code: 'badMoment' }));
});

test('whatever is typed, the moment is not ahead', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^(?:yesterday |monday |2026-04-1\d )?\d{1,2}:\d\d$/)),
      (text) => {
        try {
          expect(parsePastTime(text, NOW, ZONE)).toBeLessThanOrEqual(NOW);
        } catch (err) {
          expect(err).toMatchObject({ code: 'badMoment' });
        }
      },
    ),
  );
});
