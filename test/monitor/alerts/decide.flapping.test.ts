import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/monitor/alerts/decide.ts';
import type { DecisionTerms } from '../../../src/monitor/alerts/decision.ts';
import type { Verdict } from '../../../src/monitor/alerts/facts.ts';
import { type Ended, type Flapping, MOST_PAIRS, STEADY_AFTER_MS } from '../../../src/monitor/alerts/flapping.ts';
import type { AlertState, Incident } from '../../../src/monitor/alerts/incident.ts';
import {
  AGO,
  COOLDOWN,
  during,
  error,
  facts,
  firing,
  HOLD,
  muted,
  ok,
  terms,
  warning,
} from '../../fixtures/decisions.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

/** So many that ended, the oldest so long ago and each a minute after the one before it. */
const ends = (count: number, oldestAgo = 50 * MINUTE): readonly Ended[] =>
  Array.from({ length: count }, (_each, index) => {
    const closedAt = AGO(oldestAgo) + index * MINUTE;
    return { openedAt: closedAt - MINUTE, closedAt };
  });
/** An incident that people were notified of, and that is now over as far as its own clear time says. */
const ending = (past: readonly Ended[], more: Partial<Incident> = {}): AlertState => ({
  ...during({ clearSince: AGO(HOLD), openedAt: AGO(5 * MINUTE), ...more }, { warning: AGO(5 * MINUTE) }),
  notified: facts(8),
  ends: past,
});

describe('the end of an incident', () => {
  test.each<[string, AlertState, string | null, string]>([
    ['is a recovery where none ended in the hour', ending([]), 'recovery', 'recovered'],
    ['is one where just less than five did', ending(ends(MOST_PAIRS - 1)), 'recovery', 'recovered'],
    ['is the sixth: it is flapping', ending(ends(MOST_PAIRS)), 'flapping', 'flapping'],
    ['is the seventh', ending(ends(MOST_PAIRS + 1)), 'flapping', 'flapping'],
    ['is the sixth in an hour and a moment', ending(ends(MOST_PAIRS, HOUR)), 'recovery', 'recovered'],
    ['is the sixth in just less than an hour', ending(ends(MOST_PAIRS, HOUR - 1)), 'flapping', 'flapping'],
    ['is not yet, and is not counted', ending(ends(MOST_PAIRS), { clearSince: AGO(HOLD - 1) }), null, 'awaitingClear'],
  ])('%s', (_name, alertState, send, reason) => {
    expect(decide(ok, alertState, terms)).toMatchObject({ send, reason });
  });

  test('that makes it six is sent with all of them, and the incident stays open', () => {
    const decision = decide(ok, ending(ends(MOST_PAIRS), { reminders: 3 }), terms);
    const since = AGO(51 * MINUTE);
    expect(decision).toMatchObject({ send: 'flapping', before: facts(8) });
    expect(decision.alertState.incident).toMatchObject({
      reminders: 0,
      flapping: { since, times: 6, before: 5, cameAt: AGO(5 * MINUTE), goneAt: NOW, isGone: true, isNotified: true },
    });
  });

  test.each<[string, DecisionTerms, Partial<Incident>, string | null, string]>([
    ['muted: it is handed on, and waits for the end of the mute', muted, {}, 'flapping', 'flapping'],
    [
      'without a place: it is sent once there is one',
      { ...terms, suppressedBy: 'noDestination' },
      {},
      null,
      'noDestination',
    ],
    ['behind its cause: as its end would be', { ...terms, suppressedBy: 'inhibited' }, {}, 'flapping', 'flapping'],
    ['in quiet hours: the catch-up tells it', { ...terms, quiet: 'critical' }, {}, null, 'quietHours'],
    [
      'critical in quiet hours: it passes',
      { ...terms, quiet: 'critical' },
      { severity: 'critical', notifiedSeverity: 'critical' },
      'flapping',
      'flapping',
    ],
    ['and nobody knows of it: nothing, but it is counted', terms, { notifiedSeverity: null }, null, 'stillFlapping'],
  ])('that makes it six, %s', (_name, under, more, send, reason) => {
    const decision = decide(ok, ending(ends(MOST_PAIRS), more), under);
    expect(decision).toMatchObject({ send, reason });
    expect(decision.alertState.incident?.flapping?.times).toBe(6);
    const isNotified = send === 'flapping' || reason === 'quietHours';
    expect(decision.alertState.incident?.flapping?.isNotified).toBe(isNotified);
    expect(decision.alertState.incident?.quietSince).toBe(reason === 'quietHours' ? NOW : null);
  });
});

/** People know that it is flapping. */
const flaps = (more: Partial<Flapping> = {}): Flapping => ({
  ...{ since: AGO(40 * MINUTE), times: 6, before: 5, cameAt: AGO(10 * MINUTE), goneAt: AGO(8 * MINUTE) },
  ...{ isGone: true, isNotified: true },
  ...more,
});
const away = (flapping: Flapping, clearSince = AGO(9 * MINUTE), more: Partial<Incident> = {}) =>
  ending([], { openedAt: AGO(10 * MINUTE), clearSince, flapping, ...more });
