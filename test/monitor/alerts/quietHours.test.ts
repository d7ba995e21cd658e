import { describe, expect, test } from 'vitest';
import { endlessKinds, nextSpan, openAt, passingOf, quietAt } from '../../../src/monitor/alerts/quietHours.ts';
import { quietHours } from '../../fixtures/quietHours.ts';

const BERLIN = 'Europe/Berlin';
const at = (iso: string) => Date.parse(iso);
const iso = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z');
const isOpen = (span: string, now: string, weekdays?: readonly number[], timeZone = BERLIN) =>
  openAt([quietHours(span, weekdays === undefined ? {} : { weekdays })], timeZone, at(now)).length > 0;

describe('quiet hours', () => {
  test.each([
    ['over the day, a minute before they begin', '12:00-13:00', '2026-04-20T11:59+02:00', false],
    ['over the day, the last millisecond before they begin', '12:00-13:00', '2026-04-20T11:59:59.999+02:00', false],
    ['over the day, as they begin', '12:00-13:00', '2026-04-20T12:00+02:00', true],
    ['over the day, in their last minute', '12:00-13:00', '2026-04-20T12:59+02:00', true],
    ['over the day, in their last millisecond', '12:00-13:00', '2026-04-20T12:59:59.999+02:00', true],
    ['over the day, as they end', '12:00-13:00', '2026-04-20T13:00+02:00', false],
    ['overnight, a minute before they begin', '22:00-07:00', '2026-04-20T21:59+02:00', false],
    ['overnight, as they begin', '22:00-07:00', '2026-04-20T22:00+02:00', true],
    ['overnight, the last minute before midnight', '22:00-07:00', '2026-04-20T23:59+02:00', true],
    ['overnight, at midnight', '22:00-07:00', '2026-04-21T00:00+02:00', true],
    ['overnight, in their last minute', '22:00-07:00', '2026-04-21T06:59+02:00', true],
    ['overnight, as they end', '22:00-07:00', '2026-04-21T07:00+02:00', false],
    ['up to midnight, in the last minute', '18:00-00:00', '2026-04-20T23:59+02:00', true],
    ['up to midnight, at midnight', '18:00-00:00', '2026-04-21T00:00+02:00', false],
    ['from midnight on, at midnight', '00:00-06:00', '2026-04-21T00:00+02:00', true],
    ['from midnight on, a minute before', '00:00-06:00', '2026-04-20T23:59+02:00', false],
  ])('%s: %s at %s is %s', (_name, span, now, open) => {
    expect(isOpen(span, now)).toBe(open);
  });

  // The 20th of April 2026 is a Monday.
  test.each([
    ['Friday night belongs to Friday', [5], '2026-04-25T06:59+02:00', true],
    ['and is over on Saturday', [5], '2026-04-25T07:00+02:00', false],
    ['Saturday night is not Friday’s', [5], '2026-04-25T22:00+02:00', false],
    ['Friday morning is Thursday’s', [5], '2026-04-24T06:59+02:00', false],
    ['Monday morning is Sunday’s', [7], '2026-04-27T06:59+02:00', true],
    ['Sunday morning is not', [7], '2026-04-26T06:59+02:00', false],
  ])('%s', (_name, weekdays, now, open) => {
    expect(isOpen('22:00-07:00', now, weekdays)).toBe(open);
  });

  test.each([
    ['begin with the day that they name', '2026-04-25T00:00+02:00', true],
    ['last to its end', '2026-04-25T23:59:59.999+02:00', true],
    ['and not longer', '2026-04-26T00:00+02:00', false],
    ['nor earlier', '2026-04-24T23:59:59.999+02:00', false],
  ])('of a whole day %s', (_name, now, open) => {
    expect(isOpen('00:00-00:00', now, [6])).toBe(open);
  });

  test('of a whole day may begin in the middle of it', () => {
    const opens = ['2026-04-25T11:59', '2026-04-25T12:00', '2026-04-26T11:59', '2026-04-26T12:00'];
    expect(opens.map((now) => isOpen('12:00-12:00', `${now}+02:00`, [6]))).toEqual([false, true, true, false]);
  });

  test('are in the time zone of the guild, whatever day that is elsewhere', () => {
    const now = '2026-04-20T13:30Z';
    expect(isOpen('03:00-04:00', now, [2], 'Pacific/Kiritimati')).toBe(true);
    expect(isOpen('03:00-04:00', now, [1], 'Pacific/Kiritimati')).toBe(false);
    expect(isOpen('03:00-04:00', now, [2], 'UTC')).toBe(false);
  });
});

