import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { WindowOf } from '../../src/monitor/ports/resultStore.ts';
import { bucketsOf, HOUR, MINUTE, NOW, type OpenFile, openOnDisk, result, SECOND } from '../fixtures/store.ts';

const PIPELINES = ['shop', 'tickets', 'a b', "o'hara"];

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

/** Each window asked for by itself. */
const oneByOne = (windows: readonly WindowOf[]) =>
  Promise.all(
    windows.map(async ({ pipeline, from }) => {
      const { solved, failed, byCode } = await opened.store.results.window(pipeline, from, NOW);
      return { solved, failed, byCode, byType: await opened.store.results.byType(pipeline, from, NOW) };
    }),
  );

test('many windows are what each of them is by itself, however many pipelines and beginnings there are', async () => {
  for (const [p, pipeline] of PIPELINES.entries()) {
    const results = Array.from({ length: 400 }, (_, i) =>
      result({
        at: NOW - ((i * 7_919 + p * 1_000) % (3 * HOUR)),
        outcome: i % 3 === 0 ? 'failed' : 'solved',
        errorCode: i % 3 === 0 ? `ERROR_${(i * i) % 17}` : null,
        captchaType: `type-${i % 3}`,
      }),
    );
    await opened.store.results.add(bucketsOf(results, pipeline));
  }
  // At the bounds of buckets too, where a window begins to overlap one.
  const ago = fc.oneof(
    fc.integer({ min: 0, max: 4 * HOUR }),
    fc.integer({ min: 0, max: 2_000 }).map((n) => n * 5 * SECOND),
  );
  const window = fc.record({ pipeline: fc.constantFrom(...PIPELINES, 'unknown'), from: ago.map((ms) => NOW - ms) });
  await fc.assert(
    fc.asyncProperty(fc.array(window, { maxLength: 130 }), async (windows) => {
      expect(await opened.store.results.windows(windows, NOW)).toEqual(await oneByOne(windows));
    }),
    { numRuns: 12, seed: 3 },
  );
}, 120_000);

test('of more codes than are named, the most frequent are, and the rest as one', async () => {
  const codes = Array.from({ length: 330 }, (_, i) => `CODE_${i}`);
  const failed = codes.flatMap((errorCode, i) =>
    Array.from({ length: 1 + (i % 4) }, () => result({ at: NOW - MINUTE, outcome: 'failed', errorCode })),
  );
  await opened.store.results.add(bucketsOf(failed, 'shop'));
  const windows = [{ pipeline: 'shop', from: NOW - HOUR }];
  const [found] = await opened.store.results.windows(windows, NOW);
  expect(found?.byCode).toHaveLength(301);
  expect([found]).toEqual(await oneByOne(windows));
});
