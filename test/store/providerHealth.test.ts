import { beforeEach, expect, test } from 'vitest';
import type { PollState } from '../../src/monitor/ports/providerHealthStore.ts';
import { HOUR, NOW, type OpenFile, openOnDisk, PIPELINE } from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const failure = {
  class: 'account',
  code: 'ERROR_WRONG_USER_KEY',
  meaning: 'The key is wrong',
  advice: 'Check it',
} as const;
const HEALTH: PollState = {
  failure,
  failuresInRow: 3,
  since: NOW - HOUR,
  noBalanceSince: NOW - 2 * HOUR,
  polledAt: NOW,
  nextPollAt: NOW + 900_000,
  ownNetworkDown: true,
  threads: 'unsupported',
  askThreadsFrom: NOW + HOUR,
  unconfirmedMicros: 5,
};
const balance = (at: number, value: number) => opened.store.readings.add(PIPELINE, [{ metric: 'balance', at, value }]);

test('what calls to CaptchaAI brought is there after a restart', async () => {
  expect(await opened.store.providerHealth.load(PIPELINE)).toBeNull();
  await opened.store.providerHealth.begin(PIPELINE, 'k1', 0);
  await opened.store.providerHealth.save(PIPELINE, 'k1', HEALTH);
  await opened.reopen();
  expect(await opened.store.providerHealth.load(PIPELINE)).toEqual({ keyHash: 'k1', ...HEALTH });
});

test('with another key nothing is known, and what a process with the old one still writes is not kept', async () => {
  const { providerHealth } = opened.store;
  await providerHealth.begin(PIPELINE, 'k1', 0);
  await providerHealth.save(PIPELINE, 'k1', HEALTH);
  await providerHealth.begin(PIPELINE, 'k2', NOW);
  await providerHealth.save(PIPELINE, 'k1', HEALTH);
  expect(await providerHealth.load(PIPELINE)).toMatchObject({ keyHash: 'k2', failure: null, polledAt: null });
});

test('the balance and the threads of the account before are nobody’s; the queue goes on', async () => {
  const { readings, providerHealth } = opened.store;
  await providerHealth.begin(PIPELINE, 'k1', 0);
  for (const metric of ['balance', 'threadsBusy', 'threadsTotal', 'queueDepth'] as const)
    await readings.add(PIPELINE, [{ metric, at: NOW - 1, value: 5 }]);
  await providerHealth.begin(PIPELINE, 'k2', NOW);
  for (const metric of ['balance', 'threadsBusy', 'threadsTotal'] as const) {
    expect(await readings.newest(PIPELINE, metric)).toBeNull();
    expect(await readings.since(PIPELINE, metric, NOW - HOUR)).toEqual([]);
    expect(await readings.since(PIPELINE, metric, NOW + HOUR)).toEqual([]);
    expect(await readings.peak(PIPELINE, metric, NOW - HOUR, NOW + HOUR)).toBeNull();
  }
  expect(await readings.newest(PIPELINE, 'queueDepth')).toMatchObject({ value: 5 });
  await balance(NOW, 7);
  expect(await readings.newest(PIPELINE, 'balance')).toMatchObject({ at: NOW, value: 7 });
  expect(await readings.since(PIPELINE, 'balance', NOW - HOUR)).toHaveLength(1);
});

test('the first key that is known owns all readings, those of earlier versions too', async () => {
  await balance(NOW - HOUR, 5);
  await opened.store.providerHealth.begin(PIPELINE, 'k1', 0);
  expect(await opened.store.readings.newest(PIPELINE, 'balance')).toMatchObject({ value: 5 });
});
