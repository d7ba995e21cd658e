import { expect, test } from 'vitest';
import type { Verdict } from '../../../src/monitor/alerts/facts.ts';
import { type Incident, NOTHING_SENT } from '../../../src/monitor/alerts/incident.ts';
import type { KindStatus } from '../../../src/monitor/reports/reports.ts';
import { standingOf } from '../../../src/monitor/reports/standing.ts';
import { incident } from '../../fixtures/alerts.ts';
import { balance } from '../../fixtures/embeds.ts';

const OK: Verdict = { state: 'ok', facts: balance() };
const UNKNOWN: Verdict = { state: 'unknown', why: 'noReading' };
const WARNING: Verdict = { state: 'firing', severity: 'warning', facts: balance() };
const CRITICAL: Verdict = { state: 'firing', severity: 'critical', facts: balance() };
const ACKNOWLEDGED = incident({ acknowledged: { by: { userId: '1', name: 'ada' }, at: 0, severity: 'critical' } });
const MUTE = {
  id: 1,
  guildId: 'g1',
  scope: 'all',
  pipeline: null,
  until: 1,
  createdAt: 0,
  by: { userId: '1', name: 'ada' },
  reason: null,
} as const;

const kind = (verdict: Verdict, of: Incident | null = null, mute: KindStatus['mute'] = null): KindStatus => ({
  kind: 'balance',
  verdict,
  reason: 'healthy',
  incident: of,
  lastSent: NOTHING_SENT,
  mute,
});

test.each([
  ['nothing at all', [], 'unknown'],
  ['nothing that can be judged', [kind(UNKNOWN)], 'unknown'],
  ['one kind that is well', [kind(UNKNOWN), kind(OK)], 'ok'],
  ['a mute while nothing fires', [kind(OK, null, MUTE)], 'ok'],
  ['a warning', [kind(OK), kind(WARNING)], 'warning'],
  ['a warning and a critical one', [kind(WARNING), kind(CRITICAL)], 'critical'],
  ['a warning that is muted', [kind(OK), kind(WARNING, null, MUTE)], 'suppressed'],
  ['a critical one that is acknowledged', [kind(CRITICAL, ACKNOWLEDGED)], 'suppressed'],
  ['a critical one that is muted beside a warning', [kind(CRITICAL, null, MUTE), kind(WARNING)], 'warning'],
  [
    'an incident that can no longer be judged',
    [kind(OK), kind(UNKNOWN, incident({ severity: 'critical' }))],
    'critical',
  ],
  ['an incident that waits to be clear', [kind(OK, incident({ severity: 'critical' }))], 'ok'],
] as const)('%s', (_name, kinds, standing) => {
  expect(standingOf(kinds)).toBe(standing);
});
