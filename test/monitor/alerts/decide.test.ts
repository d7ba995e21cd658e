import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/monitor/alerts/decide.ts';
import type { DecisionTerms } from '../../../src/monitor/alerts/decision.ts';
import type { Verdict } from '../../../src/monitor/alerts/facts.ts';
import { type AlertState, NOTHING_SENT } from '../../../src/monitor/alerts/incident.ts';
import {
  AGO,
  COOLDOWN,
  during,
  error,
  facts,
  firing,
  HOLD,
  heldWarning,
  muted,
  ok,
  quiet,
  terms,
  warning,
} from '../../fixtures/decisions.ts';
import { DAY, HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

describe('while it fires', () => {
  test.each<[string, Verdict, AlertState, string | null, string]>([
    ['the first time', warning, quiet, 'alert', 'firstFiring'],
    ['the first time, critical', error, quiet, 'alert', 'firstFiring'],
    ['just inside the cooldown', warning, during({}, { warning: AGO(COOLDOWN - 1) }), null, 'coolingDown'],
    ['exactly at the end of the cooldown', warning, during({}, { warning: AGO(COOLDOWN) }), 'alert', 'cooldownElapsed'],
    ['just after the cooldown', warning, during({}, { warning: AGO(COOLDOWN + 1) }), 'alert', 'cooldownElapsed'],
    ['and got worse, with a warning just sent', error, during({}, { warning: AGO(1) }), 'alert', 'worsened'],
    [
      'and got worse, with the error of an incident before just sent',
      error,
      during({}, { warning: AGO(1), critical: AGO(COOLDOWN - 1) }),
      'alert',
      'worsened',
    ],
    [
      'and got worse again, with an error of this incident just sent',
      error,
      during({ notifiedSeverity: 'critical' }, { warning: AGO(1), critical: AGO(COOLDOWN - 1) }),
      null,
      'coolingDown',
    ],
    [
      'and got worse again, with an error sent a cooldown ago',
      error,
      during({ notifiedSeverity: 'critical' }, { warning: AGO(1), critical: AGO(COOLDOWN) }),
      'alert',
      'cooldownElapsed',
    ],
    [
      'and eased to a warning, with an error just sent',
      warning,
      during({ severity: 'critical', notifiedSeverity: 'critical' }, { critical: AGO(COOLDOWN - 1) }),
      null,
      'coolingDown',
    ],
    [
      'and eased to a warning a cooldown ago',
      warning,
      during({ severity: 'critical', notifiedSeverity: 'critical' }, { critical: AGO(COOLDOWN) }),
      'alert',
      'cooldownElapsed',
    ],
    [
      'anew, within the cooldown of an incident that is over',
      warning,
      { ...quiet, lastSent: { warning: AGO(MINUTE), critical: null } },
      null,
      'coolingDown',
    ],
    [
      'anew as a warning, with the error of an incident that is over just sent',
      warning,
      { ...quiet, lastSent: { warning: null, critical: AGO(MINUTE) } },
      'alert',
      'firstFiring',
    ],
    [
      'anew and critical, with the warning of an incident that is over just sent',
      error,
      { ...quiet, lastSent: { warning: AGO(MINUTE), critical: null } },
      'alert',
      'firstFiring',
    ],
    [
      'again, when it had begun to clear',
      warning,
      during({ clearSince: AGO(1) }, { warning: AGO(MINUTE) }),
      null,
      'coolingDown',
    ],
    [
      'with messages suppressed by a mute that is over',
      warning,
      during({ notifiedSeverity: null, suppressed: 3, suppressedAt: heldWarning(AGO(1)) }),
      'alert',
      'muteEnded',
    ],
  ])('%s', (_name, verdict, alertState, send, reason) => {
    expect(decide(verdict, alertState, terms)).toMatchObject({ send, reason });
  });

  test('an alert is remembered: that it was sent, when, and how bad it was', () => {
    expect(decide(error, quiet, terms).alertState).toEqual({
      version: 0,
      incident: {
        severity: 'critical',
        openedAt: NOW,
        clearSince: null,
        notifiedSeverity: 'critical',
        worst: facts(1),
        suppressed: 0,
        suppressedAt: NOTHING_SENT,
        acknowledged: null,
        muted: null,
        affects: [],
        reminders: 0,
        pinged: facts(1),
        unknownSince: null,
        unknownNotifiedAt: null,
        paged: {},
        quietSince: null,
        escalated: { since: null, sent: [], next: null },
        flapping: null,
      },
      lastSent: { warning: null, critical: NOW },
      notified: facts(1),
      closed: null,
      ends: [],
    });
  });

  test('the worst reading that people were notified of stays the worst when it eases', () => {
    const { alertState } = decide(firing('warning', 9), during({ worst: facts(1) }), terms);
    expect(alertState.incident?.worst).toEqual(facts(1));
  });

  test('people are notified once of what was suppressed', () => {
    const first = decide(warning, during({ suppressed: 3, suppressedAt: heldWarning(AGO(1)) }), terms);
    expect(first).toMatchObject({ send: 'alert', suppressed: 3 });
    expect(decide(warning, first.alertState, { ...terms, now: NOW + 2 * COOLDOWN })).toMatchObject({
      send: 'alert',
      suppressed: 0,
    });
  });

  test('inside the cooldown the very same memory comes back', () => {
    const alertState = during({}, { warning: AGO(1) });
    expect(decide(warning, alertState, terms).alertState).toBe(alertState);
  });

  test('clearing is forgotten, so that the hold time starts anew', () => {
    const alertState = during({ clearSince: AGO(HOLD - 1) }, { warning: AGO(1) });
    expect(decide(warning, alertState, terms).alertState.incident?.clearSince).toBeNull();
  });
});

describe('while all is well', () => {
  test.each<[string, AlertState, DecisionTerms, string | null, string]>([
    ['and was', quiet, terms, null, 'healthy'],
    ['and was, muted', quiet, muted, null, 'healthy'],
    ['for the first time', during({}), terms, null, 'awaitingClear'],
    ['just short of the hold time', during({ clearSince: AGO(HOLD - 1) }), terms, null, 'awaitingClear'],
    ['for exactly the hold time', during({ clearSince: AGO(HOLD) }), terms, 'recovery', 'recovered'],
    ['for longer than the hold time', during({ clearSince: AGO(HOLD + 1) }), terms, 'recovery', 'recovered'],
    ['for the first time, without a hold time', during({}), { ...terms, clearHoldMs: 0 }, 'recovery', 'recovered'],
    [
      'but nobody was notified',
      during({ notifiedSeverity: null, clearSince: AGO(HOLD) }),
      terms,
      null,
      'endedBeforeNotified',
    ],
    [
      'but nobody was notified, muted',
      during({ notifiedSeverity: null, clearSince: AGO(HOLD) }),
      muted,
      null,
      'endedBeforeNotified',
    ],
    ['muted or not', during({ clearSince: AGO(HOLD) }), muted, 'recovery', 'recovered'],
  ])('%s', (_name, alertState, given, send, reason) => {
    expect(decide(ok, alertState, given)).toMatchObject({ send, reason });
  });

  test('a recovery says how bad it was and forgets the incident, but not when people were notified of it', () => {
    const alertState = during(
      { clearSince: AGO(HOLD), worst: facts(1) },
      { warning: AGO(HOUR), critical: AGO(2 * HOUR) },
    );
    const decision = decide(ok, alertState, terms);
    expect(decision).toMatchObject({ send: 'recovery', before: facts(1) });
    const closed = { at: NOW, severity: 'warning', notifiedSeverity: 'warning' };
    const ends = [{ openedAt: AGO(HOUR), closedAt: NOW }];
    const { lastSent } = alertState;
    expect(decision.alertState).toEqual({ version: 1, incident: null, lastSent, notified: null, closed, ends });
  });

  test.each([
    [
      'that people are notified of',
      during({ severity: 'critical', notifiedSeverity: 'critical', clearSince: AGO(DAY) }),
    ],
    ['that nobody is notified of', during({ severity: 'critical', notifiedSeverity: null, clearSince: AGO(DAY) })],
  ])(
    'an end %s is remembered with the moment of closing, however long it has been ok, and with how bad it was',
    (_name, alertState) => {
      expect(decide(ok, alertState, terms).alertState).toMatchObject({
        incident: null,
        closed: { at: NOW, severity: 'critical' },
      });
    },
  );

  test('an end that nobody was notified of forgets the incident', () => {
    expect(decide(ok, during({ notifiedSeverity: null, clearSince: AGO(HOLD) }), muted).alertState.incident).toBeNull();
  });

  test('a mute does not keep an incident open: what is suppressed is only the word of its end', () => {
    expect(decide(ok, during({ clearSince: AGO(HOLD) }), muted).alertState).toMatchObject({
      incident: null,
      closed: { at: NOW },
    });
  });

  test('a clock that was set back starts the hold time anew instead of waiting for the old time', () => {
    const { alertState } = decide(ok, during({ clearSince: NOW + DAY }), terms);
    expect(alertState.incident?.clearSince).toBe(NOW);
    expect(decide(ok, alertState, { ...terms, now: NOW + HOLD })).toMatchObject({ send: 'recovery' });
  });
});
