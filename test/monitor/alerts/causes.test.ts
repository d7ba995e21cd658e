import { describe, expect, test } from 'vitest';
import {
  activeCauses,
  affectedBy,
  CAUSE_KINDS,
  CONTRADICTED_AFTER_MS,
  INHIBITION_MS,
  inhibitedKinds,
  isInhibited,
} from '../../../src/monitor/alerts/causes.ts';
import { type AlertState, NOTHING_REMEMBERED } from '../../../src/monitor/alerts/incident.ts';
import type { Millis } from '../../../src/monitor/time.ts';
import { ALERT_KINDS, type AlertKind, type AlertSeverity } from '../../../src/monitor/types.ts';
import { ANA } from '../../fixtures/constants.ts';
import { during } from '../../fixtures/decisions.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

const open = (severity: AlertSeverity): AlertState => during({ severity, notifiedSeverity: severity });
const clearing = (severity: AlertSeverity, agoMs: number): AlertState =>
  during({ severity, notifiedSeverity: severity, clearSince: NOW - agoMs });
const ended = (
  agoMs: number,
  severity: AlertSeverity = 'critical',
  notifiedSeverity: AlertSeverity | null = severity,
) => ({
  ...NOTHING_REMEMBERED,
  closed: { at: NOW - agoMs, severity, notifiedSeverity },
});
const totals = (solved: number, failed: number, refused = 0) => ({
  solved,
  failed,
  byCode: refused === 0 ? [] : [{ code: 'ERROR_NO_SLOT_AVAILABLE', count: refused }],
});

type AlertStates = Partial<Record<AlertKind, AlertState>>;
interface Given {
  readonly usedUpAt?: Millis;
  readonly usedUpSince?: Millis;
  readonly inhibitionMs?: Millis;
  readonly inhibitionTotals?: ReturnType<typeof totals>;
  readonly muted?: readonly AlertKind[];
  readonly isFiring?: boolean;
}

const active = (alertStates: AlertStates, given: Given = {}) =>
  activeCauses(
    {
      alertStateOf: (kind) => alertStates[kind],
      isFiring: () => given.isFiring ?? true,
      isMuted: (kind) => given.muted?.includes(kind) ?? false,
      readingsOf: () => ({
        at: NOW,
        usedUpAt: given.usedUpAt ?? null,
        usedUpSince: given.usedUpSince ?? given.usedUpAt ?? null,
        inhibitionTotals: given.inhibitionTotals ?? totals(0, 50),
      }),
    },
    given.inhibitionMs,
  );

const USED_UP = { balance: open('critical') };

test('what is brought about takes two minutes to mend', () => {
  expect(INHIBITION_MS).toBe(2 * MINUTE);
});

