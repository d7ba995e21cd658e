import { sql } from 'kysely';
import { beforeEach, describe, expect } from 'vitest';
import type { Millis } from '../../src/monitor/time.ts';
import { earlierDatabase } from '../fixtures/earlierDatabase.ts';
import { exact, expectPercentiles, SHARES } from '../fixtures/sketches.ts';
import {
  bucketsOf,
  HOUR,
  MINUTE,
  NOW,
  type OpenFile,
  openAt,
  openOnDisk,
  PIPELINE,
  result,
  rows,
  steady,
} from '../fixtures/store.ts';
import { test } from '../fixtures/test.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const of = (captchaType: string | null, latencyMs: number | null, at = NOW) => result({ captchaType, latencyMs, at });
const add = (...results: Parameters<typeof bucketsOf>[0]) => opened.store.results.add(bucketsOf(results));
const byType = (from: Millis, to: Millis) => opened.store.results.latenciesByType(PIPELINE, from, to, SHARES);
const tidy = async (now: Millis) => {
  while (await opened.store.tidy(now));
};

test('each type has its own percentiles, the one with the most solved tasks first', async () => {
  const slow = Array.from({ length: 50 }, (_, i) => 60_000 + i * 1_000);
  const quick = Array.from({ length: 80 }, (_, i) => 1_000 + i * 100);
  await add(...slow.map((ms) => of('slow', ms)), ...quick.map((ms) => of('quick', ms)), of(null, 5), of('none', null));
  const found = await byType(NOW, NOW + 1);
  expect(found.map(({ type, solved }) => [type, solved])).toEqual([
    ['quick', 80],
    ['slow', 50],
  ]);
  for (const [index, values] of [quick, slow].entries())
    for (const [place, share] of SHARES.entries()) {
      const truth = exact(values, share);
      expect(Math.abs((found[index]?.valuesMs[place] ?? 0) - truth)).toBeLessThanOrEqual(truth * 0.0101);
    }
  // All together as before, those without a type too.
  await expectPercentiles(opened.store, [...slow, ...quick, 5], NOW, NOW + 1);
});

test('failed tasks and other pipelines do not count', async () => {
  await add({ ...of('a', 1), outcome: 'failed', errorCode: 'TIMEOUT' });
  await opened.store.results.add(bucketsOf([of('a', 1)], 'another'));
  expect(await byType(NOW, NOW + HOUR)).toEqual([]);
});

test('ten types at most, and those of the same number by name', async () => {
  await add(...Array.from({ length: 12 }, (_, n) => of(`type${String(n).padStart(2, '0')}`, 1)), of('type11', 1));
  const types = (await byType(NOW, NOW + 1)).map(({ type }) => type);
  expect(types).toEqual(['type11', ...Array.from({ length: 9 }, (_, n) => `type0${n}`)]);
});

describe('a span', () => {
  test.each([
    ['that ends where the minute begins', NOW - MINUTE, NOW, 0],
    ['that begins with the minute', NOW, NOW + MINUTE, 1],
    ['that begins after it', NOW + MINUTE, NOW + 2 * MINUTE, 0],
  ])('%s', async (_name, from, to, count) => {
    await add(of('a', 1, NOW + MINUTE - 1));
    expect(await byType(from, to)).toHaveLength(count);
  });
});

test('what is older than two hours becomes quarter-hours, keeps its type, and takes what comes late', async () => {
  await steady(opened.store);
  const at = NOW - 3 * HOUR;
  await add(of('a', 1_000, at), of('b', 5_000, at), of('a', 3_000, at + 14 * MINUTE));
  await tidy(NOW);
  const kept = await rows(opened.other, "select type, start from solve_sketches where type <> '' order by type");
  expect(kept.map(({ type, start }) => [type, Number(start)])).toEqual([
    ['a', at],
    ['b', at],
  ]);
  await add(of('a', 2_000, at + 5 * MINUTE));
  const solved = async () => (await byType(at, at + HOUR)).map(({ type, solved: n }) => [type, n]);
  expect(await solved()).toEqual([
    ['a', 3],
    ['b', 1],
  ]);
  await tidy(NOW);
  expect(await solved()).toEqual([
    ['a', 3],
    ['b', 1],
  ]);
});

test.each(['', ' ', '\n', '"', 'a b', '[1]', '例え'])(
  'a type called %j is kept apart when it is merged',
  async (type) => {
    await steady(opened.store);
    const at = NOW - 3 * HOUR;
    await add(of(type, 1_000, at), of('other', 2_000, at));
    await tidy(NOW);
    const expected = type === '' ? ['other'] : ['other', type];
    expect((await byType(at, at + HOUR)).map((each) => each.type).sort()).toEqual(expected.toSorted());
  },
);

test('sketches of an earlier version stay those of all types', async ({ folder }) => {
  await add(of('a', 1_000), of(null, 9_000));
  const sketches = await rows(
    opened.other,
    `select pipeline, start, writer, sketch from solve_sketches where type = ''`,
  );
  expect(sketches).toHaveLength(1);
  const { location, db } = await earlierDatabase(folder, '0010');
  for (const { pipeline, start, writer, sketch } of sketches)
    await sql`insert into solve_sketches (pipeline, start, writer, sketch)
      values (${pipeline}, ${start}, ${writer}, ${sketch})`.execute(db);
  await db.destroy();
  const store = await openAt(location);
  const types = async () => await store.results.latenciesByType(PIPELINE, NOW, NOW + 1, SHARES);
  await expectPercentiles(store, [1_000, 9_000], NOW, NOW + 1);
  expect(await types()).toEqual([]);
  await store.results.add(bucketsOf([of('a', 4_000)]));
  expect((await types()).map(({ solved }) => solved)).toEqual([1]);
});
