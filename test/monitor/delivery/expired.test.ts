import { expect, test } from 'vitest';
import type { Delivery, IncidentNow } from '../../../src/monitor/delivery/delivery.ts';
import { expired } from '../../../src/monitor/delivery/expired.ts';
import { facts } from '../../fixtures/alerts.ts';
import { MINUTE, NOW } from '../../fixtures/thresholds.ts';

const STEP = { mention: { type: 'role', id: '4' }, place: null, receiver: null } as const;
const OTHER = { ...STEP, mention: { type: 'role', id: '5' } } as const;

/** A step that was taken at NOW and still waits. */
function step(now: Partial<IncidentNow>): Delivery {
  const message = {
    type: 'escalation',
    severity: 'critical',
    facts: facts(),
    openedAt: NOW,
    step: STEP,
    next: null,
    at: NOW,
  };
  const escalated = { since: NOW - 5 * MINUTE, sent: [{ ...STEP, at: NOW }], next: null };
  const incidentNow = { isOpen: true, acknowledged: null, severity: 'critical', first: null, escalated, ...now };
  // Only these are looked at.
  return { message, createdAt: NOW, target: null, incidentNow } as unknown as Delivery;
}

const escalated = (since: number | null, ...sent: readonly { readonly at: number }[]) =>
  ({ escalated: { since, next: null, sent } }) as unknown as Partial<IncidentNow>;

test.each<[string, Partial<IncidentNow>, boolean]>([
  ['as it was taken', {}, true],
  [
    'the clock was set back since, and with it when it was taken',
    escalated(NOW - 9 * MINUTE, { ...STEP, at: NOW - 8 * MINUTE }),
    true,
  ],
  ['it was taken back', escalated(NOW - 5 * MINUTE), false],
  ['another one was taken', escalated(NOW - 5 * MINUTE, { ...OTHER, at: NOW }), false],
  ['the steps have begun anew since', escalated(NOW + 1, { ...STEP, at: NOW }), false],
  ['it was taken before the steps began', escalated(NOW - MINUTE, { ...STEP, at: NOW - 2 * MINUTE }), false],
  ['no step counts any longer', escalated(null), false],
  ['it is a warning by now', { severity: 'warning' }, false],
  ['it is over', { isOpen: false }, false],
])('a step is still sent only where it counts: %s', (_name, now, isSent) => {
  expect(expired(step(now), NOW)).toEqual(isSent ? null : { outcome: 'giveUp', why: 'superseded' });
});