describe('on the day that clocks go forward, from 02:00 to 03:00,', () => {
  test.each([
    ['a night is an hour shorter: it begins', '22:00-07:00', '2026-03-28T21:00Z', true],
    ['it lasts', '22:00-07:00', '2026-03-29T04:59Z', true],
    ['it ends', '22:00-07:00', '2026-03-29T05:00Z', false],
    ['what begins in the hour that is skipped has not begun before it', '02:30-06:00', '2026-03-29T00:59Z', false],
    ['and begins when the clocks show a later time', '02:30-06:00', '2026-03-29T01:00Z', true],
    ['what ends in it lasts until then', '22:00-02:30', '2026-03-29T00:59Z', true],
    ['and no longer', '22:00-02:30', '2026-03-29T01:00Z', false],
    ['what is all in it is not', '02:10-02:50', '2026-03-29T01:00Z', false],
  ])('%s (%s)', (_name, span, now, open) => {
    expect(isOpen(span, now)).toBe(open);
  });
});

describe('on the day that clocks go back, from 03:00 to 02:00,', () => {
  test.each([
    ['a night is an hour longer: it begins', '22:00-07:00', '2026-10-24T20:00Z', true],
    ['it lasts', '22:00-07:00', '2026-10-25T05:59Z', true],
    ['it ends', '22:00-07:00', '2026-10-25T06:00Z', false],
    ['what begins in the hour that comes twice begins the first time', '02:30-06:00', '2026-10-25T00:30Z', true],
    ['and does not stop when it comes again', '02:30-06:00', '2026-10-25T01:15Z', true],
    ['what ends in it does not end the first time', '22:00-02:30', '2026-10-25T00:30Z', true],
    ['but lasts until the second', '22:00-02:30', '2026-10-25T01:29Z', true],
    ['and no longer', '22:00-02:30', '2026-10-25T01:30Z', false],
  ])('%s (%s)', (_name, span, now, open) => {
    expect(isOpen(span, now)).toBe(open);
  });
});

