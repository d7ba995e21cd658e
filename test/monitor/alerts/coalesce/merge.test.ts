import { describe, expect, test } from 'vitest';
import { type Merge, merge } from '../../../../src/monitor/alerts/coalesce/merge.ts';
import type { IncidentFacts, PendingMessage } from '../../../../src/monitor/alerts/coalesce/pending.ts';
import type { AlertMessage, Message } from '../../../../src/monitor/alerts/message.ts';
import { MINUTE } from '../../../../src/monitor/time.ts';
import { alert, edit, facts, recovery } from '../../../fixtures/alerts.ts';
import { NOW } from '../../../fixtures/thresholds.ts';

const LATER = NOW + MINUTE;
const waiting = (message: Message, more: Partial<PendingMessage> = {}) => ({
  message,
  incidentId: 1,
  isClaimed: false,
  mayHaveArrived: false,
  ...more,
});
const newer = (message: Message, incidentId: number | null = 1) => ({ message, incidentId });
const incident = (isNotified: boolean): IncidentFacts => ({
  id: 1,
  openedAt: NOW,
  endedAt: LATER,
  isNotified,
  editedIds: [],
});
const late: Message = { type: 'late', severity: 'warning', worst: facts(), openedAt: NOW, endedAt: LATER, at: LATER };
const flapping: Message = {
  ...{ type: 'flapping', severity: 'warning', worst: facts(), times: 6, since: NOW, at: LATER },
};
const unknown: Message = {
  type: 'unknown',
  severity: 'warning',
  facts: facts(),
  why: 'stale',
  openedAt: NOW,
  since: NOW,
  at: NOW,
};

/** Every state of what waits, against what is newer: which of them becomes one message, and why the others do not. */
test.each<[string, ReturnType<typeof waiting>, ReturnType<typeof newer>, IncidentFacts | null, Merge['reason']]>([
  ['an alert, then one of its incident', waiting(alert()), newer(alert()), incident(false), 'newerAlert'],
  ['an alert, then one of the next incident', waiting(alert()), newer(alert(), 2), incident(true), 'newerAlert'],
  [
    'an alert, then its end, nobody was notified',
    waiting(alert()),
    newer(recovery()),
    incident(false),
    'recoveredUnnoticed',
  ],
  ['an alert, then its end, nothing known of it', waiting(alert()), newer(recovery()), null, 'recoveredUnnoticed'],
  ['a repeat, then the end of its incident', waiting(alert()), newer(recovery()), incident(true), 'recovered'],
  ['an alert, then the end of another', waiting(alert()), newer(recovery(), 2), incident(false), 'otherIncident'],
  ['an alert, then an end of no incident', waiting(alert()), newer(recovery(), null), null, 'otherIncident'],
  [
    'an alert of none, then an end of none',
    waiting(alert(), { incidentId: null }),
    newer(recovery(), null),
    null,
    'otherIncident',
  ],
  ['an alert, then that it is flapping', waiting(alert()), newer(flapping), incident(false), 'newerAlert'],
  ['that it is flapping, then an alert', waiting(flapping), newer(alert()), incident(true), 'newerAlert'],
  ['that it is flapping, then its end', waiting(flapping), newer(recovery()), incident(true), 'recovered'],
  [
    'that it is flapping, then its end, nobody was notified',
    waiting(flapping),
    newer(recovery()),
    incident(false),
    'recoveredUnnoticed',
  ],
  ['that it is flapping, then an edit', waiting(flapping), newer(edit()), incident(true), 'otherType'],
  ['that it is flapping, being sent', waiting(flapping, { isClaimed: true }), newer(alert()), null, 'claimed'],
  ['an alert, then a late message', waiting(alert()), newer(late), incident(false), 'otherType'],
  ['an alert, then an edit', waiting(alert()), newer(edit()), incident(false), 'otherType'],
  ['an alert that is being sent', waiting(alert(), { isClaimed: true }), newer(alert()), incident(false), 'claimed'],
  [
    'an alert that may have arrived',
    waiting(alert(), { mayHaveArrived: true }),
    newer(alert()),
    incident(false),
    'mayHaveArrived',
  ],
  ['an end, then an alert', waiting(recovery()), newer(alert(), 2), incident(true), 'noAlert'],
  ['a late message, then an alert', waiting(late), newer(alert(), 2), incident(false), 'noAlert'],
  ['an edit, then an alert', waiting(edit()), newer(alert()), incident(true), 'noAlert'],
  ['"can no longer be judged", then an alert', waiting(unknown), newer(alert()), incident(true), 'noAlert'],
])('%s', (_what, before, after, of, reason) => {
  const merged = merge(before, after, of, LATER);
  expect(merged.reason).toBe(reason);
  expect(merged.message === null).toBe(!['newerAlert', 'recovered', 'recoveredUnnoticed'].includes(reason));
});

describe('two alerts as one', () => {
  const both = (before: Partial<AlertMessage>, after: Partial<AlertMessage>) =>
    merge(
      waiting({ ...alert(2), ...before }),
      newer({ ...alert(1, 'critical', LATER), ...after }),
      incident(false),
      LATER,
    ).message;

  test('say what the newer one says', () => {
    expect(both({}, {})).toMatchObject({ severity: 'critical', facts: facts(1), at: LATER });
  });

  test.each([
    [0, 0, 0],
    [2, 0, 2],
    [2, 3, 5],
  ])('count what was suppressed before either: %d and %d', (first, second, sum) => {
    expect(both({ suppressed: first }, { suppressed: second })).toMatchObject({ suppressed: sum });
  });

  test.each([
    [true, true, true],
    [true, false, true],
    [false, true, true],
    [false, false, false],
  ])('ping where either would have: %s and %s', (first, second, pings) => {
    expect(both({ pings: first }, { pings: second })).toMatchObject({ pings });
  });

  const reminder = { n: 3, nextAt: LATER, since: NOW, recoversAt: null };
  test.each([
    ['no reminder, where nobody has heard of the first', null, reminder, null],
    ['a reminder, where both are', reminder, reminder, reminder],
    ['what the newer one is', reminder, null, null],
  ])('are %s', (_what, first, second, expected) => {
    expect(both({ reminder: first }, { reminder: second })).toMatchObject({ reminder: expected });
  });
});

test('the message about an incident that nobody was notified of has both times and its worst value', () => {
  expect(merge(waiting(alert(2)), newer(recovery()), incident(false), LATER).message).toEqual(late);
});
