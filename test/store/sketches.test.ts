import { beforeEach, describe, expect, test } from 'vitest';
import { NOT_POLLED } from '../../src/monitor/accounts/providerHealth.ts';
import { createReader } from '../../src/monitor/kinds/reader.ts';
import { summarize } from '../../src/monitor/reports/summary.ts';
import { add, expectPercentiles, SHARES } from '../fixtures/sketches.ts';
import {
  bucketsOf,
  DAY,
  HOUR,
  MINUTE,
  NOW,
  type OpenFile,
  openOnDisk,
  PIPELINE,
  result,
  rows,
  SECOND,
} from '../fixtures/store.ts';
import { THRESHOLDS } from '../fixtures/thresholds.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const solved = async (from: number, to: number) =>
  (await opened.store.results.latencies(PIPELINE, from, to, SHARES))?.solved ?? 0;

describe('latencies', () => {
  test('are null without any', async () => {
    expect(await opened.store.results.latencies(PIPELINE, NOW, NOW + HOUR, SHARES)).toBeNull();
  });

  test('are those of solved tasks that say how long they took', async () => {
    const { results } = opened.store;
    const failed = result({ outcome: 'failed', errorCode: 'TIMEOUT', latencyMs: 120_000 });
    await results.add(bucketsOf([failed, result()]));
    expect(await results.latencies(PIPELINE, NOW, NOW + 1, SHARES)).toBeNull();
    await results.add(bucketsOf([result({ latencyMs: 0 }), failed]));
    expect(await results.latencies(PIPELINE, NOW, NOW + 1, SHARES)).toEqual({ solved: 1, valuesMs: [0, 0, 0] });
  });

  test('are those of one pipeline', async () => {
    await add(opened.store, [{ at: NOW, ms: 1_000 }], 'other');
    expect(await solved(NOW, NOW + 1)).toBe(0);
  });

  test('are as many values as percentiles that were asked for', async () => {
    await add(opened.store, [{ at: NOW, ms: 1_000 }]);
    const found = await opened.store.results.latencies(PIPELINE, NOW, NOW + 1, []);
    expect(found).toEqual({ solved: 1, valuesMs: [] });
  });
});

test.each([
  ['ends where the bucket begins', NOW - MINUTE, NOW, 0],
  ['ends just after the bucket began', NOW - MINUTE, NOW + 1, 1],
  ['begins with the bucket', NOW, NOW + MINUTE, 1],
  ['begins just after the bucket began', NOW + 1, NOW + MINUTE, 0],
  ['is the first moment of the bucket', NOW, NOW + 1, 1],
  ['is empty', NOW, NOW, 0],
])('a period that %s', async (_name, from, to, n) => {
  await add(opened.store, [{ at: NOW + 2 * SECOND, ms: 9 }]);
  expect(await solved(from, to)).toBe(n);
  expect((await opened.store.results.period(PIPELINE, from, to)).solved).toBe(n);
});

test.each([
  ['ends just before the bucket', NOW - MINUTE, NOW - 1, 0],
  ['ends where the bucket begins', NOW - MINUTE, NOW, 1],
  ['begins in the last millisecond of the bucket', NOW + 5 * SECOND - 1, NOW + MINUTE, 1],
  ['begins where the bucket ends', NOW + 5 * SECOND, NOW + MINUTE, 0],
  ['lies within the bucket', NOW + SECOND, NOW + 2 * SECOND, 1],
])('a window that %s has the latencies of the results that it counts', async (_name, from, to, n) => {
  await add(opened.store, [{ at: NOW + 2 * SECOND, ms: 9 }]);
  const read = createReader({
    store: opened.store,
    account: { name: 'default', pipelines: ['default'] },
    provider: async () => NOT_POLLED,
    codes: { explain: () => null },
    lateMs: () => null,
  });
  const windowMs = to - from;
  const thresholds = {
    ...THRESHOLDS,
    errors: { ...THRESHOLDS.errors, windowMs },
    latency: { ...THRESHOLDS.latency, windowMs },
  };
  const { window, latency } = await read(to).pipeline(PIPELINE, thresholds);
  expect([window.solved, latency?.solved ?? 0]).toEqual([n, n]);
});

