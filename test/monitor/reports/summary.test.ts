import { describe, expect, test } from 'vitest';
import { OpenBuckets } from '../../../src/monitor/record/openBuckets.ts';
import { periodBounds, successRate, summarize } from '../../../src/monitor/reports/summary.ts';
import type { SolveResult } from '../../../src/monitor/types.ts';
import { PIPELINE } from '../../fixtures/constants.ts';
import { result, setUpMonitor } from '../../fixtures/monitor.ts';
import { DAY, MINUTE, NOW } from '../../fixtures/thresholds.ts';

const BUCKET = 5_000;

describe('a period', () => {
  test.each([
    ['today', 'Europe/Berlin', '2026-04-19T22:00Z', '2026-04-20T12:00Z'],
    ['today', 'America/New_York', '2026-04-20T04:00Z', '2026-04-20T12:00Z'],
    ['yesterday', 'Europe/Berlin', '2026-04-18T22:00Z', '2026-04-19T22:00Z'],
    ['yesterday', 'America/New_York', '2026-04-19T04:00Z', '2026-04-20T04:00Z'],
    ['24h', 'Europe/Berlin', '2026-04-19T12:00Z', '2026-04-20T12:00Z'],
    ['7d', 'Europe/Berlin', '2026-04-13T12:00Z', '2026-04-20T12:00Z'],
    ['30d', 'Europe/Berlin', '2026-03-21T12:00Z', '2026-04-20T12:00Z'],
  ] as const)('%s in %s is from %s to %s', (period, timeZone, from, to) => {
    expect(periodBounds(period, NOW, timeZone)).toMatchObject({ from: Date.parse(from), to: Date.parse(to) });
  });
});

async function setUp(results: readonly SolveResult[] = []) {
  const stage = await setUpMonitor();
  const buckets = new OpenBuckets();
  for (const each of results) buckets.add(PIPELINE, each);
  await stage.store.results.add(buckets);
  return stage;
}

/** Percentiles come from a sketch with a relative error of one percent. */
const about = (ms: number) => expect.closeTo(ms, -Math.log10(ms * 0.02));
const HOUR_SPAN = { from: NOW, to: NOW + 60 * MINUTE };

test('a summary adds up results, costs and codes, and means the latency of the solved ones', async () => {
  const { store } = await setUp([
    result(NOW, { latencyMs: 10_000, costMicros: 3_000 }),
    result(NOW + MINUTE, { latencyMs: 35_000, costMicros: 3_000 }),
    result(NOW + MINUTE),
    result(NOW + MINUTE, { outcome: 'failed', errorCode: 'ERROR_A', latencyMs: 120_000 }),
    result(NOW + MINUTE, { outcome: 'failed', errorCode: 'ERROR_B', costMicros: 1 }),
    result(NOW + 2 * MINUTE, { outcome: 'failed', errorCode: 'ERROR_B' }),
  ]);
  expect(await summarize(store, { pipeline: PIPELINE, account: PIPELINE }, HOUR_SPAN, 'UTC')).toEqual({
    ...HOUR_SPAN,
    timeZone: 'UTC',
    solved: 3,
    failed: 3,
    costMicros: 6_001,
    meanLatencyMs: 22_500,
    latency: { p50Ms: about(10_000), p95Ms: about(10_000), p99Ms: about(10_000) },
    byCode: [
      { code: 'ERROR_B', count: 2 },
      { code: 'ERROR_A', count: 1 },
    ],
    balanceMicros: null,
    peakQueueDepth: null,
  });
});

test('percentiles of the latency are those of the solved tasks, to one percent', async () => {
  const { store } = await setUp(
    Array.from({ length: 100 }, (_, i) => result(NOW + i * 1_000, { latencyMs: (i + 1) * 1_000 })),
  );
  const { latency } = await summarize(store, { pipeline: PIPELINE, account: PIPELINE }, HOUR_SPAN, 'UTC');
  expect(Math.abs((latency?.p50Ms ?? 0) / 50_000 - 1)).toBeLessThan(0.03);
  expect(Math.abs((latency?.p95Ms ?? 0) / 95_000 - 1)).toBeLessThan(0.03);
  expect(Math.abs((latency?.p99Ms ?? 0) / 99_000 - 1)).toBeLessThan(0.03);
});

test('an empty period is zeros, and null where there is nothing to say', async () => {
  const { store } = await setUp();
  expect(await summarize(store, { pipeline: PIPELINE, account: PIPELINE }, HOUR_SPAN, 'UTC')).toMatchObject({
    solved: 0,
    failed: 0,
    costMicros: 0,
    byCode: [],
    meanLatencyMs: null,
    latency: null,
    balanceMicros: null,
    peakQueueDepth: null,
  });
});

test.each([
  ['just before the period', 0, HOUR_SPAN.from - BUCKET],
  ['at its first moment', 1, HOUR_SPAN.from],
  ['at its last moment', 1, HOUR_SPAN.to - 1],
  ['just after it', 0, HOUR_SPAN.to],
])('a result %s counts %d times', async (_name, solved, at) => {
  const { store } = await setUp([result(at)]);
  expect(await summarize(store, { pipeline: PIPELINE, account: PIPELINE }, HOUR_SPAN, 'UTC')).toMatchObject({ solved });
});

test('results of another pipeline are not counted', async () => {
  const { store } = await setUp([result(NOW)]);
  expect(await summarize(store, { pipeline: 'other', account: PIPELINE }, HOUR_SPAN, 'UTC')).toMatchObject({
    solved: 0,
  });
});

test('the balance is the last one known at the end of the period, however old', async () => {
  const { store, at, balance } = await setUp();
  at(NOW - 3 * DAY);
  await balance(142.3);
  at(HOUR_SPAN.to + MINUTE);
  await balance(7);
  expect(await summarize(store, { pipeline: PIPELINE, account: PIPELINE }, HOUR_SPAN, 'UTC')).toMatchObject({
    balanceMicros: 142_300_000,
  });
});

test('the peak of the queue is the highest depth within the period', async () => {
  const { store, at, queue } = await setUp();
  for (const [time, depth] of [
    [HOUR_SPAN.from, 20],
    [HOUR_SPAN.from + MINUTE, 340],
    [HOUR_SPAN.to - 1, 5],
    [HOUR_SPAN.to, 9_000],
  ] as const) {
    at(time);
    await queue(depth);
  }
  expect(await summarize(store, { pipeline: PIPELINE, account: PIPELINE }, HOUR_SPAN, 'UTC')).toMatchObject({
    peakQueueDepth: 340,
  });
});

test.each([
  [0, 0, null],
  [0, 5, 0],
  [5, 0, 1],
  [92, 8, 0.92],
])('%d solved and %d failed are a success rate of %s', (solved, failed, rate) => {
  expect(successRate({ solved, failed })).toBe(rate);
});
