import { describe, expect, test } from 'vitest';
import { AFTERMATH_MS, activeCauses, CAUSE_KINDS, CONSEQUENCES, causeOf } from '../../src/monitor/causes.ts';
import {
  ALERT_KINDS,
  type AlertKind,
  type AlertMemory,
  type AlertSeverity,
  NOTHING_REMEMBERED,
} from '../../src/monitor/types.ts';
import { during } from './decisionFixture.ts';
import { HOUR, MINUTE, NOW } from './limits.ts';

const open = (severity: AlertSeverity): AlertMemory => during({ severity });
const ended = (agoMs: number): AlertMemory => ({ ...NOTHING_REMEMBERED, endedAt: NOW - agoMs });
const active = (memories: Partial<Record<AlertKind, AlertMemory>>, balanceUsedUp = false) =>
  activeCauses((kind) => memories[kind], balanceUsedUp, NOW);

test('what is brought about takes two minutes to mend', () => {
  expect(AFTERMATH_MS).toBe(2 * MINUTE);
});

describe('a cause is active', () => {
  test.each<[string, Partial<Record<AlertKind, AlertMemory>>, boolean, string[]]>([
    ['not where nothing is wrong', {}, false, []],
    ['while the account is refused', { provider: open('error') }, false, ['provider']],
    ['not in an outage, which is a warning', { provider: open('warning') }, false, []],
    ['while the balance is used up', {}, true, ['balance']],
    ['not while the balance is only low', { balance: open('error') }, false, []],
    ['while all threads are busy', { threads: open('warning') }, false, ['threads']],
    ['with others', { provider: open('error'), threads: open('warning') }, true, ['provider', 'balance', 'threads']],
    ['not when a consequence fires', { errors: open('error') }, false, []],
  ])('%s', (_name, memories, balanceUsedUp, expected) => {
    expect(active(memories, balanceUsedUp)).toEqual(expected);
  });

  test.each([
    ['just before two minutes have passed', 2 * MINUTE - 1, true],
    ['exactly two minutes after', 2 * MINUTE, false],
    ['at the very end', 0, true],
    ['with the end ahead, because the clock was set back by an hour', -HOUR, false],
  ])('after its end: %s', (_name, agoMs, expected) => {
    expect(active({ provider: ended(agoMs) })).toEqual(expected ? ['provider'] : []);
    expect(active({ threads: ended(agoMs) })).toEqual(expected ? ['threads'] : []);
  });
});

test('the provider and a used-up balance bring about errors, queue, silence, latency and runway; threads the queue', () => {
  expect(CONSEQUENCES).toEqual({
    provider: ['errors', 'queue', 'silence', 'latency', 'runway'],
    balance: ['errors', 'queue', 'silence', 'latency', 'runway'],
    threads: ['queue'],
  });
});

test.each(ALERT_KINDS)('%s is held back by exactly the causes that bring it about', (kind) => {
  for (const cause of CAUSE_KINDS) {
    const consequences: readonly AlertKind[] = CONSEQUENCES[cause];
    expect(causeOf(kind, [cause])).toBe(consequences.includes(kind) ? cause : null);
  }
  expect(causeOf(kind, [])).toBeNull();
});

test('no cause holds back a cause: what people must hear of is told', () => {
  for (const kind of CAUSE_KINDS) expect(causeOf(kind, CAUSE_KINDS)).toBeNull();
});
