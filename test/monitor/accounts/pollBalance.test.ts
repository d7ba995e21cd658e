import { describe, expect, test } from 'vitest';
import type { ProviderFailure, ProviderFailureClass } from '../../../src/monitor/accounts/providerFailure.ts';
import { NOT_POLLED, nextPollDelayMs } from '../../../src/monitor/accounts/providerHealth.ts';
import type { BalanceAnswer } from '../../../src/monitor/ports/provider.ts';
import { PIPELINE } from '../../fixtures/constants.ts';
import { setUpPoll } from '../../fixtures/poll.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

const failure = (of: ProviderFailureClass, code = 'ERROR_X'): ProviderFailure => ({
  class: of,
  code,
  meaning: 'It failed',
  advice: 'Wait',
});
const outage = failure('outage', 'TIMEOUT');
const badKey = failure('account', 'ERROR_WRONG_USER_KEY');

describe('the wait until the next call', () => {
  test.each([
    ['after an answer', null, 0, MINUTE],
    ['after the first outage', outage, 1, MINUTE],
    ['after the second outage in a row', outage, 2, MINUTE],
    ['after the third outage in a row', outage, 3, MINUTE],
    ['after the fourth outage in a row', outage, 4, 2 * MINUTE],
    ['after the fifth outage in a row', outage, 5, 4 * MINUTE],
    ['after the sixth outage in a row', outage, 6, 8 * MINUTE],
    ['after the seventh outage in a row', outage, 7, 15 * MINUTE],
    ['after outages for days', outage, 5_000, 15 * MINUTE],
    ['after a code nobody knows', failure('unknown'), 4, 2 * MINUTE],
    ['after the account was refused once, to make sure', badKey, 1, MINUTE],
    ['after the account was refused twice in a row', badKey, 2, 15 * MINUTE],
    ['after the account was refused again and again', badKey, 50, 15 * MINUTE],
  ])('%s', (_name, failed, inRow, expected) => {
    expect(nextPollDelayMs(failed, inRow, MINUTE)).toBe(expected);
  });

  test.each([
    ['after an answer', null, 0],
    ['after an outage', outage, 9],
    ['after the account was refused', badKey, 1],
    ['after the account was refused again', badKey, 2],
  ])('is never shorter than the usual one: %s, with an hour between calls', (_name, failed, inRow) => {
    expect(nextPollDelayMs(failed, inRow, HOUR)).toBe(HOUR);
  });
});

const setup = (...answers: BalanceAnswer[]) => setUpPoll({ answers });

const failed = (with_: ProviderFailure): BalanceAnswer => ({ ok: false, failure: with_ });

test('a balance is kept with the time of the answer', async () => {
  const { poll, kept } = setup({ ok: true, balanceMicros: 8_420_000 });
  await expect(poll.poll()).resolves.toBe(MINUTE);
  expect(kept).toEqual([[PIPELINE, { metric: 'balance', at: NOW, value: 8_420_000 }]]);
});

test('a failed call is no reading: neither a balance of zero nor the last one again', async () => {
  const { poll, kept } = setup(failed(outage), failed(badKey));
  await poll.poll();
  await poll.poll();
  expect(kept).toEqual([]);
});

test('before the first call nothing is known to be wrong', async () => {
  expect(await setup().poll.health()).toMatchObject(NOT_POLLED);
});

test('failures are counted from the first of them, and forgotten with the first answer', async () => {
  const { poll, pollAfter } = setup(failed(outage), failed(outage), { ok: true, balanceMicros: 5 });
  await pollAfter(0);
  await pollAfter(MINUTE);
  expect(await poll.health()).toMatchObject({
    failure: outage,
    failuresInRow: 2,
    since: NOW,
    noBalanceSince: NOW,
    polledAt: NOW + MINUTE,
    nextPollAt: NOW + 2 * MINUTE,
    ownNetworkDown: false,
    threads: null,
  });
  await pollAfter(MINUTE);
  expect(await poll.health()).toMatchObject({
    failure: null,
    failuresInRow: 0,
    since: null,
    polledAt: NOW + 2 * MINUTE,
    nextPollAt: NOW + 3 * MINUTE,
  });
});

test('a refused account is asked once more at the usual pace, and then at most every 15 minutes, so that the address of the workers is not banned', async () => {
  const { poll } = setup(...Array.from({ length: 4 }, () => failed(badKey)));
  const waits: number[] = [];
  for (let i = 0; i < 5; i += 1) waits.push((await poll.poll()) / MINUTE);
  expect(waits).toEqual([1, 15, 15, 15, 1]);
});

test('a refused account is made sure of also where an outage came just before it', async () => {
  const { poll } = setup(failed(outage), failed(badKey), failed(badKey));
  const waits: number[] = [];
  for (let i = 0; i < 3; i += 1) waits.push((await poll.poll()) / MINUTE);
  expect(waits).toEqual([1, 1, 15]);
});

test('an outage slows calls down only from its fourth call on, and the usual pace is back with the first answer', async () => {
  const { poll } = setup(...Array.from({ length: 5 }, () => failed(outage)));
  const waits: number[] = [];
  for (let i = 0; i < 6; i += 1) waits.push((await poll.poll()) / MINUTE);
  expect(waits).toEqual([1, 1, 1, 2, 4, 1]);
});

test('the log names code, class and meaning of a failure', async () => {
  const { poll, logged } = setup(failed(badKey));
  await poll.poll();
  const { code, meaning } = badKey;
  expect(logged).toEqual([{ account: PIPELINE, code, class: 'account', meaning, delayMs: MINUTE }]);
});
