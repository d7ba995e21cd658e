import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/monitor/alerts/decide.ts';
import { countsAsFiring } from '../../../src/monitor/alerts/decision.ts';
import type { AlertState } from '../../../src/monitor/alerts/incident.ts';
import {
  AGO,
  COOLDOWN,
  during,
  HOLD,
  heldWarning,
  incident,
  quiet,
  terms,
  unknown,
  warning,
} from '../../fixtures/decisions.ts';
import { DAY, NOW } from '../../fixtures/thresholds.ts';

describe('a clock that was set back', () => {
  test.each([
    ['just less than the cooldown', COOLDOWN - 1],
    ['exactly the cooldown', COOLDOWN],
    ['a year', 365 * DAY],
  ])('by %s after an alert lets the next one out at the latest one cooldown later', (_name, ms) => {
    const first = decide(warning, during({}, { warning: NOW + ms }), terms);
    const second = decide(warning, first.alertState, { ...terms, now: NOW + COOLDOWN });
    expect([first.send, second.send]).toContain('alert');
  });

  test.each<[string, AlertState, unknown]>([
    [
      'a message that was sent',
      { ...quiet, lastSent: { warning: NOW + 1, critical: AGO(1) } },
      { lastSent: { warning: NOW, critical: AGO(1) } },
    ],
    [
      'a message that a mute suppressed',
      during({ suppressedAt: heldWarning(NOW + DAY) }),
      { incident: { suppressedAt: { warning: NOW } } },
    ],
    ['the beginning of clearing', during({ clearSince: NOW + 1 }), { incident: { clearSince: NOW } }],
    [
      'the end of an incident',
      { ...quiet, closed: { at: NOW + DAY, severity: 'critical', notifiedSeverity: null } },
      { closed: { at: NOW, severity: 'critical', notifiedSeverity: null } },
    ],
  ])(
    '%s that lies ahead counts as now and is remembered as that, whatever the verdict',
    (_name, alertState, expected) => {
      expect(decide(unknown, alertState, terms).alertState).toMatchObject(expected as object);
    },
  );

  test('a moment that is now is left as it is', () => {
    const alertState: AlertState = {
      ...quiet,
      lastSent: { warning: NOW, critical: NOW },
      closed: { at: NOW, severity: 'critical', notifiedSeverity: null },
    };
    expect(decide(unknown, alertState, terms).alertState).toBe(alertState);
  });
});

describe('whether an incident counts as firing for the clear level', () => {
  test.each([
    ['while it fires', null, true],
    ['just short of its hold time', AGO(HOLD - 1), true],
    ['at the end of its hold time, although a mute keeps it open', AGO(HOLD), false],
  ])('%s: %s', (_name, clearSince, expected) => {
    expect(countsAsFiring(incident({ clearSince }), HOLD, NOW)).toBe(expected);
  });

  test('where there is none: false', () => {
    expect(countsAsFiring(null, HOLD, NOW)).toBe(false);
  });
});
