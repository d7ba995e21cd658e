import type { Kysely } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { mulberry32 } from '../../sandbox/pipeline/mulberry32.ts';
import type { Schema } from '../../src/store/schema.ts';
import { createSketchTidying } from '../../src/store/tidySketches.ts';
import { add, anotherWriter, DISTRIBUTIONS, draws, expectPercentiles, type Sample } from '../fixtures/sketches.ts';
import {
  DAY,
  HOUR,
  MINUTE,
  NOW,
  type OpenFile,
  openOnDisk,
  openSchema,
  PIPELINE,
  rows,
  SECOND,
  steady,
} from '../fixtures/store.ts';

const KEPT = 396 * DAY;
const QUARTER = 15 * MINUTE;
/** These batches run beside the process that adds. */
const nothing = () => undefined;

let opened: OpenFile;
let db: Kysely<Schema>;

beforeEach(async () => {
  opened = await openOnDisk();
  db = openSchema(opened.location);
});

/** One batch of a process that knows nothing of earlier ones. */
const tidySketches = (of: Kysely<Schema>, now: number, keptMs: number, forget: () => void) =>
  createSketchTidying(of, forget).run(now, keptMs);

/** Batch after batch until nothing is left to do; answers how many there were. */
async function tidyAll(now = NOW): Promise<number> {
  for (let batches = 1; batches < 1_000; batches += 1)
    if (!(await tidySketches(db, now, KEPT, nothing))) return batches;
  throw new Error('tidying does not end');
}

const starts = async () =>
  (await rows(opened.other, 'select start from solve_sketches order by start')).map(({ start }) => Number(start));

/** Latencies at times of the last days, the same at every run. */
function lately(values: readonly number[], days = 4): Sample[] {
  const random = mulberry32(11);
  return values.map((ms) => ({ at: NOW - Math.floor(random() * days * DAY), ms }));
}

