import { expect } from 'vitest';
import { createTrailReader } from '../../../src/monitor/kinds/trailReader.ts';
import { bucketsOf, HOUR, MINUTE, NOW, PIPELINE, result } from '../../fixtures/store.ts';
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
  expect((await read(window, { minResults: 10, widestMs: HOUR })).failedRun).toBeNull();
  // What was written is known to the next evaluation.
  const next = createTrailReader({ store, pipeline: PIPELINE, codes })(NOW);
  expect((await next(window, { minResults: 10, widestMs: HOUR })).failedRun?.totals.failed ?? 0).toBe(0);
});
