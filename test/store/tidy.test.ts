import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
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
} from './storeFixture.ts';

/** Thirteen months. */
const KEPT = 396 * DAY;

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

/** Tidies until there is nothing more to do; answers how many batches that took. */
async function tidyAll(store = opened.store, now = NOW): Promise<number> {
  for (let batches = 1; ; batches += 1) {
    if (!(await store.tidy(now))) return batches;
    expect(batches, 'tidying does not end').toBeLessThan(5_000);
  }
}

const starts = () => rows(opened.other, 'select start from solve_buckets order by start').map(({ start }) => start);
const addAt = (...times: number[]) =>
  opened.store.results.add(
    bucketsOf(times.map((at) => result({ at, outcome: 'failed', errorCode: 'A', costMicros: 1 }))),
  );

describe('folding', () => {
  test.each<[name: string, at: number, start: number]>([
    ['a bucket stays while it is younger than 2 hours', NOW - 2 * HOUR + 5 * SECOND, NOW - 2 * HOUR + 5 * SECOND],
    ['a bucket of the minute that began 2 hours ago stays', NOW - 2 * HOUR + 55 * SECOND, NOW - 2 * HOUR + 55 * SECOND],
    ['a bucket older than 2 hours becomes part of its minute', NOW - 2 * HOUR - 5 * SECOND, NOW - 2 * HOUR - MINUTE],
    ['a bucket younger than 7 days stays part of its minute', NOW - 7 * DAY + 61 * SECOND, NOW - 7 * DAY + MINUTE],
    ['a bucket older than 7 days becomes part of its hour', NOW - 7 * DAY - 5 * SECOND, NOW - 7 * DAY - HOUR],
    ['a bucket of last year becomes part of its hour', NOW - 390 * DAY - 5 * SECOND, NOW - 390 * DAY - HOUR],
    ['a bucket of the future stays', NOW + 5 * SECOND, NOW + 5 * SECOND],
  ])('%s', async (_name, at, start) => {
    await addAt(at);
    await tidyAll();
    expect(starts()).toEqual([start]);
  });

  test('adds to the minute that is there already', async () => {
    const minute = NOW - 3 * HOUR;
    await addAt(minute, minute + 5 * SECOND, minute + 55 * SECOND);
    await tidyAll();
    await addAt(minute + 30 * SECOND);
    await tidyAll();
    expect(rows(opened.other, 'select start, failed, cost_micros from solve_buckets')).toEqual([
      { start: minute, failed: 4, cost_micros: 4 },
    ]);
    expect(rows(opened.other, 'select start, code, n from solve_errors')).toEqual([{ start: minute, code: 'A', n: 4 }]);
  });

  test('keeps types, codes and pipelines apart', async () => {
    const at = NOW - 3 * HOUR + 5 * SECOND;
    const typed = (captchaType: string, errorCode: string) => result({ at, outcome: 'failed', captchaType, errorCode });
    await opened.store.results.add(bucketsOf([typed('a', 'X'), typed('b', 'Y')], 'one'));
    await opened.store.results.add(bucketsOf([typed('a', 'X')], 'two'));
    await tidyAll();
    expect(rows(opened.other, 'select pipeline, type, failed from solve_buckets order by 1, 2')).toEqual([
      { pipeline: 'one', type: 'a', failed: 1 },
      { pipeline: 'one', type: 'b', failed: 1 },
      { pipeline: 'two', type: 'a', failed: 1 },
    ]);
    expect(rows(opened.other, 'select pipeline, code, n from solve_errors order by 1, 2')).toEqual([
      { pipeline: 'one', code: 'X', n: 1 },
      { pipeline: 'one', code: 'Y', n: 1 },
      { pipeline: 'two', code: 'X', n: 1 },
    ]);
  });

  test('comes in bounded batches and ends', async () => {
    await addAt(...Array.from({ length: 200 }, (_, i) => NOW - 3 * HOUR - i * 15 * MINUTE - 5 * SECOND));
    const first = await opened.store.tidy(NOW);
    expect(first).toBe(true);
    expect(starts().some((start) => Number(start) % MINUTE !== 0)).toBe(true);
    expect(await tidyAll()).toBeLessThan(20);
    expect(starts().every((start) => Number(start) % MINUTE === 0)).toBe(true);
    expect(await opened.store.tidy(NOW)).toBe(false);
  });

  test('leaves no other connection with half of it', async () => {
    await addAt(NOW - 3 * HOUR + 5 * SECOND, NOW - 3 * HOUR + 10 * SECOND);
    opened.other.exec("create trigger full before delete on solve_errors begin select raise(abort, 'disk full'); end");
    await expect(opened.store.tidy(NOW)).rejects.toThrow('disk full');
    expect(rows(opened.other, 'select sum(failed) as failed, count(*) as buckets from solve_buckets')).toEqual([
      { failed: 2, buckets: 2 },
    ]);
  });

  test('changes no window that an alert may look at', async () => {
    await addAt(...Array.from({ length: 240 }, (_, i) => NOW - i * 45 * SECOND));
    const window = () => opened.store.results.window(PIPELINE, NOW - 2 * HOUR, NOW);
    const before = await window();
    await tidyAll();
    expect(await window()).toEqual(before);
  });

  test('keeps every sum, whatever was reported and when', async () => {
    const entry = fc.record({
      age: fc.oneof(
        fc.integer({ min: 0, max: 3 * HOUR }),
        fc.integer({ min: 0, max: 8 * DAY }),
        fc.integer({ min: 0, max: KEPT - HOUR }),
      ),
      outcome: fc.constantFrom('solved' as const, 'failed' as const),
      costMicros: fc.integer({ min: 0, max: 1e9 }),
      latencyMs: fc.integer({ min: 0, max: DAY }),
      captchaType: fc.constantFrom('turnstile', 'geetest', null),
      code: fc.constantFrom('A', 'B', null),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 60 }), async (entries) => {
        const store = await openStore(':memory:');
        const results = entries.map(({ age, code, ...rest }) =>
          result({ ...rest, at: NOW - age, errorCode: rest.outcome === 'failed' ? code : null }),
        );
        const half = Math.ceil(results.length / 2);
        const all = () => store.results.period(PIPELINE, 0, NOW + MINUTE);
        await store.results.add(bucketsOf(results.slice(0, half)));
        await tidyAll(store);
        await store.results.add(bucketsOf(results.slice(half)));
        const before = await all();
        await tidyAll(store);
        expect(await all()).toEqual(before);
        expect(before.solved + before.failed).toBe(results.length);

        // Hours stay what they were, so every report that begins and ends with one stays true.
        for (const { at } of results) {
          const hour = at - (at % HOUR);
          const mine = results.filter((other) => other.at - (other.at % HOUR) === hour);
          const { solved, failed, costMicros } = await store.results.period(PIPELINE, hour, hour + HOUR);
          expect(solved + failed).toBe(mine.length);
          expect(costMicros).toBe(mine.reduce((sum, other) => sum + (other.costMicros ?? 0), 0));
        }
        await store.close();
      }),
      { numRuns: 25 },
    );
  });

  test('keeps the day of a time zone half an hour off the hour', async () => {
    // Midnight in India on a day of last month, and one result on each side of it.
    const midnight = Date.UTC(2026, 2, 19, 18, 30);
    await addAt(midnight - 10 * MINUTE, midnight + 10 * MINUTE);
    const day = () => opened.store.results.period(PIPELINE, midnight, midnight + DAY);
    expect((await day()).failed).toBe(1);
    await tidyAll();
    expect((await day()).failed).toBe(1);
  });
});

