import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { NOT_POLLED } from '../../../src/monitor/accounts/providerHealth.ts';
import { createReader } from '../../../src/monitor/kinds/reader.ts';
import { ACCOUNT, PIPELINE } from '../../fixtures/constants.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { MINUTE, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

const TURNSTILE = { captchaType: 'turnstile' };

/** A reader over a real store, and which of its dearer calls it makes. */
async function setup() {
  const stage = await setUpMonitor();
  const calls: string[] = [];
  const { results, readings } = stage.store;
  const read = createReader({
    store: {
      ...stage.store,
      results: {
        ...results,
        period(...span) {
          calls.push('period');
          return results.period(...span);
        },
      },
      readings: {
        ...readings,
        since(pipeline, metric, ...span) {
          calls.push(metric);
          return readings.since(pipeline, metric, ...span);
        },
      },
    },
    account: ACCOUNT,
    provider: async () => NOT_POLLED,
    codes: { explain: () => null },
    lateMs: () => null,
  });
  return {
    ...stage,
    totalsByType: async () => (await read(stage.now()).pipeline(PIPELINE, THRESHOLDS)).types.totals,
    /** The calls of one reading. */
    async callsOfReading() {
      calls.length = 0;
      await read(stage.now()).pipeline(PIPELINE, THRESHOLDS);
      return [...calls];
    },
  };
}

test.each([
  ['those of the window where nothing failed', 500, 0, [{ type: 'turnstile', solved: 500, failed: 0 }]],
  ['none where there are too few results', 5, 5, []],
  ['those of the window otherwise', 10, 1, [{ type: 'turnstile', solved: 10, failed: 1 }]],
])('results by type: %s', async (_name, solved, failed, expected) => {
  const { results, totalsByType } = await setup();
  await results(solved, failed, TURNSTILE);
  expect(await totalsByType()).toEqual(expected);
});

test('failures in a row of a busy pipeline are read once they have gone on for a minute', async () => {
  const { results, callsOfReading, wait } = await setup();
  await results(100, 10);
  wait(MINUTE - SECOND);
  await results(0, 1);
  expect(await callsOfReading()).not.toContain('period');
  wait(SECOND);
  expect(await callsOfReading()).toContain('period');
});

test('since when there has been no worker is read only where there is none', async () => {
  const { workers, callsOfReading, wait } = await setup();
  await workers(1);
  expect(await callsOfReading()).not.toContain('activeWorkers');
  wait(SECOND);
  await workers(0);
  expect(await callsOfReading()).toContain('activeWorkers');
});

test('busy threads are read only where the account tells how many it has', async () => {
  const { threads, callsOfReading } = await setup();
  expect(await callsOfReading()).not.toContain('threadsBusy');
  await threads(3, 20);
  expect(await callsOfReading()).toContain('threadsBusy');
});

test('a database that fails at once fails who asked, and nothing else', async () => {
  const { store, ports } = await setUpMonitor();
  const unhandled: unknown[] = [];
  const note = (err: unknown) => unhandled.push(err);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  const { pipeline } = createReader({
    store: {
      ...store,
      // What is read first of the pipeline is slower than the failure.
      listening: { ...store.listening, read: async (...args) => turn(await store.listening.read(...args)) },
      readings: { ...store.readings, since: () => Promise.reject(new Error('the disk is full')) },
    },
    account: ACCOUNT,
    provider: async () => NOT_POLLED,
    codes: { explain: () => null },
    lateMs: () => null,
  })(ports.clock.now());
  await expect(pipeline(PIPELINE, THRESHOLDS)).rejects.toThrow('the disk is full');
  expect(unhandled).toEqual([]);
});
