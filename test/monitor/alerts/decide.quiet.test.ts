import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/monitor/alerts/decide.ts';
import type { DecisionTerms } from '../../../src/monitor/alerts/decision.ts';
import type { Incident } from '../../../src/monitor/alerts/incident.ts';
import {
  AGO,
  error,
  facts,
  firing,
  HOLD,
  incident,
  ok,
  quiet,
  terms,
  unknown,
  warning,
} from '../../fixtures/decisions.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

const CRITICAL_PASSES: DecisionTerms = { ...terms, quiet: 'critical' };
const NOTHING_PASSES: DecisionTerms = { ...terms, quiet: 'nothing' };
const with_ = (more: Partial<Incident>, warningAt: number | null = null) => ({
  ...quiet,
  version: 1,
  incident: incident(more),
  lastSent: { warning: warningAt, critical: null },
  notified: more.notifiedSeverity === null ? null : facts(8),
});
const notNotified = (more: Partial<Incident> = {}) => with_({ notifiedSeverity: null, ...more });
const ending = (more: Partial<Incident> = {}) => with_({ clearSince: AGO(HOLD), ...more });

describe('what fires in quiet hours', () => {
  test.each([
    ['a warning waits', warning, quiet, CRITICAL_PASSES, null, 'quietHours'],
    ['what is critical passes', error, quiet, CRITICAL_PASSES, 'alert', 'firstFiring'],
    ['what is critical waits where nothing passes', error, quiet, NOTHING_PASSES, null, 'quietHours'],
    [
      'a warning that becomes critical passes',
      error,
      notNotified({ quietSince: AGO(MINUTE) }),
      CRITICAL_PASSES,
      'alert',
      'firstFiring',
    ],
    [
      'one that people were notified of, and becomes critical',
      error,
      with_({}, NOW),
      CRITICAL_PASSES,
      'alert',
      'worsened',
    ],
    ['a reminder of a warning waits', warning, with_({}, AGO(HOUR)), CRITICAL_PASSES, null, 'quietHours'],
    ['a reminder that is not due is not what waits', warning, with_({}, NOW), CRITICAL_PASSES, null, 'coolingDown'],
    [
      'a reminder of what is critical passes',
      firing('critical', 8),
      with_({ severity: 'critical', notifiedSeverity: 'critical' }),
      CRITICAL_PASSES,
      'alert',
      'cooldownElapsed',
    ],
    ['a mute comes first', warning, quiet, { ...CRITICAL_PASSES, muted: true }, null, 'muted'],
    ['a cause comes first', warning, quiet, { ...CRITICAL_PASSES, suppressedBy: 'inhibited' }, null, 'inhibited'],
    [
      'an acknowledgement too',
      warning,
      with_({ acknowledged: { by: { userId: '1', name: 'a' }, at: NOW, severity: 'warning' } }),
      CRITICAL_PASSES,
      null,
      'acknowledged',
    ],
  ] as const)('%s', (_name, verdict, alertState, given, send, reason) => {
    expect(decide(verdict, alertState, given)).toMatchObject({ send, reason });
  });

  test('is remembered since the first message that waits, and as bad as it gets', () => {
    const first = decide(firing('warning', 8), quiet, CRITICAL_PASSES).alertState;
    expect(first.incident).toMatchObject({ quietSince: NOW, worst: facts(8), notifiedSeverity: null });
    const worse = decide(firing('warning', 5), first, { ...CRITICAL_PASSES, now: NOW + HOUR }).alertState;
    expect(worse.incident).toMatchObject({ quietSince: NOW, worst: facts(5) });
    expect(decide(firing('warning', 9), worse, { ...CRITICAL_PASSES, now: NOW + HOUR }).alertState).toBe(worse);
  });

  test('starts no cooldown, and counts no message', () => {
    const { alertState } = decide(warning, quiet, CRITICAL_PASSES);
    expect(alertState).toMatchObject({
      lastSent: { warning: null, critical: null },
      notified: null,
      incident: { suppressed: 0 },
    });
  });

  test('waits for the catch-up after their end as well, until that has been sent', () => {
    const held = notNotified({ quietSince: AGO(HOUR) });
    expect(decide(warning, held, terms)).toMatchObject({ send: null, reason: 'quietHours' });
    expect(decide(error, held, terms)).toMatchObject({ send: null, reason: 'quietHours' });
    expect(decide(warning, notNotified(), terms)).toMatchObject({ send: 'alert', reason: 'firstFiring' });
  });

  test('is not sent again once it passed', () => {
    const { alertState } = decide(error, notNotified({ quietSince: AGO(MINUTE) }), CRITICAL_PASSES);
    expect(alertState.incident).toMatchObject({ quietSince: null, notifiedSeverity: 'critical' });
  });
});

