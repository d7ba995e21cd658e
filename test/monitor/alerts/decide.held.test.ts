import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/monitor/alerts/decide.ts';
import type { DecisionTerms } from '../../../src/monitor/alerts/decision.ts';
import type { Verdict } from '../../../src/monitor/alerts/facts.ts';
import type { Acknowledgement, AlertState } from '../../../src/monitor/alerts/incident.ts';
import { ANA } from '../../fixtures/constants.ts';
import {
  AGO,
  COOLDOWN,
  during,
  error,
  HOLD,
  heldWarning,
  muted,
  ok,
  quiet,
  terms,
  warning,
} from '../../fixtures/decisions.ts';
import { DAY, MINUTE, NOW } from '../../fixtures/thresholds.ts';

describe('while it fires and is muted', () => {
  test.each<[string, Verdict, AlertState, number]>([
    ['the first time', warning, quiet, 1],
    [
      'again just inside the cooldown',
      warning,
      during({ notifiedSeverity: null, suppressed: 1, suppressedAt: heldWarning(AGO(COOLDOWN - 1)) }),
      1,
    ],
    [
      'again exactly a cooldown later',
      warning,
      during({ notifiedSeverity: null, suppressed: 1, suppressedAt: heldWarning(AGO(COOLDOWN)) }),
      2,
    ],
    [
      'and got worse at once',
      error,
      during({ notifiedSeverity: null, suppressed: 1, suppressedAt: heldWarning(AGO(1)) }),
      2,
    ],
    ['within the cooldown of a message that was sent before', warning, during({}, { warning: AGO(COOLDOWN - 1) }), 0],
    ['a cooldown after a message that was sent before', warning, during({}, { warning: AGO(COOLDOWN) }), 1],
  ])('%s', (_name, verdict, alertState, suppressed) => {
    const decision = decide(verdict, alertState, muted);
    expect(decision).toMatchObject({ send: null, reason: 'muted' });
    expect(decision.alertState.incident?.suppressed).toBe(suppressed);
  });

  test('going back and forth between the severities holds back no more than would have been sent', () => {
    let alertState: AlertState = quiet;
    const sent = { muted: 0, aloud: 0 };
    let aloud: AlertState = quiet;
    for (const [i, verdict] of [warning, error, warning, error, warning, error].entries()) {
      const now = NOW + i * 1_000;
      alertState = decide(verdict, alertState, { ...muted, now }).alertState;
      const decision = decide(verdict, aloud, { ...terms, now });
      aloud = decision.alertState;
      if (decision.send !== null) sent.aloud += 1;
    }
    sent.muted = alertState.incident?.suppressed ?? 0;
    expect(sent).toEqual({ muted: 2, aloud: 2 });
  });
});

describe('while a known cause holds it back', () => {
  const held: DecisionTerms = { ...terms, suppressedBy: 'inhibited' };

  test.each<[string, Verdict, AlertState, string]>([
    ['the first time', warning, quiet, 'inhibited'],
    ['and got worse', error, during({}, { warning: AGO(1) }), 'inhibited'],
    ['inside the cooldown', warning, during({}, { warning: AGO(1) }), 'coolingDown'],
    ['a cooldown after it was sent', warning, during({}, { warning: AGO(COOLDOWN) }), 'inhibited'],
  ])('what fires is not sent: %s', (_name, verdict, alertState, reason) => {
    expect(decide(verdict, alertState, held)).toMatchObject({ send: null, reason });
  });

  test('it is tracked from its beginning, and sent as the first firing when nothing holds it back any more', () => {
    const first = decide(warning, quiet, held);
    expect(first.alertState.incident).toMatchObject({ openedAt: NOW, notifiedSeverity: null, suppressed: 0 });
    const sent = decide(warning, first.alertState, { ...terms, now: NOW + 1 });
    expect(sent).toMatchObject({ send: 'alert', reason: 'firstFiring', suppressed: 0 });
    expect(sent.alertState.incident?.openedAt).toBe(NOW);
  });

  test('the end of what people were notified of before is sent all the same', () => {
    expect(decide(ok, during({ clearSince: AGO(HOLD) }), held)).toMatchObject({ send: 'recovery' });
  });

  test('what nobody was notified of ends without a message', () => {
    expect(decide(ok, during({ notifiedSeverity: null, clearSince: AGO(HOLD) }), held)).toMatchObject({
      send: null,
      reason: 'endedBeforeNotified',
    });
  });

  test('a mute counts nothing as suppressed by it that the cause suppressed anyway', () => {
    const decision = decide(warning, quiet, { ...held, muted: true });
    expect(decision.alertState.incident?.suppressed).toBe(0);
  });

  test('where there is no place to tell it, that is the reason', () => {
    expect(decide(warning, quiet, { ...terms, suppressedBy: 'noDestination' })).toMatchObject({
      send: null,
      reason: 'noDestination',
    });
  });
});

