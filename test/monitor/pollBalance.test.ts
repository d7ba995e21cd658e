import { describe, expect, test } from 'vitest';
import { createBalancePoll, nextPollDelayMs } from '../../src/monitor/pollBalance.ts';
import type { BalanceAnswer, ProviderFailure, ProviderFailureClass } from '../../src/monitor/ports.ts';
import type { Reading } from '../../src/monitor/types.ts';
import { HOUR, MINUTE, NOW } from './limits.ts';
import { PIPELINE, silentLog } from './stage.ts';

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
    ['after the account was refused once', badKey, 1, 15 * MINUTE],
    ['after the account was refused again and again', badKey, 50, 15 * MINUTE],
  ])('%s', (_name, failed, inRow, expected) => {
    expect(nextPollDelayMs(failed, inRow, MINUTE)).toBe(expected);
  });

  test.each([
    ['after an answer', null, 0],
    ['after an outage', outage, 9],
    ['after the account was refused', badKey, 1],
  ])('is never shorter than the usual one: %s, with an hour between calls', (_name, failed, inRow) => {
    expect(nextPollDelayMs(failed, inRow, HOUR)).toBe(HOUR);
  });
});

function setup(...answers: BalanceAnswer[]) {
  const kept: [string, Reading][] = [];
  const logged: object[] = [];
  let now = NOW;
  const poll = createBalancePoll({
    balances: {
      async getBalance() {
        return answers.shift() ?? { ok: true, balanceMicros: 1 };
      },
    },
    readings: {
      async add(pipeline, readings) {
        kept.push(...readings.map((reading): [string, Reading] => [pipeline, reading]));
      },
    },
    clock: { now: () => now },
    log: { ...silentLog, warn: (fields) => void logged.push(fields) },
    pipeline: PIPELINE,
    intervalMs: MINUTE,
  });
  return {
    poll,
    kept,
    logged,
    async pollAfter(ms: number) {
      now += ms;
      return poll.poll();
    },
  };
}

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

test('before the first call nothing is known to be wrong', () => {
  expect(setup().poll.health()).toEqual({ failure: null, failuresInRow: 0, since: null, nextPollAt: null });
});

test('failures are counted from the first of them, and forgotten with the first answer', async () => {
  const { poll, pollAfter } = setup(failed(outage), failed(outage), { ok: true, balanceMicros: 5 });
  await pollAfter(0);
  await pollAfter(MINUTE);
  expect(poll.health()).toEqual({ failure: outage, failuresInRow: 2, since: NOW, nextPollAt: NOW + 2 * MINUTE });
  await pollAfter(MINUTE);
  expect(poll.health()).toEqual({ failure: null, failuresInRow: 0, since: null, nextPollAt: NOW + 3 * MINUTE });
});

test('a refused account slows calls down at once, so that the address of the workers is not banned', async () => {
  const { poll } = setup(failed(badKey), { ok: true, balanceMicros: 5 });
  await expect(poll.poll()).resolves.toBe(15 * MINUTE);
  await expect(poll.poll()).resolves.toBe(MINUTE);
});

test('an outage slows calls down only from its fourth call on, and the usual pace is back with the first answer', async () => {
  const { poll } = setup(...Array.from({ length: 5 }, () => failed(outage)));
  const waits: number[] = [];
  for (let i = 0; i < 6; i += 1) waits.push((await poll.poll()) / MINUTE);
  expect(waits).toEqual([1, 1, 1, 2, 4, 1]);
});

test('the log names code and class of a failure', async () => {
  const { poll, logged } = setup(failed(badKey));
  await poll.poll();
  expect(logged).toEqual([{ pipeline: PIPELINE, code: badKey.code, class: 'account', delayMs: 15 * MINUTE }]);
});