describe('what waits', () => {
  const now = at('2026-04-20T23:00+02:00');
  const night = quietHours('22:00-07:00');
  const queue = { kind: 'queue', severity: 'warning' } as const;
  const critical = { kind: 'queue', severity: 'critical' } as const;

  test.each([
    ['without quiet hours nothing', [], queue, 'noQuietHours'],
    ['outside of them nothing', [quietHours('12:00-13:00')], queue, 'outside'],
    [
      'a kind that they are not about does not',
      [quietHours('22:00-07:00', { kinds: ['errors'] })],
      queue,
      'otherKinds',
    ],
    ['a warning does', [night], queue, 'quietHours'],
    ['what is critical passes', [night], critical, 'criticalPasses'],
    [
      'what is critical waits where nothing passes',
      [quietHours('22:00-07:00', { passes: 'nothing' })],
      critical,
      'quietHours',
    ],
    ['of two the stricter counts', [night, quietHours('22:30-23:30', { passes: 'nothing' })], critical, 'quietHours'],
    [
      'which ends before the other',
      [night, quietHours('22:30-22:59', { passes: 'nothing' })],
      critical,
      'criticalPasses',
    ],
  ] as const)('%s', (_name, hours, subject, reason) => {
    expect(quietAt(hours, BERLIN, subject, now).reason).toBe(reason);
  });

  test.each([
    ['until they end', [night], queue, '2026-04-21T05:00Z'],
    ['until the last of those that touch ends', [night, quietHours('07:00-09:00')], queue, '2026-04-21T07:00Z'],
    ['not for those that begin a minute later', [night, quietHours('07:01-09:00')], queue, '2026-04-21T05:00Z'],
    [
      'not for those of other kinds',
      [night, quietHours('07:00-09:00', { kinds: ['errors'] })],
      queue,
      '2026-04-21T05:00Z',
    ],
    [
      'what is critical only while nothing passes',
      [night, quietHours('22:30-23:30', { passes: 'nothing' })],
      critical,
      '2026-04-20T21:30Z',
    ],
  ] as const)('waits %s', (_name, hours, subject, until) => {
    const answer = quietAt(hours, BERLIN, subject, now);
    expect(answer.waits ? iso(answer.until) : answer.reason).toBe(until);
  });

  test('and what passes is known by kind', () => {
    const open = [night, quietHours('22:00-07:00', { kinds: ['errors'], passes: 'nothing' })];
    expect([passingOf(open, 'queue'), passingOf(open, 'errors'), passingOf([], 'queue')]).toEqual([
      'critical',
      'nothing',
      null,
    ]);
  });
});

describe('the next time', () => {
  const weekend = quietHours('22:00-22:00', { weekdays: [6] });
  const sunday = quietHours('22:00-07:00', { weekdays: [7] });

  test.each([
    ['is later today', [quietHours('22:00-07:00')], '2026-04-20T12:00Z', '2026-04-20T20:00Z', '2026-04-21T05:00Z'],
    [
      'is the one that lasts',
      [quietHours('22:00-07:00')],
      '2026-04-21T04:59Z',
      '2026-04-20T20:00Z',
      '2026-04-21T05:00Z',
    ],
    [
      'is the next, once one is over',
      [quietHours('22:00-07:00')],
      '2026-04-21T05:00Z',
      '2026-04-21T20:00Z',
      '2026-04-22T05:00Z',
    ],
    ['joins what touches', [weekend, sunday], '2026-04-20T12:00Z', '2026-04-25T20:00Z', '2026-04-27T05:00Z'],
    ['joins it in any order', [sunday, weekend], '2026-04-26T22:00Z', '2026-04-25T20:00Z', '2026-04-27T05:00Z'],
    ['is in a week at the latest', [weekend], '2026-04-26T20:00Z', '2026-05-02T20:00Z', '2026-05-03T20:00Z'],
  ])('%s', (_name, hours, now, from, to) => {
    const span = nextSpan(hours, BERLIN, at(now));
    expect(span === null ? null : [iso(span.from), iso(span.to)]).toEqual([from, to]);
  });

  test('is none without quiet hours', () => {
    expect(nextSpan([], BERLIN, at('2026-04-20T12:00Z'))).toBeNull();
  });
});

describe('quiet for ever', () => {
  test.each([
    ['is every day as a whole', [quietHours('00:00-00:00')], 10],
    ['is every day as a whole from any time on', [quietHours('13:37-13:37')], 10],
    ['are two that meet', [quietHours('22:00-07:00'), quietHours('07:00-22:00')], 10],
    ['are not two with a minute between', [quietHours('22:00-07:00'), quietHours('07:01-22:00')], 0],
    [
      'are not two that leave a day',
      [quietHours('22:00-07:00'), quietHours('07:00-22:00', { weekdays: [1, 2, 3, 4, 5, 6] })],
      0,
    ],
    ['is so for a kind', [quietHours('22:00-07:00'), quietHours('07:00-22:00', { kinds: ['queue'] })], 1],
    ['is nothing where there is nothing', [], 0],
  ])('%s', (_name, hours, kinds) => {
    expect(endlessKinds(hours)).toHaveLength(kinds);
  });
});