describe('while there is no place to tell it', () => {
  const nowhere: DecisionTerms = { ...terms, suppressedBy: 'noDestination' };

  test('a mute counts nothing as suppressed that could not have been sent anyway', () => {
    expect(decide(warning, quiet, { ...nowhere, muted: true }).alertState.incident?.suppressed).toBe(0);
  });

  test('the end of what people were notified of waits, and is sent once there is one', () => {
    const alertState = during({ clearSince: AGO(HOLD) });
    const waiting = decide(ok, alertState, nowhere);
    expect(waiting).toMatchObject({ send: null, reason: 'noDestination' });
    expect(waiting.alertState).toBe(alertState);
    expect(decide(ok, waiting.alertState, { ...terms, now: NOW + DAY })).toMatchObject({ send: 'recovery' });
  });

  test('what nobody was notified of ends without a message', () => {
    const decision = decide(ok, during({ notifiedSeverity: null, clearSince: AGO(HOLD) }), nowhere);
    expect(decision).toMatchObject({ send: null, reason: 'endedBeforeNotified' });
    expect(decision.alertState.incident).toBeNull();
  });
});

describe('once somebody is on it', () => {
  const by = (severity: 'warning' | 'critical'): Acknowledgement => ({ by: ANA, at: AGO(MINUTE), severity });
  const sentLongAgo = { warning: AGO(DAY), critical: AGO(DAY) };

  test.each<[string, Verdict, AlertState, string | null, string]>([
    ['a warning is not repeated', warning, during({ acknowledged: by('warning') }, sentLongAgo), null, 'acknowledged'],
    [
      'an error is not repeated',
      error,
      during({ severity: 'critical', notifiedSeverity: 'critical', acknowledged: by('critical') }, sentLongAgo),
      null,
      'acknowledged',
    ],
    [
      'an error that eased to a warning is not repeated',
      warning,
      during({ severity: 'critical', notifiedSeverity: 'critical', acknowledged: by('critical') }, sentLongAgo),
      null,
      'acknowledged',
    ],
    [
      'an error that eased to a warning and is one again is not repeated',
      error,
      during({ severity: 'warning', notifiedSeverity: 'critical', acknowledged: by('critical') }, sentLongAgo),
      null,
      'acknowledged',
    ],
    [
      'a warning that gets worse is sent at once',
      error,
      during({ acknowledged: by('warning') }, { warning: AGO(1) }),
      'alert',
      'worsened',
    ],
    ['its end is sent', ok, during({ acknowledged: by('warning'), clearSince: AGO(HOLD) }), 'recovery', 'recovered'],
  ])('%s', (_name, verdict, alertState, send, reason) => {
    expect(decide(verdict, alertState, terms)).toMatchObject({ send, reason });
  });

  test('what got worse has nobody on it any more, and repeats', () => {
    const worse = decide(error, during({ acknowledged: by('warning') }), terms);
    expect(worse.alertState.incident?.acknowledged).toBeNull();
    expect(decide(error, worse.alertState, { ...terms, now: NOW + COOLDOWN })).toMatchObject({ send: 'alert' });
  });

  test('a mute holds nothing back that would not have been sent', () => {
    const alertState = during({ acknowledged: by('warning') }, sentLongAgo);
    expect(decide(warning, alertState, muted).alertState).toBe(alertState);
  });

  test('the next incident has nobody on it', () => {
    const ended = decide(ok, during({ acknowledged: by('warning'), clearSince: AGO(HOLD) }), terms);
    const next = decide(warning, ended.alertState, { ...terms, now: NOW + COOLDOWN });
    expect(next).toMatchObject({ send: 'alert', reason: 'firstFiring' });
  });
});
