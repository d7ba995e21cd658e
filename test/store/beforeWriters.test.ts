import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { earlierDatabase } from '../fixtures/earlierDatabase.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { bucketsOf, MINUTE, NOW, openAt, PIPELINE, result } from '../fixtures/store.ts';

test('sums from before rows had a writer are kept, and further results are added to them', async () => {
  const { location, db } = await earlierDatabase(temporaryFolder(onTestFinished), '0029_writers');
  await sql`insert into solve_buckets
    (pipeline, start, type, solved, failed, cost_micros, latency_sum_ms, latency_count)
    values (${PIPELINE}, ${NOW}, 'turnstile', 40, 2, 3000, 9000, 40), (${PIPELINE}, ${NOW}, '', 1, 0, 0, 0, 0)`.execute(
    db,
  );
  await sql`insert into solve_errors (pipeline, start, code, n) values (${PIPELINE}, ${NOW}, 'TIMEOUT', 2)`.execute(db);
  await db.destroy();

  const store = await openAt(location);
  await store.results.add(
    bucketsOf([
      result({ at: NOW, outcome: 'failed', errorCode: 'TIMEOUT', captchaType: 'turnstile', latencyMs: null }),
    ]),
  );
  expect(await store.results.period(PIPELINE, NOW, NOW + MINUTE)).toMatchObject({
    solved: 41,
    failed: 3,
    latencySumMs: 9000,
    latencyCount: 40,
    byCode: [{ code: 'TIMEOUT', count: 3 }],
  });
});