describe('pruning', () => {
  test.each([
    ['an hour before the thirteen months end', NOW - KEPT - HOUR, 0],
    ['with the first hour of the thirteen months', NOW - KEPT, 1],
    ['today', NOW, 1],
  ])('of results of %s', async (_name, at, kept) => {
    await addAt(at);
    await tidyAll();
    expect(rows(opened.other, 'select start from solve_buckets')).toHaveLength(kept);
    expect(rows(opened.other, 'select start from solve_errors')).toHaveLength(kept);
  });

  test.each([
    [NOW - KEPT - 1, 0],
    [NOW - KEPT, 1],
    [NOW, 1],
  ])('of readings at %d keeps %d', async (at, kept) => {
    await opened.store.readings.add(PIPELINE, [{ metric: 'balance', at, value: 1 }]);
    await tidyAll();
    expect(rows(opened.other, 'select at from readings')).toHaveLength(kept);
  });

  test('comes in bounded batches and ends', async () => {
    const old = Array.from({ length: 4_500 }, (_, i) => ({
      metric: 'balance' as const,
      at: NOW - KEPT - 1 - i,
      value: 1,
    }));
    for (let i = 0; i < old.length; i += 1_500) await opened.store.readings.add(PIPELINE, old.slice(i, i + 1_500));
    expect(await opened.store.tidy(NOW)).toBe(true);
    expect(rows(opened.other, 'select count(*) as n from readings')).toEqual([{ n: 2_500 }]);
    expect(await tidyAll()).toBe(2);
    expect(rows(opened.other, 'select count(*) as n from readings')).toEqual([{ n: 0 }]);
  });

  test('of nothing is done at once', async () => {
    expect(await opened.store.tidy(NOW)).toBe(false);
  });
});