describe('a cause is active', () => {
  test.each<[string, AlertStates, Given, string[]]>([
    ['not where nothing is wrong', {}, {}, []],
    ['while the account is refused', { provider: open('critical') }, {}, ['provider']],
    ['not in an outage, which is a warning', { provider: open('warning') }, {}, []],
    ['while the balance is used up', USED_UP, { usedUpAt: NOW }, ['balance']],
    ['not while the balance is only low', USED_UP, {}, []],
    ['while all threads are busy', { threads: open('warning') }, {}, ['threads']],
    [
      'with others',
      { ...USED_UP, provider: open('critical'), threads: open('warning') },
      { usedUpAt: NOW },
      ['provider', 'balance', 'threads'],
    ],
    ['not when a consequence fires', { errors: open('critical') }, {}, []],
  ])('%s', (_name, alertStates, given, expected) => {
    expect(active(alertStates, given)).toEqual(expected);
  });

  test.each([
    ['just before two minutes have passed', 2 * MINUTE - 1, true],
    ['exactly two minutes after', 2 * MINUTE, false],
    ['at the very end', 0, true],
  ])('after its end: %s', (_name, agoMs, expected) => {
    expect(active({ provider: ended(agoMs) })).toEqual(expected ? ['provider'] : []);
    expect(active({ threads: ended(agoMs, 'warning') })).toEqual(expected ? ['threads'] : []);
    expect(active({ balance: ended(agoMs) }, { usedUpAt: NOW - agoMs })).toEqual(expected ? ['balance'] : []);
  });

  test.each([
    ['since this very moment', 0, true],
    ['for just less than two minutes', 2 * MINUTE - 1, true],
    ['for exactly two minutes', 2 * MINUTE, false],
  ])('while its incident is clearing %s', (_name, agoMs, expected) => {
    expect(active({ provider: clearing('critical', agoMs) })).toEqual(expected ? ['provider'] : []);
    expect(active({ threads: clearing('warning', agoMs) })).toEqual(expected ? ['threads'] : []);
  });

  test('not where nobody knows whether it lasts', () => {
    expect(active({ provider: open('critical') }, { isFiring: false })).toEqual([]);
  });

  test('not after an outage of the provider, which was a warning, either while it clears or after its end', () => {
    expect(active({ provider: clearing('warning', 0) })).toEqual([]);
    expect(active({ provider: ended(0, 'warning') })).toEqual([]);
  });

  test('after an end also while an outage of the same provider goes on', () => {
    const closed = { at: NOW - MINUTE, severity: 'critical', notifiedSeverity: 'critical' } as const;
    expect(active({ provider: { ...open('warning'), closed } })).toEqual(['provider']);
  });

  test.each([
    ['just within', 7 * MINUTE - 1, true],
    ['just beyond', 7 * MINUTE, false],
  ])('for as long as is asked for: %s', (_name, agoMs, expected) => {
    const inhibitionMs = 7 * MINUTE;
    expect(active({ provider: ended(agoMs) }, { inhibitionMs })).toEqual(expected ? ['provider'] : []);
    expect(active({ threads: clearing('warning', agoMs) }, { inhibitionMs })).toEqual(expected ? ['threads'] : []);
    expect(active(USED_UP, { usedUpAt: NOW - agoMs, inhibitionMs })).toEqual(expected ? ['balance'] : []);
  });
});

describe('only a cause that people were notified of is active', () => {
  const KINDS = [
    ['provider', 'critical'],
    ['balance', 'critical'],
    ['threads', 'warning'],
  ] as const;
  const given = { usedUpAt: NOW };
  const acknowledged = (severity: AlertSeverity) => ({ by: ANA, at: NOW - MINUTE, severity });

  test.each(KINDS)('%s: not before a message about it went out', (kind, severity) => {
    expect(active({ [kind]: during({ severity, notifiedSeverity: null }) }, given)).toEqual([]);
    expect(active({ [kind]: during({ severity, notifiedSeverity: null, suppressed: 1 }) }, given)).toEqual([]);
    expect(active({ [kind]: during({ severity, notifiedSeverity: severity }) }, given)).toEqual([kind]);
  });

  test.each(KINDS)('%s: not while it is muted, unless somebody has acknowledged it', (kind, severity) => {
    const muted = [kind];
    expect(active({ [kind]: open(severity) }, { ...given, muted })).toEqual([]);
    const onIt = during({ severity, notifiedSeverity: severity, acknowledged: acknowledged(severity) });
    expect(active({ [kind]: onIt }, { ...given, muted })).toEqual([kind]);
    expect(active({ [kind]: onIt }, given)).toEqual([kind]);
  });

  test.each(KINDS)('%s: not after the end of an incident that nobody was notified of', (kind, severity) => {
    expect(active({ [kind]: ended(MINUTE, severity, null) }, given)).toEqual([]);
    expect(active({ [kind]: ended(MINUTE, severity) }, given)).toEqual([kind]);
  });

  test('the account that is refused: not where people know only of an outage', () => {
    expect(active({ provider: during({ severity: 'critical', notifiedSeverity: 'warning' }) })).toEqual([]);
  });

  test('the balance: not where nothing fires, because its alerts are switched off', () => {
    expect(active({}, given)).toEqual([]);
  });
});

