import { describe, expect, test } from 'vitest';
import { AFTERMATH_MS, activeCauses, CAUSE_KINDS, CONSEQUENCES, isHeldBack } from '../../src/monitor/causes.ts';
import { type AlertMemory, NOTHING_REMEMBERED } from '../../src/monitor/incident.ts';
import { ALERT_KINDS, type AlertKind, type AlertSeverity, type Millis } from '../../src/monitor/types.ts';
import { during } from './decisionFixture.ts';
import { HOUR, MINUTE, NOW } from './limits.ts';

const open = (severity: AlertSeverity): AlertMemory => during({ severity });
const clearing = (severity: AlertSeverity, agoMs: number): AlertMemory => during({ severity, clearSince: NOW - agoMs });
const ended = (agoMs: number, severity: AlertSeverity = 'error'): AlertMemory => ({
  ...NOTHING_REMEMBERED,
  closed: { at: NOW - agoMs, severity },
});
const active = (
  memories: Partial<Record<AlertKind, AlertMemory>>,
  usedUpAt: Millis | null = null,
  aftermathMs?: Millis,
) => activeCauses((kind) => memories[kind], usedUpAt, NOW, aftermathMs);

test('what is brought about takes two minutes to mend', () => {
  expect(AFTERMATH_MS).toBe(2 * MINUTE);
});

describe('a cause is active', () => {
  test.each<[string, Partial<Record<AlertKind, AlertMemory>>, Millis | null, string[]]>([
    ['not where nothing is wrong', {}, null, []],
    ['while the account is refused', { provider: open('error') }, null, ['provider']],
    ['not in an outage, which is a warning', { provider: open('warning') }, null, []],
    ['while the balance is used up', {}, NOW, ['balance']],
    ['not while the balance is only low', { balance: open('error') }, null, []],
    ['while all threads are busy', { threads: open('warning') }, null, ['threads']],
    ['with others', { provider: open('error'), threads: open('warning') }, NOW, ['provider', 'balance', 'threads']],
    ['not when a consequence fires', { errors: open('error') }, null, []],
  ])('%s', (_name, memories, usedUpAt, expected) => {
    expect(active(memories, usedUpAt)).toEqual(expected);
  });

  test.each([
    ['just before two minutes have passed', 2 * MINUTE - 1, true],
    ['exactly two minutes after', 2 * MINUTE, false],
    ['at the very end', 0, true],
  ])('after its end: %s', (_name, agoMs, expected) => {
    expect(active({ provider: ended(agoMs) })).toEqual(expected ? ['provider'] : []);
    expect(active({ threads: ended(agoMs, 'warning') })).toEqual(expected ? ['threads'] : []);
    expect(active({}, NOW - agoMs)).toEqual(expected ? ['balance'] : []);
  });

  test.each([
    ['since this very moment', 0, true],
    ['for just less than two minutes', 2 * MINUTE - 1, true],
    ['for exactly two minutes', 2 * MINUTE, false],
    ['for hours, because a mute keeps it open', 5 * HOUR, false],
  ])('while its incident is clearing %s', (_name, agoMs, expected) => {
    expect(active({ provider: clearing('error', agoMs) })).toEqual(expected ? ['provider'] : []);
    expect(active({ threads: clearing('warning', agoMs) })).toEqual(expected ? ['threads'] : []);
  });

  test.each([
    ['the account is refused', 'provider', 'error'],
    ['all threads are busy', 'threads', 'warning'],
  ] as const)(
    'not where a mute kept it from being told that %s, because then its consequences must speak',
    (_name, kind, severity) => {
      expect(active({ [kind]: during({ severity, toldSeverity: null, heldBack: 1 }) })).toEqual([]);
      expect(active({ [kind]: during({ severity, toldSeverity: null, heldBack: 0 }) })).toEqual([kind]);
      expect(active({ [kind]: during({ severity, toldSeverity: severity }) })).toEqual([kind]);
    },
  );

  test('not where nobody knows whether it lasts', () => {
    const memory = open('error');
    expect(
      activeCauses(
        () => memory,
        null,
        NOW,
        AFTERMATH_MS,
        () => false,
      ),
    ).toEqual([]);
  });

  test('not after an outage of the provider, which was a warning, either while it clears or after its end', () => {
    expect(active({ provider: clearing('warning', 0) })).toEqual([]);
    expect(active({ provider: ended(0, 'warning') })).toEqual([]);
  });

  test('after an end also while an outage of the same provider goes on', () => {
    const memory = { ...open('warning'), closed: { at: NOW - MINUTE, severity: 'error' } as const };
    expect(active({ provider: memory })).toEqual(['provider']);
  });

  test.each([
    ['just within', 7 * MINUTE - 1, true],
    ['just beyond', 7 * MINUTE, false],
  ])('for as long as is asked for: %s', (_name, agoMs, expected) => {
    expect(active({ provider: ended(agoMs) }, null, 7 * MINUTE)).toEqual(expected ? ['provider'] : []);
    expect(active({ threads: clearing('warning', agoMs) }, null, 7 * MINUTE)).toEqual(expected ? ['threads'] : []);
    expect(active({}, NOW - agoMs, 7 * MINUTE)).toEqual(expected ? ['balance'] : []);
  });
});

test('the provider and a used-up balance bring about errors, queue, silence, latency and runway, the balance also threads; threads the queue', () => {
  expect(CONSEQUENCES).toEqual({
    provider: ['errors', 'queue', 'silence', 'latency', 'runway'],
    balance: ['errors', 'queue', 'silence', 'latency', 'threads', 'runway'],
    threads: ['queue'],
  });
});

test.each(ALERT_KINDS)('%s is held back by exactly the causes that bring it about', (kind) => {
  for (const cause of CAUSE_KINDS) {
    const consequences: readonly AlertKind[] = CONSEQUENCES[cause];
    expect(isHeldBack(kind, [cause])).toBe(consequences.includes(kind));
  }
  expect(isHeldBack(kind, [])).toBe(false);
});

test('a cause that people must hear of is held back by none; only threads are, by a used-up balance', () => {
  for (const kind of ['provider', 'balance'] as const) expect(isHeldBack(kind, CAUSE_KINDS)).toBe(false);
  expect(CAUSE_KINDS.filter((cause) => isHeldBack('threads', [cause]))).toEqual(['balance']);
});
