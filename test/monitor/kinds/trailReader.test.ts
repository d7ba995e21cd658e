import { expect } from 'vitest';
import { createTrailReader } from '../../../src/monitor/kinds/trailReader.ts';
import { bucketsOf, DAY, HOUR, MINUTE, NOW, PIPELINE, result } from '../../fixtures/store.ts';
import { test } from '../../fixtures/test.ts';

const codes = { explain: () => null };
const solvedAt = (at: number) => bucketsOf(Array.from({ length: 20 }, () => result({ outcome: 'solved', at })));
const failedAt = (at: number) =>
  bucketsOf(Array.from({ length: 4 }, () => result({ outcome: 'failed', errorCode: 'TIMEOUT', at })));

test.for<[string, number]>([
  ['a busy pipeline', 20],
  ['a quiet pipeline', 2],
])('solved tasks that are written between the two reads make no run of failures: %s', async ([, solved], { store }) => {
  await store.results.add(solvedAt(NOW - 2 * HOUR));
  await store.results.add(failedAt(NOW - 3 * MINUTE));
  const results = {
    ...store.results,
    newestOf: async (...asked: Parameters<typeof store.results.newestOf>) => {
      const found = await store.results.newestOf(...asked);
      await store.results.add(solvedAt(NOW - MINUTE));
      return found;
    },
  };
  const read = createTrailReader({ store: { results }, pipeline: PIPELINE, codes })(NOW);
  const window = { solved, failed: 4, byCode: [] };
  expect((await read(window, { minResults: 10, widestMs: HOUR, inRow: 10 })).failedRun).toBeNull();
  // What was written is known to the next evaluation.
  const next = createTrailReader({ store, pipeline: PIPELINE, codes })(NOW);
  expect((await next(window, { minResults: 10, widestMs: HOUR, inRow: 10 })).failedRun?.totals.failed ?? 0).toBe(0);
});

test.for<[string, number, number, number]>([
  ['the last hour holds as many in a row as it takes', 20, 20, HOUR],
  ['it holds fewer', 21, 40, DAY],
])('solved tasks in a row are looked for as far back as needed: %s', async ([, inRow, solved, spanMs], { store }) => {
  await store.results.add(solvedAt(NOW - 3 * HOUR));
  await store.results.add(solvedAt(NOW - 30 * MINUTE));
  const spans: number[] = [];
  const results = {
    ...store.results,
    period: (...[pipeline, from, to]: Parameters<typeof store.results.period>) => {
      spans.push(to - from);
      return store.results.period(pipeline, from, to);
    },
  };
  const read = createTrailReader({ store: { results }, pipeline: PIPELINE, codes })(NOW);
  const { solvedRun } = await read({ solved: 0, failed: 0, byCode: [] }, { minResults: 10, widestMs: HOUR, inRow });
  expect(solvedRun?.totals).toMatchObject({ solved, failed: 0 });
  expect(Math.max(...spans)).toBe(spanMs);
});