describe('a cause that the facts contradict is not active', () => {
  const LONG_AGO = NOW - HOUR;
  const cases = (inhibitionTotals: ReturnType<typeof totals>, since: Millis) => [
    active(
      { provider: during({ severity: 'critical', notifiedSeverity: 'critical', openedAt: since }) },
      { inhibitionTotals },
    ).length,
    active(USED_UP, { inhibitionTotals, usedUpAt: NOW, usedUpSince: since }).length,
  ];

  test.each([
    ['nothing is solved', totals(0, 100), 1],
    ['just less than 5 % are solved', totals(49, 951), 1],
    ['exactly 5 % are solved', totals(5, 95), 0],
    ['just more than 5 % are solved', totals(51, 949), 0],
    ['every tenth is solved', totals(10, 90), 0],
    ['the only result is a solved one', totals(1, 0), 0],
    ['there is no result at all', totals(0, 0), 1],
  ])('where of the last two minutes %s', (_name, inhibitionTotals, expected) => {
    expect(cases(inhibitionTotals, LONG_AGO)).toEqual([expected, expected]);
  });

  test.each([
    ['just less than five minutes old', CONTRADICTED_AFTER_MS - 1, 1],
    ['exactly five minutes old', CONTRADICTED_AFTER_MS, 0],
    ['just more than five minutes old', CONTRADICTED_AFTER_MS + 1, 0],
  ])('but tasks that began before it may end: %s', (_name, ageMs, expected) => {
    expect(CONTRADICTED_AFTER_MS).toBe(5 * MINUTE);
    expect(cases(totals(50, 50), NOW - ageMs)).toEqual([expected, expected]);
  });

  test('busy threads solve tasks, and are a cause all the same', () => {
    expect(active({ threads: during({ openedAt: LONG_AGO }) }, { inhibitionTotals: totals(90, 10) })).toEqual([
      'threads',
    ]);
  });

  test('what is solved after a top-up says nothing of the time before it', () => {
    const given = { inhibitionTotals: totals(50, 50), usedUpAt: NOW - MINUTE, usedUpSince: LONG_AGO };
    expect(active(USED_UP, given)).toEqual(['balance']);
  });
});

test('the provider and a used-up balance bring about whatever depends on tasks, the balance also threads; threads queue and errors, workers queue and silence', () => {
  expect(Object.fromEntries(CAUSE_KINDS.map((cause) => [cause, inhibitedKinds(cause)]))).toEqual({
    provider: ['errors', 'types', 'queue', 'workers', 'silence', 'latency', 'runway'],
    balance: ['errors', 'types', 'queue', 'workers', 'silence', 'latency', 'threads', 'runway'],
    threads: ['queue', 'errors'],
    workers: ['queue', 'silence'],
  });
});

test.each([
  ['exactly half', 50, ['queue']],
  ['just more than half', 51, ['queue', 'errors']],
  ['none', 0, ['queue']],
])('busy threads bring about errors only where most failures are refusals: %s', (_name, refused, expected) => {
  expect(affectedBy('threads', totals(100, 100, refused))).toEqual(expected);
});

test.each(ALERT_KINDS)('%s is suppressed by exactly the causes that bring it about', (kind) => {
  const refused = totals(0, 10, 10);
  for (const cause of CAUSE_KINDS) {
    expect(isInhibited(kind, [cause], refused)).toBe(inhibitedKinds(cause).includes(kind));
  }
  expect(isInhibited(kind, [], refused)).toBe(false);
});

test('a cause that people must hear of is suppressed by none; only threads are, by a used-up balance', () => {
  for (const kind of ['provider', 'balance'] as const) expect(isInhibited(kind, CAUSE_KINDS, totals(0, 0))).toBe(false);
  expect(CAUSE_KINDS.filter((cause) => isInhibited('threads', [cause], totals(0, 0)))).toEqual(['balance']);
});