test.each([
  ['the last result of the day', NOW - 5 * SECOND, 1],
  ['the first result of the next day', NOW, 0],
  ['the first result of the day', NOW - DAY, 1],
  ['the last result of the day before', NOW - DAY - 1, 0],
])('a summary counts %s and its latency alike', async (_name, at, n) => {
  await add(opened.store, [{ at, ms: 9_000 }]);
  const summary = await summarize(
    opened.store,
    { pipeline: PIPELINE, account: PIPELINE },
    { from: NOW - DAY, to: NOW },
    'UTC',
  );
  expect(summary.solved).toBe(n);
  expect(summary.latency === null).toBe(n === 0);
});

describe('a transaction that fails', () => {
  beforeEach(async () => {
    await opened.other.failOn('insert', 'solve_sketches', "new.pipeline = 'bad'");
  });

  const both = () => {
    const buckets = bucketsOf([result({ latencyMs: 50_000 })]);
    buckets.add('bad', result({ latencyMs: 1 }));
    return opened.store.results.add(buckets);
  };

  test('leaves no trace, neither on disk nor in what is added next', async () => {
    await add(opened.store, [{ at: NOW, ms: 1_000 }]);
    for (let i = 0; i < 3; i += 1) await expect(both()).rejects.toThrow('disk full');
    await expectPercentiles(opened.store, [1_000], NOW, NOW + 1);
    await add(opened.store, [{ at: NOW + 1, ms: 2_000 }]);
    await expectPercentiles(opened.store, [1_000, 2_000], NOW, NOW + 1);
    expect(await opened.store.results.latencies('bad', NOW, NOW + 1, SHARES)).toBeNull();
  });

  test('at first leaves no trace either', async () => {
    await expect(both()).rejects.toThrow('disk full');
    expect(await solved(NOW, NOW + 1)).toBe(0);
    await add(opened.store, [{ at: NOW, ms: 2_000 }]);
    await expectPercentiles(opened.store, [2_000], NOW, NOW + 1);
  });
});

describe('late results', () => {
  test('are added to their own bucket, however many came after it', async () => {
    await add(opened.store, [{ at: NOW, ms: 1_000 }]);
    for (let i = 1; i <= 150; i += 1) await add(opened.store, [{ at: NOW + i * 5 * SECOND, ms: 500 }]);
    await add(opened.store, [{ at: NOW, ms: 3_000 }]);
    await expectPercentiles(opened.store, [1_000, 3_000], NOW, NOW + 1);
    expect(await solved(NOW, NOW + HOUR)).toBe(152);
  });

  test('that come in one batch with new ones are kept apart', async () => {
    const samples = Array.from({ length: 200 }, (_, i) => ({ at: NOW - i * MINUTE, ms: i * 10 }));
    await add(opened.store, samples);
    await add(opened.store, samples);
    expect(await solved(NOW - DAY, NOW + 1)).toBe(400);
    await expectPercentiles(opened.store, [30, 30], NOW - 3 * MINUTE, NOW - 3 * MINUTE + 1);
  });
});

test('a restart keeps them, and adds to the bucket that was open then', async () => {
  await add(opened.store, [{ at: NOW, ms: 1_000 }]);
  const store = await opened.reopen();
  await expectPercentiles(store, [1_000], NOW, NOW + 1);
  await add(store, [{ at: NOW, ms: 9_000 }]);
  await expectPercentiles(await opened.reopen(), [1_000, 9_000], NOW, NOW + 1);
  expect(await rows(opened.other, 'select count(*) as n from solve_sketches')).toEqual([{ n: 2 }]);
});