describe('rolling up', () => {
  test.each(Object.entries(DISTRIBUTIONS))(
    'keeps the count and every percentile within 1 %%: %s',
    async (_name, draw) => {
      const samples = lately(draws(draw, 1_500));
      const second = anotherWriter(opened.location);
      await add(opened.store, samples.slice(0, 900));
      await add(second, samples.slice(900));
      await tidyAll();
      await expectPercentiles(
        opened.store,
        samples.map(({ ms }) => ms),
        NOW - 5 * DAY,
        NOW,
      );
      const dayAgo = samples.filter(({ at }) => at >= NOW - 3 * DAY && at < NOW - 2 * DAY).map(({ ms }) => ms);
      await expectPercentiles(opened.store, dayAgo, NOW - 3 * DAY, NOW - 2 * DAY);
    },
    60_000,
  );

  test.each([
    ['just younger than two hours stays', NOW - 2 * HOUR, NOW - 2 * HOUR],
    ['just older becomes a minute', NOW - 2 * HOUR - 5 * SECOND, NOW - 2 * HOUR - MINUTE],
    ['just younger than two days stays a minute', NOW - 2 * DAY + 65 * SECOND, NOW - 2 * DAY + MINUTE],
    ['just older than two days becomes a quarter of an hour', NOW - 2 * DAY - 5 * SECOND, NOW - 2 * DAY - QUARTER],
  ])('what is %s', async (_name, at, start) => {
    await add(opened.store, [{ at, ms: 1 }]);
    await tidyAll();
    expect(await starts()).toEqual([start]);
  });

  test('makes one row of what two processes wrote, whole minutes too', async () => {
    const at = NOW - 3 * HOUR;
    for (const more of [0, 5, 55]) {
      await add(opened.store, [{ at: at + more * SECOND, ms: 1_000 }]);
      await opened.reopen();
      await add(opened.store, [{ at: at + more * SECOND, ms: 2_000 }]);
    }
    await tidyAll();
    expect(await starts()).toEqual([at]);
    await expectPercentiles(opened.store, [1_000, 1_000, 1_000, 2_000, 2_000, 2_000], at, at + 1);
  });

  test('goes on from minutes to quarters as time passes, and adds what came late meanwhile', async () => {
    const at = NOW - 3 * HOUR;
    await add(opened.store, [{ at, ms: 1_000 }]);
    await tidyAll();
    await opened.reopen();
    await add(opened.store, [{ at: at + 20 * SECOND, ms: 2_000 }]);
    await tidyAll();
    expect(await starts()).toEqual([at]);
    await add(opened.store, [{ at: at + 7 * MINUTE, ms: 3_000 }]);
    await tidyAll(NOW + 3 * DAY);
    expect(await starts()).toEqual([at]);
    await expectPercentiles(opened.store, [1_000, 2_000, 3_000], at, at + 1);
  });

  test('counts a result once that comes late, into a bucket that this process once wrote and then rolled up', async () => {
    const at = NOW - 3 * HOUR;
    const tidy = async () => {
      while (await opened.store.tidy(NOW));
    };
    await steady(opened.store);
    await add(opened.store, [{ at, ms: 1_000 }]);
    await tidy();
    expect(await rows(opened.other, 'select writer from solve_sketches')).toEqual([{ writer: '' }]);
    await add(opened.store, [{ at, ms: 2_000 }]);
    await expectPercentiles(opened.store, [1_000, 2_000], at, at + 1);
    await tidy();
    await add(opened.store, [{ at, ms: 3_000 }]);
    await expectPercentiles(opened.store, [1_000, 2_000, 3_000], at, at + 1);
    expect((await opened.store.results.period(PIPELINE, at, at + 1)).solved).toBe(3);
  });

  test('asks to let go of what is kept in memory where something was rolled up, and only there', async () => {
    let asked = 0;
    const tidy = () =>
      tidySketches(db, NOW, KEPT, () => {
        asked += 1;
      });
    await add(opened.store, [{ at: NOW - HOUR, ms: 1_000 }]);
    await tidy();
    expect(asked).toBe(0);
    await add(opened.store, [{ at: NOW - 3 * HOUR, ms: 1_000 }]);
    await tidy();
    expect(asked).toBe(1);
    await tidy();
    expect(asked).toBe(1);
  });

  test('keeps pipelines apart, whatever they are called', async () => {
    const at = NOW - 3 * HOUR;
    for (const pipeline of [PIPELINE, 'a b', '12 7', '']) await add(opened.store, [{ at, ms: 1_000 }], pipeline);
    await tidyAll();
    for (const pipeline of [PIPELINE, 'a b', '12 7', '']) {
      await expectPercentiles(opened.store, [1_000], at, at + 1, pipeline);
    }
  });

  test('has nothing to do the second time', async () => {
    await add(opened.store, lately(draws(() => 9, 400)));
    await tidyAll();
    const before = await rows(opened.other, 'select * from solve_sketches');
    expect(await tidySketches(db, NOW, KEPT, nothing)).toBe(false);
    expect(await rows(opened.other, 'select * from solve_sketches')).toEqual(before);
  });

  test('that fails changes nothing', async () => {
    const samples = lately(draws(() => 9, 50));
    await add(opened.store, samples);
    const before = await rows(opened.other, 'select * from solve_sketches');
    await opened.other.failOn('insert', 'solve_sketches', "new.writer = ''");
    await expect(tidySketches(db, NOW, KEPT, nothing)).rejects.toThrow('disk full');
    expect(await rows(opened.other, 'select * from solve_sketches')).toEqual(before);
  });
});

describe('a batch', () => {
  test('is bounded, says that there is more, and loses nothing on the way', async () => {
    const samples = Array.from({ length: 1_000 }, (_, i) => ({ at: NOW - 3 * HOUR + i * 5 * SECOND, ms: i * 100 }));
    const old = samples.map(({ at, ms }) => ({ at: at - DAY, ms }));
    await add(opened.store, old);
    const values = old.map(({ ms }) => ms);
    let before = (await starts()).length;
    for (let more = true; more; before = (await starts()).length) {
      more = await tidySketches(db, NOW, KEPT, nothing);
      expect(before - (await starts()).length).toBeLessThanOrEqual(100);
      await expectPercentiles(opened.store, values, NOW - 2 * DAY, NOW);
    }
    expect(await tidyAll()).toBe(1);
  }, 60_000);

  test.each([
    ['just older than what is kept', -QUARTER, 0],
    ['as old as what is kept', 0, 1],
  ])('removes what is %s: %d', async (_name, offset, left) => {
    await add(opened.store, [{ at: NOW - KEPT + offset, ms: 1 }]);
    await tidyAll();
    expect(await starts()).toHaveLength(left);
  });

  test('removes at most so much at a time, and goes on', async () => {
    const samples = Array.from({ length: 650 }, (_, i) => ({ at: NOW - KEPT - (i + 1) * QUARTER, ms: 1 }));
    await add(opened.store, [...samples, { at: NOW, ms: 1 }]);
    await tidySketches(db, NOW, KEPT, nothing);
    expect((await starts()).length).toBeGreaterThanOrEqual(551);
    await tidyAll();
    expect(await starts()).toEqual([NOW]);
  });
});