describe('what ends in quiet hours', () => {
  test.each([
    ['waits where people know that it began', ending(), CRITICAL_PASSES, null, 'quietHours'],
    [
      'passes where they know of it as critical',
      ending({ notifiedSeverity: 'critical' }),
      CRITICAL_PASSES,
      'recovery',
      'recovered',
    ],
    [
      'even where it has eased',
      ending({ severity: 'warning', notifiedSeverity: 'critical', quietSince: AGO(HOUR) }),
      CRITICAL_PASSES,
      'recovery',
      'recovered',
    ],
    [
      'waits all the same where nothing passes',
      ending({ notifiedSeverity: 'critical' }),
      NOTHING_PASSES,
      null,
      'quietHours',
    ],
    [
      'waits where nobody knows of it, but the catch-up does',
      ending({ notifiedSeverity: null, quietSince: AGO(HOUR) }),
      CRITICAL_PASSES,
      null,
      'quietHours',
    ],
    ['is over where neither does', ending({ notifiedSeverity: null }), CRITICAL_PASSES, null, 'endedBeforeNotified'],
    [
      'waits for the end of a mute while it is delivered',
      ending(),
      { ...CRITICAL_PASSES, muted: true },
      'recovery',
      'recovered',
    ],
    [
      'stays open where it cannot be sent',
      ending(),
      { ...CRITICAL_PASSES, suppressedBy: 'noDestination' },
      null,
      'noDestination',
    ],
    ['after them waits for the catch-up', ending({ quietSince: AGO(HOUR) }), terms, null, 'quietHours'],
  ] as const)('%s', (_name, alertState, given, send, reason) => {
    expect(decide(ok, alertState, given)).toMatchObject({ send, reason });
  });

  test.each([
    ['since it began to', { quietSince: AGO(HOUR) }, AGO(HOUR)],
    ['from its end on, where nothing waited before', {}, NOW],
  ])('is sent by the catch-up: it waits %s', (_name, more, since) => {
    const { alertState } = decide(ok, ending(more), CRITICAL_PASSES);
    expect(alertState).toMatchObject({
      incident: null,
      closed: { at: NOW, notifiedSeverity: 'warning', quietSince: since },
    });
  });

  test('is not sent by the catch-up where it passed', () => {
    const { alertState } = decide(ok, ending({ notifiedSeverity: 'critical', quietSince: AGO(HOUR) }), CRITICAL_PASSES);
    expect(alertState.closed?.quietSince ?? null).toBeNull();
  });

  test('waits also where it came and went inside a cooldown', () => {
    const alertState = {
      ...ending({ notifiedSeverity: null, openedAt: AGO(2 * MINUTE) }),
      lastSent: { warning: AGO(3 * MINUTE), critical: null },
    };
    expect(decide(ok, alertState, terms)).toMatchObject({ send: 'late' });
    expect(decide(ok, alertState, CRITICAL_PASSES)).toMatchObject({
      send: null,
      reason: 'quietHours',
      alertState: { closed: { quietSince: NOW } },
    });
  });
});

test.each([
  ['waits', {}, CRITICAL_PASSES, null],
  ['passes where it is critical', { severity: 'critical', notifiedSeverity: 'critical' }, CRITICAL_PASSES, 'unknown'],
  ['is sent by itself without', {}, terms, 'unknown'],
] as const)('that an incident can no longer be judged %s', (_name, more, given, send) => {
  expect(decide(unknown, with_({ unknownSince: AGO(HOUR), ...more }), given)).toMatchObject({ send });
});