const back = (cameAt: number, sentAt: number | null, more: Partial<Incident> = {}): AlertState => ({
  ...during(
    { openedAt: AGO(HOUR), flapping: flaps({ cameAt, goneAt: cameAt - MINUTE, isGone: false }), ...more },
    { warning: sentAt },
  ),
  notified: facts(8),
});

describe('while it is flapping', () => {
  test.each<[string, Verdict, AlertState, DecisionTerms, string | null, string]>([
    ['and is away', ok, away(flaps()), terms, null, 'stillFlapping'],
    ['and is away for almost long enough', ok, away(flaps(), AGO(STEADY_AFTER_MS - 1)), terms, null, 'stillFlapping'],
    ['and is away for long enough', ok, away(flaps(), AGO(STEADY_AFTER_MS)), terms, 'recovery', 'recovered'],
    [
      'and was away for that long, but nobody saw it',
      ok,
      away(flaps(), AGO(STEADY_AFTER_MS)),
      { ...terms, steadySince: AGO(MINUTE) },
      null,
      'stillFlapping',
    ],
    ['and goes once more', ok, away(flaps({ cameAt: AGO(7 * MINUTE), isGone: false })), terms, null, 'stillFlapping'],
    [
      'and goes after almost an hour',
      ok,
      away(flaps({ cameAt: AGO(HOUR - 1), goneAt: NOW }), AGO(HOLD)),
      terms,
      null,
      'stillFlapping',
    ],
    [
      'and has gone after a whole hour: it is over at once',
      ok,
      away(flaps({ cameAt: AGO(HOUR), goneAt: NOW }), AGO(HOLD)),
      terms,
      'recovery',
      'recovered',
    ],
    ['and comes back', warning, back(NOW, AGO(COOLDOWN - 1)), terms, null, 'stillFlapping'],
    [
      'and comes back, a cooldown after the last message',
      warning,
      back(NOW, AGO(COOLDOWN)),
      terms,
      'alert',
      'cooldownElapsed',
    ],
    ['and comes back, critical after warnings', error, away(flaps()), terms, 'alert', 'worsened'],
    ['and comes back, twice as bad', firing('warning', 4), away(flaps()), terms, 'alert', 'worsened'],
    ['and comes back, muted', warning, back(NOW, AGO(COOLDOWN - 1)), muted, null, 'muted'],
    [
      'and stays for almost a quarter of an hour',
      warning,
      back(AGO(STEADY_AFTER_MS - 1), AGO(16 * MINUTE), { reminders: 3 }),
      terms,
      null,
      'stillFlapping',
    ],
    [
      'and stays for a quarter of an hour, however rare reminders are',
      warning,
      back(AGO(STEADY_AFTER_MS), AGO(16 * MINUTE), { reminders: 3 }),
      terms,
      'alert',
      'cooldownElapsed',
    ],
    [
      'and stays, and people know of it',
      warning,
      back(AGO(STEADY_AFTER_MS), AGO(14 * MINUTE), { reminders: 3 }),
      terms,
      null,
      'stillFlapping',
    ],
  ])('%s', (_name, verdict, alertState, under, send, reason) => {
    expect(decide(verdict, alertState, under)).toMatchObject({ send, reason });
  });

  test('each going is counted once, however often it is judged', () => {
    const first = decide(ok, away(flaps({ cameAt: AGO(7 * MINUTE), isGone: false })), terms);
    const flapping = { times: 7, goneAt: NOW, isGone: true };
    expect(first.alertState.incident?.flapping).toMatchObject(flapping);
    const again = decide(ok, first.alertState, { ...terms, now: NOW + 1 });
    expect(again.alertState).toBe(first.alertState);
  });

  test('whoever acknowledged it is on it until it stays away', () => {
    const acknowledged = { by: { userId: '1', name: 'ada' }, at: AGO(MINUTE), severity: 'warning' } as const;
    const { alertState } = decide(warning, away(flaps(), AGO(9 * MINUTE), { acknowledged }), terms);
    expect(alertState.incident?.acknowledged).toEqual(acknowledged);
  });
});

test('the late message about what nobody was notified of, and stays away, counts how often it came and went in its own time', () => {
  const alertState = {
    ...during(
      {
        notifiedSeverity: null,
        openedAt: AGO(20 * MINUTE),
        clearSince: AGO(STEADY_AFTER_MS),
        flapping: flaps({ times: 8 }),
      },
      { warning: AGO(20 * MINUTE) },
    ),
    ends: ends(MOST_PAIRS),
  };
  const decision = decide(ok, alertState, { ...terms, cooldownMs: HOUR });
  expect(decision).toMatchObject({
    send: 'late',
    notBefore: AGO(20 * MINUTE) + HOUR,
    ended: { flapping: { times: 8, before: 5 } },
  });
  expect(decision.alertState.incident).toBeNull();
});
