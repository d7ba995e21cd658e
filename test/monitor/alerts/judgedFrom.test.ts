import { expect, test } from 'vitest';
import { type AlertState, NOTHING_REMEMBERED } from '../../../src/monitor/alerts/incident.ts';
import { judgedFrom } from '../../../src/monitor/alerts/judgedFrom.ts';
import type { Millis } from '../../../src/monitor/time.ts';
import type { AlertKind, AlertSeverity } from '../../../src/monitor/types.ts';
import { during } from '../../fixtures/decisions.ts';
import { MINUTE, NOW } from '../../fixtures/thresholds.ts';

const ended = (agoMs: number, severity: AlertSeverity = 'critical'): AlertState => ({
  ...NOTHING_REMEMBERED,
  closed: { at: NOW - agoMs, severity, notifiedSeverity: severity },
});
const lasting = (clearSince: Millis | null, severity: AlertSeverity = 'critical') => during({ severity, clearSince });

test.each<[string, AlertKind, Partial<Record<AlertKind, AlertState>>, Millis | null, Millis]>([
  ['always, where nothing was', 'errors', {}, null, 0],
  ['its last incident', 'errors', { errors: ended(9 * MINUTE) }, null, NOW - 9 * MINUTE],
  ['two minutes after a refused account', 'errors', { provider: ended(9 * MINUTE) }, null, NOW - 7 * MINUTE],
  ['the later of both', 'errors', { errors: ended(8 * MINUTE), provider: ended(9 * MINUTE) }, null, NOW - 7 * MINUTE],
  [
    'its last incident, after an outage',
    'errors',
    { errors: ended(8 * MINUTE), provider: ended(1, 'warning') },
    null,
    NOW - 8 * MINUTE,
  ],
  ['always, while a refused account lasts', 'errors', { provider: lasting(null) }, null, 0],
  ['when an end began that is not sent yet', 'errors', { provider: lasting(NOW - MINUTE) }, null, NOW + MINUTE],
  ['two minutes after a used-up balance', 'errors', {}, NOW - 5 * MINUTE, NOW - 3 * MINUTE],
  ['the same for threads', 'threads', {}, NOW - 5 * MINUTE, NOW - 3 * MINUTE],
  ['always, for a kind that it does not bring about', 'provider', {}, NOW - 5 * MINUTE, 0],
])('results count since %s', (_name, kind, alertStates, usedUpAt, expected) => {
  expect(judgedFrom(kind, (one) => alertStates[one], usedUpAt)).toBe(expected);
});
