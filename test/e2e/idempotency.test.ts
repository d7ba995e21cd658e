import { expect, test } from 'vitest';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { openStore } from '../../src/store/open.ts';
import { INGEST_TOKEN, setUpProgram } from '../fixtures/program.ts';

const REQUESTS = 300;

/** Sends all requests at once; answers the status of each, or null where no answer came. */
function postAll(app: AppProcess, onAnswer: () => void): Promise<(number | null)[]> {
  return Promise.all(
    Array.from({ length: REQUESTS }, async (_, i) => {
      const response = await fetch(`${app.baseUrl}/v1/results`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${INGEST_TOKEN}`,
          'content-type': 'application/json',
          'idempotency-key': `batch-${i}`,
        },
        body: JSON.stringify([
          { outcome: 'solved', costUsd: 0.001 },
          { outcome: 'failed', errorCode: `E${i % 7}` },
        ]),
      }).catch(() => null);
      onAnswer();
      return response?.status ?? null;
    }),
  );
}

test('whatever a killed process answered or not, sending everything again counts each request once', async () => {
  const stage = await setUpProgram();
  const first = await stage.start();
  let answers = 0;
  await postAll(first, () => {
    answers += 1;
    if (answers === 40) first.process.kill('SIGKILL');
  });
  await first.exited;

  const second = await stage.start();
  for (let i = 0; i < 2; i += 1) {
    expect(new Set(await postAll(second, () => undefined))).toEqual(new Set([202]));
  }
  await second.end('SIGTERM');

  const store = await openStore(stage.env.DATABASE_FILE);
  const kept = await store.results.period('default', 0, Number.MAX_SAFE_INTEGER);
  await store.close();
  expect(kept).toMatchObject({ solved: REQUESTS, failed: REQUESTS, costMicros: REQUESTS * 1_000 });
  expect(kept.byCode.reduce((sum, { count }) => sum + count, 0)).toBe(REQUESTS);
});
