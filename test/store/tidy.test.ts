import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Metric } from '../../src/monitor/types.ts';
import {
  bucketsOf,
  DAY,
  HOUR,
  MINUTE,
  NOW,
  type OpenFile,
  openEmpty,
  openOnDisk,
  PIPELINE,
  result,
  rows,
  SECOND,
  steady,
} from '../fixtures/store.ts';

const QUARTER = 15 * MINUTE;
/** Thirteen months. */
const KEPT = 396 * DAY;

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
  await steady(opened.store);
});

/** Tidies until there is nothing more to do; answers how many batches that took. */
async function tidyAll(store = opened.store, now = NOW): Promise<number> {
  for (let batches = 1; ; batches += 1) {
    if (!(await store.tidy(now))) return batches;
    expect(batches, 'tidying does not end').toBeLessThan(5_000);
  }
}

const starts = async () =>
  (await rows(opened.other, 'select start from solve_buckets order by start')).map(({ start }) => start);
const addAt = (...times: number[]) =>
  opened.store.results.add(
    bucketsOf(times.map((at) => result({ at, outcome: 'failed', errorCode: 'A', costMicros: 1 }))),
  );

describe('rolling up', () => {
  test.each<[name: string, at: number, start: number]>([
    ['a bucket stays while it is younger than 2 hours', NOW - 2 * HOUR + 5 * SECOND, NOW - 2 * HOUR + 5 * SECOND],
    ['a bucket of the minute that began 2 hours ago stays', NOW - 2 * HOUR + 55 * SECOND, NOW - 2 * HOUR + 55 * SECOND],
    ['a bucket older than 2 hours becomes part of its minute', NOW - 2 * HOUR - 5 * SECOND, NOW - 2 * HOUR - MINUTE],
    ['a bucket younger than 7 days stays part of its minute', NOW - 7 * DAY + 61 * SECOND, NOW - 7 * DAY + MINUTE],
    [
      'a bucket older than 7 days becomes part of its quarter-hour',
      NOW - 7 * DAY - 5 * SECOND,
      NOW - 7 * DAY - QUARTER,
    ],
    ['a bucket of last year becomes part of its quarter-hour', NOW - 390 * DAY - 5 * SECOND, NOW - 390 * DAY - QUARTER],
    ['a bucket of the future stays', NOW + 5 * SECOND, NOW + 5 * SECOND],
  ])('%s', async (_name, at, start) => {
    await addAt(at);
    await tidyAll();
    expect(await starts()).toEqual([start]);
  });

  test('adds to the minute that is there already', async () => {
    const minute = NOW - 3 * HOUR;
    await addAt(minute, minute + 5 * SECOND, minute + 55 * SECOND);
    await tidyAll();
    await addAt(minute + 30 * SECOND);
    await tidyAll();
    expect(await rows(opened.other, 'select start, failed, cost_micros from solve_buckets')).toEqual([
      { start: minute, failed: 4, cost_micros: 4 },
    ]);
    expect(await rows(opened.other, 'select start, code, n from solve_errors')).toEqual([
      { start: minute, code: 'A', n: 4 },
    ]);
  });

  test('keeps types, codes and pipelines apart', async () => {
    const at = NOW - 3 * HOUR + 5 * SECOND;
    const typed = (captchaType: string, errorCode: string) => result({ at, outcome: 'failed', captchaType, errorCode });
    await opened.store.results.add(bucketsOf([typed('a', 'X'), typed('b', 'Y')], 'one'));
    await opened.store.results.add(bucketsOf([typed('a', 'X')], 'two'));
    await tidyAll();
    expect(await rows(opened.other, 'select pipeline, type, failed from solve_buckets order by 1, 2')).toEqual([
      { pipeline: 'one', type: 'a', failed: 1 },
      { pipeline: 'one', type: 'b', failed: 1 },
      { pipeline: 'two', type: 'a', failed: 1 },
    ]);
    expect(await rows(opened.other, 'select pipeline, code, n from solve_errors order by 1, 2')).toEqual([
      { pipeline: 'one', code: 'X', n: 1 },
      { pipeline: 'one', code: 'Y', n: 1 },
      { pipeline: 'two', code: 'X', n: 1 },
    ]);
  });

  test('touches a bounded number of rows at a time, however many one bucket has, and ends', async () => {
    const at = NOW - 3 * HOUR + 5 * SECOND;
    const coded = (i: number) => result({ at: at + (i % 2) * 5 * SECOND, outcome: 'failed', errorCode: `CODE_${i}` });
    await opened.store.results.add(bucketsOf(Array.from({ length: 4_500 }, (_, i) => coded(i))));
    const left = async () =>
      (await rows(opened.other, `select n from solve_errors where start % ${MINUTE} <> 0`)).length;
    const sum = async () => (await rows(opened.other, 'select sum(n) as n from solve_errors'))[0]?.['n'];
    for (const expected of [4_000, 3_500]) {
      expect(await opened.store.tidy(NOW)).toBe(true);
      expect(await left()).toBe(expected);
      expect(Number(await sum())).toBe(4_500);
    }
    await tidyAll();
    expect(await left()).toBe(0);
    expect(Number(await sum())).toBe(4_500);
    expect(await opened.store.tidy(NOW)).toBe(false);
  });

  test('of what another process added late comes with the next whole pass, a day later', async () => {
    const at = NOW - 3 * HOUR + 5 * SECOND;
    await addAt(at);
    await tidyAll();
    await opened.other.exec(
      `insert into solve_errors (pipeline, start, code, n) values ('${PIPELINE}', ${at}, 'LATE', 1)`,
    );
    const late = async () =>
      (await rows(opened.other, "select start from solve_errors where code = 'LATE'"))[0]?.['start'];
    await tidyAll(opened.store, NOW + 23 * HOUR);
    expect(await late()).toBe(at);
    await tidyAll(opened.store, NOW + 24 * HOUR);
    expect(await late()).toBe(at - 5 * SECOND);
  });

  test('leaves no other connection with half of it', async () => {
    await addAt(NOW - 3 * HOUR + 5 * SECOND, NOW - 3 * HOUR + 10 * SECOND);
    await opened.other.failOn('delete', 'solve_errors');
    await expect(opened.store.tidy(NOW)).rejects.toThrow('disk full');
    expect(await rows(opened.other, 'select sum(n) as failed, count(*) as buckets from solve_errors')).toEqual([
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
        const store = await openEmpty();
        await steady(store);
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

        // Quarter-hours stay what they were, so every report that begins and ends with one stays true.
        for (const { at } of results) {
          const quarter = at - (at % QUARTER);
          const mine = results.filter((other) => other.at - (other.at % QUARTER) === quarter);
          const { solved, failed, costMicros } = await store.results.period(PIPELINE, quarter, quarter + QUARTER);
          expect(solved + failed).toBe(mine.length);
          expect(costMicros).toBe(mine.reduce((sum, other) => sum + (other.costMicros ?? 0), 0));
        }
        await store.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test.each([
    ['half an hour off the hour', Date.UTC(2026, 2, 19, 18, 30)],
    ['a quarter of an hour off the hour', Date.UTC(2026, 2, 19, 18, 15)],
  ])('keeps the day of a time zone %s', async (_name, midnight) => {
    // One result on each side of it, last month.
    await addAt(midnight - 10 * MINUTE, midnight + 10 * MINUTE);
    const day = () => opened.store.results.period(PIPELINE, midnight, midnight + DAY);
    expect((await day()).failed).toBe(1);
    await tidyAll();
    expect((await day()).failed).toBe(1);
  });
});

describe('downsampling readings', () => {
  const HOURS_AGO = NOW - 3 * HOUR;
  const DAYS_AGO = NOW - 8 * DAY;
  const add = (metric: Metric, ...readings: (readonly [at: number, value: number])[]) =>
    opened.store.readings.add(
      PIPELINE,
      readings.map(([at, value]) => ({ metric, at, value })),
    );
  const kept = async (metric: Metric) =>
    (await rows(opened.other, `select at, value from readings where metric = '${metric}' order by at`)).map((row) => [
      row['at'],
      row['value'],
    ]);

  test.each<[name: string, metric: Metric, from: number, span: number, survivor: number]>([
    ['of a balance the last of a minute after 2 hours', 'balance', HOURS_AGO, MINUTE, 2],
    ['of a balance the last of a quarter-hour after 7 days', 'balance', DAYS_AGO, QUARTER, 2],
    ['of busy threads the last of a minute after 2 hours', 'threadsBusy', HOURS_AGO, MINUTE, 2],
    ['of a queue the highest of a minute after 2 hours', 'queueDepth', HOURS_AGO, MINUTE, 1],
    ['of a queue the highest of a quarter-hour after 7 days', 'queueDepth', DAYS_AGO, QUARTER, 1],
  ])('leaves %s', async (_name, metric, from, span, survivor) => {
    const readings = [
      [from, 5],
      [from + 5 * SECOND, 9],
      [from + span - 1, 7],
    ] as const;
    await add(metric, [from - 1, 1], ...readings, [from + span, 2]);
    await tidyAll();
    expect(await kept(metric)).toEqual([[from - 1, 1], readings[survivor], [from + span, 2]]);
  });

  test.each([
    ['younger than 2 hours', NOW - 2 * HOUR],
    ['of the future', NOW + HOUR],
  ])('leaves those that are %s', async (_name, at) => {
    await add('balance', [at, 1], [at + 1, 2], [at + SECOND, 3]);
    await tidyAll();
    expect(await kept('balance')).toHaveLength(3);
  });

  test('leaves one a minute of those younger than 7 days', async () => {
    const from = NOW - 6 * DAY;
    await add('balance', ...Array.from({ length: 90 }, (_, i) => [from + i * 10 * SECOND, i] as const));
    await tidyAll();
    expect(await kept('balance')).toHaveLength(15);
  });

  test('keeps metrics and pipelines apart', async () => {
    for (const pipeline of ['a', 'b', 'c']) {
      await opened.store.readings.add(pipeline, [
        { metric: 'queueDepth', at: HOURS_AGO, value: 1 },
        { metric: 'balance', at: HOURS_AGO + 1, value: 2 },
      ]);
    }
    await tidyAll();
    expect(await rows(opened.other, 'select at from readings')).toHaveLength(6);
  });

  test('goes on where it was as time passes, and where it never was after a restart', async () => {
    const pair = async (at: number) => add('balance', [at, 1], [at + 1, 2]);
    await pair(HOURS_AGO);
    await tidyAll();
    await pair(NOW);
    await tidyAll(opened.store, NOW + HOUR);
    expect(await kept('balance')).toHaveLength(3);
    await tidyAll(opened.store, NOW + 3 * HOUR);
    expect(await kept('balance')).toHaveLength(2);
    await pair(NOW + HOUR);
    await steady(await opened.reopen(), NOW + 9 * DAY);
    await tidyAll(opened.store, NOW + 9 * DAY);
    expect(await kept('balance')).toEqual([
      [HOURS_AGO + 1, 2],
      [NOW + 1, 2],
      [NOW + HOUR + 1, 2],
    ]);
  });

  test.each([
    ['in many spans', 5 * SECOND],
    ['in one span', 1],
  ])('comes in bounded batches and ends, %s', async (_name, step) => {
    const from = NOW - 12 * HOUR;
    const all = Array.from({ length: 6_000 }, (_, i) => [from + i * step, i % 1_000] as const);
    for (let i = 0; i < all.length; i += 2_000) await add('queueDepth', ...all.slice(i, i + 2_000));
    expect(await opened.store.tidy(NOW)).toBe(true);
    expect((await kept('queueDepth')).length).toBeGreaterThan(4_000);
    expect(await tidyAll()).toBeLessThan(6);
    const minutes = Math.ceil((6_000 * step) / MINUTE);
    expect(await kept('queueDepth')).toHaveLength(minutes);
    expect(Math.max(...(await kept('queueDepth')).map(([, value]) => Number(value)))).toBe(999);
  });

  test('leaves every peak of a day what it was, and the balance at the end of each quarter-hour', async () => {
    const reading = fc.record({ age: fc.integer({ min: 0, max: 20 * DAY }), value: fc.integer({ min: 0, max: 1e6 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(reading, { minLength: 1, maxLength: 60 }), async (readings) => {
        const store = await openEmpty();
        await steady(store);
        const of = (metric: Metric) => readings.map(({ age, value }) => ({ metric, at: NOW - age, value }));
        await store.readings.add(PIPELINE, [...of('queueDepth'), ...of('balance')]);
        const seen = () =>
          Promise.all(
            readings.flatMap(({ age }) => {
              const quarter = NOW - age - ((NOW - age) % QUARTER);
              return [
                store.readings.peak(PIPELINE, 'queueDepth', NOW - (NOW % DAY), NOW),
                store.readings
                  .newest(PIPELINE, 'balance', quarter + QUARTER - 1)
                  .then((newest) => newest?.value ?? null),
              ];
            }),
          );
        const before = await seen();
        await tidyAll(store);
        expect(await seen()).toEqual(before);
        await store.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe('pruning', () => {
  test.each([
    ['an hour before the thirteen months end', NOW - KEPT - HOUR, 0],
    ['with the first hour of the thirteen months', NOW - KEPT, 1],
    ['today', NOW, 1],
  ])('of results of %s', async (_name, at, kept) => {
    await addAt(at);
    await tidyAll();
    expect(await rows(opened.other, 'select start from solve_buckets')).toHaveLength(kept);
    expect(await rows(opened.other, 'select start from solve_errors')).toHaveLength(kept);
  });

  test.each([
    [NOW - KEPT - 1, 0],
    [NOW - KEPT, 1],
    [NOW, 1],
  ])('of readings at %d keeps %d', async (at, kept) => {
    await opened.store.readings.add(PIPELINE, [{ metric: 'balance', at, value: 1 }]);
    await tidyAll();
    expect(await rows(opened.other, 'select at from readings')).toHaveLength(kept);
  });

  test('comes in bounded batches and ends', async () => {
    const old = Array.from({ length: 4_500 }, (_, i) => ({
      metric: 'balance' as const,
      at: NOW - KEPT - 1 - i,
      value: 1,
    }));
    for (let i = 0; i < old.length; i += 1_500) await opened.store.readings.add(PIPELINE, old.slice(i, i + 1_500));
    expect(await opened.store.tidy(NOW)).toBe(true);
    expect(await rows(opened.other, 'select count(*) as n from readings')).toEqual([{ n: 4_000 }]);
    expect(await tidyAll()).toBe(9);
    expect(await rows(opened.other, 'select count(*) as n from readings')).toEqual([{ n: 0 }]);
  });

  describe('of what is over', () => {
    const BEFORE = NOW - KEPT;
    const TABLES = ['deliveries', 'incidents', 'mutes', 'summaries'] as const;
    const delivery = (times: Readonly<Record<string, number>>) =>
      insert('deliveries', {
        guild_id: 'g',
        type: 'summary',
        message: '{}',
        ...OLD,
        not_before: 1,
        attempts: 0,
        ...times,
      });
    const incident = (times: Readonly<Record<string, number>>) =>
      insert('incidents', {
        ...{ guild_id: 'g', pipeline: PIPELINE, kind: 'queue', severity: 'critical' },
        ...{ opened_at: 1, worst: '{}', suppressed: 0, affects: '[]', ...times },
      });
    const mute = (times: Readonly<Record<string, number>>) =>
      insert('mutes', { guild_id: 'g', scope: 'all', ...OLD, by_id: '7', by_name: 'Anna', ...times });
    const OLD = { created_at: 1 };

    /** A row as it stands after thirteen months. */
    function insert(table: (typeof TABLES)[number], values: Readonly<Record<string, string | number>>) {
      return { table, values };
    }

    async function write(all: readonly ReturnType<typeof insert>[]): Promise<void> {
      const [first] = all;
      if (first === undefined) return;
      const literal = (value: string | number) => (typeof value === 'number' ? value : `'${value}'`);
      const lines = all.map(({ values }) => `(${Object.values(values).map(literal).join(', ')})`);
      await opened.other.exec(
        `insert into ${first.table} (${Object.keys(first.values).join(', ')}) values ${lines.join(', ')}`,
      );
    }

    test.each<[name: string, row: () => ReturnType<typeof insert>, table: (typeof TABLES)[number], kept: number]>([
      ['a message that arrived before', () => delivery({ delivered_at: BEFORE - 1 }), 'deliveries', 0],
      ['a message that was given up before', () => delivery({ gave_up_at: BEFORE - 1 }), 'deliveries', 0],
      ['a message that arrived just then', () => delivery({ delivered_at: BEFORE }), 'deliveries', 1],
      ['a message that was given up just then', () => delivery({ gave_up_at: BEFORE }), 'deliveries', 1],
      ['a message that still waits', () => delivery({}), 'deliveries', 1],
      ['an incident that ended before', () => incident({ ended_at: BEFORE - 1 }), 'incidents', 0],
      ['an incident that ended just then', () => incident({ ended_at: BEFORE }), 'incidents', 1],
      ['an incident that still lasts', () => incident({}), 'incidents', 1],
      ['a mute that was over before', () => mute({ until: BEFORE - 1 }), 'mutes', 0],
      ['a mute that was ended before', () => mute({ until: NOW, ended_at: BEFORE - 1 }), 'mutes', 0],
      ['a mute that was over just then', () => mute({ until: BEFORE }), 'mutes', 1],
      ['a mute that still holds', () => mute({ until: NOW + DAY }), 'mutes', 1],
      ['a summary of before', () => insert('summaries', summaryAt(BEFORE - 1)), 'summaries', 0],
      ['a summary of just then', () => insert('summaries', summaryAt(BEFORE)), 'summaries', 1],
    ])('%s', async (_name, row, table, kept) => {
      await write([row()]);
      await tidyAll();
      expect(await rows(opened.other, `select * from ${table}`)).toHaveLength(kept);
    });

    test.each<[name: (typeof TABLES)[number], row: (i: number) => ReturnType<typeof insert>]>([
      ['deliveries', () => delivery({ delivered_at: BEFORE - 1 })],
      ['incidents', () => incident({ ended_at: BEFORE - 1 })],
      ['mutes', () => mute({ until: BEFORE - 1 })],
      ['summaries', (i) => insert('summaries', { ...summaryAt(BEFORE - 1), guild_id: `g${i}` })],
    ])('%s comes in bounded batches and ends', async (table, row) => {
      await write(Array.from({ length: 2_500 }, (_, i) => row(i)));
      expect(await opened.store.tidy(NOW)).toBe(true);
      expect(await rows(opened.other, `select count(*) as n from ${table}`)).toEqual([{ n: 2_000 }]);
      expect(await tidyAll()).toBe(5);
      expect(await rows(opened.other, `select count(*) as n from ${table}`)).toEqual([{ n: 0 }]);
    });

    function summaryAt(at: number) {
      return { guild_id: 'g', date: '2025-03-20', created_at: at };
    }
  });

  test('of nothing is done at once', async () => {
    expect(await opened.store.tidy(NOW)).toBe(false);
  });
});
