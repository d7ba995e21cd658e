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
  steady,
} from '../fixtures/store.ts';

const YEAR = 365 * DAY;
const KEPT = 396 * DAY;

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const add = (at: number) => opened.store.results.add(bucketsOf([result({ at })]));
const starts = async () =>
  (await rows(opened.other, 'select start from solve_buckets order by start')).map(({ start }) => start);
const tidyAll = async (now: number) => {
  while (await opened.store.tidy(now));
};

describe('a clock that jumps two years ahead', () => {
  const yesterday = NOW - DAY + 5 * SECOND;

  test('and comes back removes nothing and rolls up nothing', async () => {
    await steady(opened.store);
    await add(NOW - 5 * SECOND);
    await opened.store.readings.add(PIPELINE, [
      { metric: 'balance', at: yesterday, value: 1 },
      { metric: 'balance', at: yesterday + 1, value: 2 },
    ]);
    for (const minutes of [0, 1, 59]) await tidyAll(NOW + 2 * YEAR + minutes * MINUTE);
    await tidyAll(NOW + MINUTE);
    expect(await starts()).toEqual([NOW - 5 * SECOND]);
    expect(await rows(opened.other, 'select value from readings order by at')).toEqual([{ value: 1 }, { value: 2 }]);
  });

  test('is forgotten a day after it came back, and tidying goes on', async () => {
    await steady(opened.store);
    await tidyAll(NOW);
    await add(NOW + DAY - KEPT - HOUR);
    await tidyAll(NOW + 2 * YEAR);
    await tidyAll(NOW);
    expect(await starts()).toHaveLength(1);
    await tidyAll(NOW + DAY - 1);
    expect(await starts()).toHaveLength(1);
    await tidyAll(NOW + DAY);
    expect(await starts()).toEqual([]);
  });

  test('and is right after all removes what is too old once it went on for a day, also over restarts', async () => {
    await steady(opened.store);
    await add(NOW - 5 * SECOND);
    for (let hours = 0; hours < 24; hours += 6) {
      await tidyAll(NOW + 2 * YEAR + hours * HOUR);
      await opened.reopen();
      expect(await starts()).toHaveLength(1);
    }
    await tidyAll(NOW + 2 * YEAR + DAY);
    expect(await starts()).toEqual([]);
  });

  test('before the start, with nothing known of before, removes nothing either', async () => {
    await add(NOW);
    await tidyAll(NOW + 2 * YEAR);
    await tidyAll(NOW + 2 * YEAR + MINUTE);
    expect(await starts()).toEqual([NOW]);
  });
});

describe('what counts as a jump', () => {
  test.each<[name: string, to: number, removes: boolean]>([
    ['a day ahead, as after a stop', DAY, true],
    ['more than a day ahead', DAY + 1, false],
    ['a millisecond back', -1, true],
    ['an hour back', -HOUR, true],
    ['a day back', -DAY, true],
    ['more than a day back', -DAY - 1, false],
    ['a year back', -YEAR, false],
  ])('%s', async (_name, jump, removes) => {
    await steady(opened.store, NOW - 2 * DAY);
    await tidyAll(NOW - 2 * DAY);
    await tidyAll(NOW - DAY);
    await tidyAll(NOW);
    await add(NOW - KEPT - 2 * DAY);
    await tidyAll(NOW + jump);
    expect(await starts()).toHaveLength(removes ? 0 : 1);
  });

  test('an hour of an even clock is enough to roll up', async () => {
    await add(NOW - 3 * HOUR + 5 * SECOND);
    await tidyAll(NOW);
    await tidyAll(NOW + HOUR - 1);
    expect(await starts()).toEqual([NOW - 3 * HOUR + 5 * SECOND]);
    await tidyAll(NOW + HOUR);
    expect(await starts()).toEqual([NOW - 3 * HOUR]);
  });
});

test('results are neither lost nor doubled, whatever the clock does between them', async () => {
  const jumps = fc.constantFrom(-2 * YEAR, -DAY, -HOUR, -1, 0, 1, 5 * SECOND, MINUTE, HOUR, DAY, 2 * YEAR);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(jumps, fc.boolean()), { maxLength: 12 }), async (steps) => {
      const store = await openStore(':memory:');
      let now = NOW;
      let added = 0;
      let even = 0;
      for (const [jump, tidies] of steps) {
        now += jump;
        even = Math.abs(jump) > DAY ? 0 : even + Math.abs(jump);
        await store.results.add(bucketsOf([result({ at: now, latencyMs: 1 })]));
        added += 1;
        // Two years ahead for a whole day is no jump any more but a clock that was wrong before.
        if (tidies && even < DAY) while (await store.tidy(now));
      }
      const all = await store.results.period(PIPELINE, 0, Number.MAX_SAFE_INTEGER);
      expect([all.solved, all.latencyCount]).toEqual([added, added]);
      const latencies = await store.results.latencies(PIPELINE, 0, Number.MAX_SAFE_INTEGER, [0.5]);
      expect(latencies?.solved ?? 0).toBe(added);
      await store.close();
    }),
    { numRuns: 100, seed: 7 },
  );
}, 60_000);

test('results of a clock that was ahead do not hide that nothing comes any more', async () => {
  await add(NOW + 2 * YEAR);
  await add(NOW - HOUR);
  expect(await opened.store.results.newestAt(PIPELINE, NOW)).toBe(NOW - HOUR);
  expect(await opened.store.results.newestAt(PIPELINE)).toBe(NOW + 2 * YEAR);
});
