import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketsOf, HOUR, MINUTE, NOW, openEmpty, openOnDisk, PIPELINE, result, SECOND } from '../fixtures/store.ts';

const BUCKET = 5 * SECOND;

describe('results in steps', () => {
  test.each([
    ['just before a step', 10 * MINUTE - BUCKET, 0],
    ['at the beginning of one', 10 * MINUTE, 10 * MINUTE],
    ['just after it', 10 * MINUTE + BUCKET, 10 * MINUTE],
    ['at the end of it', 20 * MINUTE - 1, 10 * MINUTE],
  ])('a result %s counts in its step', async (_name, offset, step) => {
    const { store } = await openOnDisk();
    await store.results.add(bucketsOf([result({ at: NOW + offset, outcome: 'failed', errorCode: 'X' })]));
    expect(await store.results.steps(PIPELINE, NOW, NOW + HOUR, 10 * MINUTE)).toEqual([
      { at: NOW + step, solved: 0, failed: 1, byCode: [{ code: 'X', count: 1 }] },
    ]);
  });

  test('what lies before, after or in another pipeline is left out, and so are empty steps', async () => {
    const { store } = await openOnDisk();
    await store.results.add(bucketsOf([NOW - BUCKET, NOW, NOW + 30 * MINUTE, NOW + HOUR].map((at) => result({ at }))));
    await store.results.add(bucketsOf([result({ at: NOW })], 'other'));
    const steps = await store.results.steps(PIPELINE, NOW, NOW + HOUR, 10 * MINUTE);
    expect(steps.map(({ at, solved }) => [at - NOW, solved])).toEqual([
      [0, 1],
      [30 * MINUTE, 1],
    ]);
  });

  test.each([
    [0, [['(other)', 7]]],
    [
      1,
      [
        ['A', 4],
        ['(other)', 3],
      ],
    ],
    [
      2,
      [
        ['A', 4],
        ['B', 2],
        ['(other)', 1],
      ],
    ],
    [
      3,
      [
        ['A', 4],
        ['B', 2],
        ['C', 1],
      ],
    ],
    [
      4,
      [
        ['A', 4],
        ['B', 2],
        ['C', 1],
      ],
    ],
  ])('of three codes the %d most frequent of the whole span are named, and the rest as one', async (most, counts) => {
    const { store } = await openOnDisk();
    const failed = (errorCode: string, at: number) => result({ at, outcome: 'failed', errorCode });
    const later = NOW + 10 * MINUTE;
    await store.results.add(
      bucketsOf([
        ...['A', 'A', 'A', 'B', 'C'].map((code) => failed(code, NOW)),
        ...['A', 'B'].map((code) => failed(code, later)),
      ]),
    );
    const steps = await store.results.steps(PIPELINE, NOW, NOW + HOUR, 10 * MINUTE, most);
    const sums = new Map<string, number>();
    for (const { code, count } of steps.flatMap(({ byCode }) => byCode)) sums.set(code, (sums.get(code) ?? 0) + count);
    expect([...sums].toSorted(([, a], [, b]) => b - a)).toEqual(
      counts.toSorted(([, a], [, b]) => Number(b) - Number(a)),
    );
    expect(steps.map((step) => step.failed)).toEqual([5, 2]);
  });

  test('latency percentiles are of the step alone, and a step without solved tasks has none', async () => {
    const { store } = await openOnDisk();
    const slow = { outcome: 'solved', latencyMs: 60_000 } as const;
    await store.results.add(
      bucketsOf([
        ...Array.from({ length: 20 }, () => result({ at: NOW, outcome: 'solved', latencyMs: 10_000 })),
        result({ at: NOW + 10 * MINUTE, outcome: 'failed', errorCode: 'X' }),
        ...Array.from({ length: 20 }, () => result({ at: NOW + 20 * MINUTE, ...slow })),
      ]),
    );
    const steps = await store.results.latencySteps(PIPELINE, NOW, NOW + HOUR, 10 * MINUTE);
    expect(steps.map(({ at }) => at - NOW)).toEqual([0, 20 * MINUTE]);
    expect(steps[0]?.p95Ms).toBeCloseTo(10_000, -3);
    expect(steps[1]?.p50Ms).toBeCloseTo(60_000, -4);
  });

  test('whatever the step, the steps of a span add up to its sum', async () => {
    const results = fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 2 * HOUR - 1 }), code: fc.constantFrom(null, 'A', 'B') }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(results, fc.constantFrom(BUCKET, MINUTE, 7 * MINUTE, HOUR), async (all, stepMs) => {
        const store = await openEmpty();
        const made = all.map(({ at, code }) =>
          result({ at: NOW + at, outcome: code === null ? 'solved' : 'failed', errorCode: code }),
        );
        if (made.length > 0) await store.results.add(bucketsOf(made));
        const [steps, period] = await Promise.all([
          store.results.steps(PIPELINE, NOW, NOW + 2 * HOUR, stepMs),
          store.results.period(PIPELINE, NOW, NOW + 2 * HOUR),
        ]);
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        expect(sum(steps.map(({ solved }) => solved))).toBe(period.solved);
        expect(sum(steps.map(({ failed }) => failed))).toBe(period.failed);
        for (const { code, count } of period.byCode) {
          const ofCode = steps.flatMap(({ byCode }) => byCode).filter((each) => each.code === code);
          expect(sum(ofCode.map((each) => each.count))).toBe(count);
        }
        await store.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
