import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUCKET_MS, OpenBuckets } from '../../../src/monitor/record/openBuckets.ts';
import type { SolveResult } from '../../../src/monitor/types.ts';
import { openStore } from '../../../src/store/open.ts';
import { PIPELINE } from '../../fixtures/constants.ts';
import { result } from '../../fixtures/monitor.ts';
import { NOW } from '../../fixtures/thresholds.ts';

function bucketsOf(results: readonly SolveResult[]): OpenBuckets {
  const buckets = new OpenBuckets();
  for (const each of results) buckets.add(PIPELINE, each);
  return buckets;
}

describe('a bucket', () => {
  test.each([
    ['the last millisecond before it', NOW - 1, NOW - BUCKET_MS],
    ['its first millisecond', NOW, NOW],
    ['its last millisecond', NOW + BUCKET_MS - 1, NOW],
    ['the first millisecond after it', NOW + BUCKET_MS, NOW + BUCKET_MS],
  ])('takes a result by its time: %s', (_name, at, start) => {
    expect([...bucketsOf([result(at)]).sums.values()].map((sums) => sums.start)).toEqual([start]);
  });

  test('adds up what it takes', () => {
    const buckets = bucketsOf([
      result(NOW, { latencyMs: 20_000, costMicros: 3_000 }),
      result(NOW + 1, { latencyMs: 30_000, costMicros: 1 }),
      result(NOW + 2),
      result(NOW + 3, { outcome: 'failed', errorCode: 'ERROR_X', costMicros: 5 }),
    ]);
    expect([...buckets.sums.values()]).toEqual([
      {
        pipeline: PIPELINE,
        start: NOW,
        type: '',
        solved: 3,
        failed: 1,
        costMicros: 3_006,
        latencySumMs: 50_000,
        latencyCount: 2,
      },
    ]);
    expect([...buckets.codes.values()]).toEqual([{ pipeline: PIPELINE, start: NOW, code: 'ERROR_X', n: 1 }]);
  });

  test('keeps pipelines and CAPTCHA types apart', () => {
    const buckets = bucketsOf([result(NOW, { captchaType: 'turnstile' }), result(NOW)]);
    buckets.add('other', result(NOW));
    expect(buckets.sums.size).toBe(3);
  });

  test('does not count the latency of a failed task, which waited only until it was given up', () => {
    const buckets = bucketsOf([result(NOW, { outcome: 'failed', latencyMs: 120_000 })]);
    expect([...buckets.sums.values()][0]).toMatchObject({ failed: 1, latencySumMs: 0, latencyCount: 0 });
  });

  test('counts a latency of zero', () => {
    expect([...bucketsOf([result(NOW, { latencyMs: 0 })]).sums.values()][0]).toMatchObject({ latencyCount: 1 });
  });
});

const optional = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null });
const results = fc.array(
  fc.record({
    at: fc.integer({ min: NOW, max: NOW + 4 * BUCKET_MS }),
    outcome: fc.constantFrom('solved' as const, 'failed' as const),
    errorCode: optional(fc.constantFrom('ERROR_A', 'ERROR_B', 'a\nb')),
    latencyMs: optional(fc.nat(600_000)),
    costMicros: optional(fc.nat(50_000_000)),
    captchaType: optional(fc.constantFrom('turnstile', 'image', '')),
  }),
  { maxLength: 60 },
);
/** Results with a number each: the batch they go into. */
const batches = results.chain((all) =>
  fc.tuple(
    fc.constant(all),
    fc.shuffledSubarray(all, { minLength: all.length }),
    fc.array(fc.nat(3), { minLength: 60 }),
  ),
);

function splitUp(all: readonly SolveResult[], into: readonly number[]): SolveResult[][] {
  const split: SolveResult[][] = [[], [], [], []];
  for (const [i, each] of all.entries()) split[into[i] ?? 0]?.push(each);
  return split;
}

function totals(parts: readonly OpenBuckets[]) {
  const sums = parts.flatMap((part) => [...part.sums.values()]);
  const codes = new Map<string, number>();
  for (const { code, n } of parts.flatMap((part) => [...part.codes.values()]))
    codes.set(code, (codes.get(code) ?? 0) + n);
  const sum = (of: 'solved' | 'failed' | 'costMicros' | 'latencySumMs' | 'latencyCount') =>
    sums.reduce((total, each) => total + each[of], 0);
  return {
    solved: sum('solved'),
    failed: sum('failed'),
    costMicros: sum('costMicros'),
    latencySumMs: sum('latencySumMs'),
    latencyCount: sum('latencyCount'),
    codes,
  };
}

function expectedTotals(all: readonly SolveResult[]) {
  const timed = all.filter(({ outcome, latencyMs }) => outcome === 'solved' && latencyMs !== null);
  const codes = new Map<string, number>();
  for (const { errorCode } of all) if (errorCode !== null) codes.set(errorCode, (codes.get(errorCode) ?? 0) + 1);
  return {
    solved: all.filter(({ outcome }) => outcome === 'solved').length,
    failed: all.filter(({ outcome }) => outcome === 'failed').length,
    costMicros: all.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0),
    latencySumMs: timed.reduce((sum, { latencyMs }) => sum + (latencyMs ?? 0), 0),
    latencyCount: timed.length,
    codes,
  };
}

test('the sums are those of the results, in whatever order and batches they come', () => {
  fc.assert(
    fc.property(batches, ([all, shuffled, into]) => {
      expect(totals([bucketsOf(all)])).toEqual(expectedTotals(all));
      expect(totals(splitUp(shuffled, into).map(bucketsOf))).toEqual(expectedTotals(all));
    }),
    { seed: 7 },
  );
});

test('every bucket is the same in whatever order its results come', () => {
  fc.assert(
    fc.property(batches, ([all, shuffled]) => {
      expect(bucketsOf(shuffled).sums).toEqual(bucketsOf(all).sums);
      expect(bucketsOf(shuffled).codes).toEqual(bucketsOf(all).codes);
    }),
    { seed: 7 },
  );
});

test('the database adds batches up to the same totals', async () => {
  const property = fc.asyncProperty(batches, async ([all, shuffled, into]) => {
    const store = await openStore(':memory:');
    try {
      for (const batch of splitUp(shuffled, into)) await store.results.add(bucketsOf(batch));
      const { codes: _, ...sums } = expectedTotals(all);
      expect(await store.results.period(PIPELINE, NOW, NOW + 5 * BUCKET_MS)).toMatchObject(sums);
    } finally {
      await store.close();
    }
  });
  await fc.assert(property, { numRuns: 25, seed: 7 });
});
