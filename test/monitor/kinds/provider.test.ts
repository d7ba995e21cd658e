import { describe, expect, test } from 'vitest';
import type { ProviderFailure, ProviderFailureClass } from '../../../src/monitor/accounts/providerFailure.ts';
import { NOT_POLLED, type ProviderHealth } from '../../../src/monitor/accounts/providerHealth.ts';
import { judgeProvider } from '../../../src/monitor/kinds/provider.ts';
import { inShort } from '../../fixtures/inShort.ts';
import { HOUR, MINUTE, NOW, THRESHOLDS } from '../../fixtures/thresholds.ts';

const failure = (of: ProviderFailureClass): ProviderFailure => ({ class: of, code: 'X', meaning: 'x', advice: 'y' });

function health(of: ProviderFailureClass | null, failuresInRow: number, ownNetworkDown = false): ProviderHealth {
  const since = of === null ? null : NOW - MINUTE;
  const failed = of === null ? null : failure(of);
  return { ...NOT_POLLED, polledAt: NOW, failure: failed, failuresInRow, since, ownNetworkDown };
}

const judged = (given: ProviderHealth, alreadyFiring = false) =>
  judgeProvider(given, THRESHOLDS.provider, alreadyFiring, NOW);

test.each<[string, ProviderFailureClass | null, number, string]>([
  ['answered', null, 0, 'ok'],
  ['refused the account once', 'account', 1, 'notSureYet'],
  ['refused the account twice in a row', 'account', 2, 'critical'],
  ['refused the account again and again', 'account', 9, 'critical'],
  ['was not reached once', 'outage', 1, 'notSureYet'],
  ['was not reached twice in a row', 'outage', 2, 'notSureYet'],
  ['was not reached three times in a row', 'outage', 3, 'warning'],
  ['was not reached for days', 'outage', 900, 'warning'],
  ['answered twice in a row what nobody knows', 'unknown', 2, 'notSureYet'],
  ['answered three times in a row what nobody knows', 'unknown', 3, 'warning'],
  ['found our call wrong three times in a row', 'caller', 3, 'warning'],
  ['said that we ask too often, however many times', 'capacity', 9, 'notSureYet'],
])('a provider that %s is judged by how often in a row: %s, %d, %s', (_name, of, inRow, expected) => {
  expect(inShort(judged(health(of, inRow)))).toBe(expected);
});

test.each<[string, ProviderFailureClass | null, string]>([
  ['refuses the account', 'account', 'critical'],
  ['is not reached', 'outage', 'warning'],
  ['says that we ask too often, which ends nothing', 'capacity', 'notSureYet'],
  ['answers', null, 'ok'],
])('once it fires, a single call decides: it %s', (_name, of, expected) => {
  expect(inShort(judged(health(of, of === null ? 0 : 1), true))).toBe(expected);
});

test.each<[string, ProviderFailureClass, string]>([
  ['an outage is blamed on nobody else', 'outage', 'ownNetwork'],
  ['a refused account was answered, so the network is up', 'account', 'critical'],
])('while our own network is down: %s', (_name, of, expected) => {
  for (const alreadyFiring of [false, true]) expect(inShort(judged(health(of, 9, true), alreadyFiring))).toBe(expected);
});

test('a provider that was never called is unknown', () => {
  expect(judged(NOT_POLLED)).toEqual({ state: 'unknown', why: 'noReading' });
});

test('the verdict carries what failed and since when; once it answers, neither', () => {
  expect(judged(health('account', 2))).toEqual({
    state: 'firing',
    severity: 'critical',
    facts: { kind: 'provider', failure: failure('account'), since: NOW - MINUTE },
  });
  expect(judged(health(null, 0), true)).toEqual({
    state: 'ok',
    facts: { kind: 'provider', failure: null, since: null },
  });
});

describe('no usable balance', () => {
  const since = (ms: number, of: ProviderFailureClass = 'capacity'): ProviderHealth => ({
    ...health(of, 1),
    since: NOW - ms + MINUTE,
    noBalanceSince: NOW - ms,
    nextPollAt: NOW + MINUTE,
  });

  test.each([
    ['just short of ten minutes', 10 * MINUTE - 1, 'notSureYet'],
    ['exactly ten minutes', 10 * MINUTE, 'warning'],
    ['just over ten minutes', 10 * MINUTE + 1, 'warning'],
    ['days', 100 * HOUR, 'warning'],
  ])('for %s (%d ms)', (_name, ms, expected) => {
    for (const of of ['capacity', 'unknown', 'caller', 'outage', 'account'] as const)
      expect(inShort(judged(since(ms, of))), of).toBe(expected);
    expect(inShort(judged(since(ms), true))).toBe(expected);
  });

  test('says for how long, since when and what is answered instead', () => {
    expect(judged(since(12 * MINUTE))).toEqual({
      state: 'firing',
      severity: 'warning',
      facts: { kind: 'provider', failure: failure('capacity'), since: NOW - 11 * MINUTE, noBalanceMs: 12 * MINUTE },
    });
  });

  test('is not concluded from a single call, however rare they are', () => {
    expect(inShort(judged({ ...since(2 * HOUR), since: NOW }))).toBe('notSureYet');
  });

  test('is nobody else’s fault while our own network is down', () => {
    expect(inShort(judged({ ...since(HOUR, 'outage'), ownNetworkDown: true }))).toBe('ownNetwork');
  });

  test('counts only until the next call: a clock that jumps ahead of it adds nothing', () => {
    const given = { ...since(5 * MINUTE), nextPollAt: NOW + MINUTE };
    expect(inShort(judgeProvider(given, THRESHOLDS.provider, false, NOW + HOUR))).toBe('notSureYet');
  });
});
