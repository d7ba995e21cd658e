import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { KeyedResults } from '../../src/monitor/record/keyedResults.ts';
import { OpenBuckets } from '../../src/monitor/record/openBuckets.ts';
import { openStore } from '../../src/store/open.ts';
import {
  bucketsOf,
  DAY,
  HOUR,
  NOW,
  type OpenFile,
  openOnDisk,
  PIPELINE,
  result,
  rows,
  steady,
} from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const keyed = (keyHash: string, changes: Partial<KeyedResults> = {}): KeyedResults => ({
  pipeline: PIPELINE,
  keyHash,
  bodyHash: 'body',
  at: NOW,
  results: [result(), result({ outcome: 'failed', errorCode: 'A', costMicros: 7 })],
  ...changes,
});
const add = (...some: readonly KeyedResults[]) => opened.store.results.add(new OpenBuckets(), some);
const kept = async (pipeline = PIPELINE) => {
  const { solved, failed } = await opened.store.results.period(pipeline, 0, 2 * NOW);
  return solved + failed;
};

describe('results under a key', () => {
  test('count the first time, every sum of them, and not again', async () => {
    expect(await add(keyed('a'))).toEqual(['counted']);
    expect(await add(keyed('a'))).toEqual(['known']);
    expect(await opened.store.results.period(PIPELINE, NOW, NOW + 1)).toMatchObject({
      ...{ solved: 1, failed: 1, costMicros: 7 },
      byCode: [{ code: 'A', count: 1 }],
    });
  });

  test('count once where they come twice in one transaction', async () => {
    expect(await add(keyed('a'), keyed('b'), keyed('a'), keyed('a'))).toEqual(['counted', 'counted', 'known', 'known']);
    expect(await kept()).toBe(4);
  });

  test.each<[name: string, together: boolean]>([
    ['later', false],
    ['in the same transaction', true],
  ])('with another body %s are refused, and do not count', async (_name, together) => {
    const [first, other] = [keyed('a'), keyed('a', { bodyHash: 'other' })];
    const outcomes = together ? await add(first, other, first) : [...(await add(first)), ...(await add(other, first))];
    expect(outcomes).toEqual(['counted', 'otherBody', 'known']);
    expect(await kept()).toBe(2);
  });

  test('of another pipeline are others', async () => {
    expect(await add(keyed('a'), keyed('a', { pipeline: 'other', bodyHash: 'other' }))).toEqual(['counted', 'counted']);
    expect([await kept(), await kept('other')]).toEqual([2, 2]);
  });

  test('are written with those without one, in one transaction', async () => {
    const outcomes = await opened.store.results.add(bucketsOf([result(), result({ latencyMs: 5 })]), [keyed('a')]);
    expect(outcomes).toEqual(['counted']);
    expect(await kept()).toBe(4);
    expect(await opened.store.results.add(bucketsOf([result()]), [keyed('a')])).toEqual(['known']);
    expect(await kept()).toBe(5);
  });

  test('are known after a restart', async () => {
    await add(keyed('a'));
    await opened.reopen();
    expect(await add(keyed('a'))).toEqual(['known']);
    expect(await kept()).toBe(2);
  });

  test('count when they are sent again after they could not be written', async () => {
    const full = await opened.other.failOn('insert', 'solve_errors');
    await expect(add(keyed('a'))).rejects.toThrow('disk full');
    await full.end();
    expect(await add(keyed('a'))).toEqual(['counted']);
    expect(await kept()).toBe(2);
  });

  test('are noted by more keys than one statement takes', async () => {
    const many = Array.from({ length: 1_203 }, (_, i) => keyed(`k${i}`, { results: [result()] }));
    expect(new Set(await add(...many))).toEqual(new Set(['counted']));
    expect(new Set(await add(...many))).toEqual(new Set(['known']));
    expect(await kept()).toBe(1_203);
  });

  test('count once whatever comes in whatever transactions, and what was answered is what is kept', async () => {
    const request = fc.record({ key: fc.nat(4), body: fc.nat(1), n: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(request, { maxLength: 6 }), { maxLength: 6 }), async (batches) => {
        const store = await openStore(':memory:');
        const bodies = new Map<number, number>();
        let counted = 0;
        for (const batch of batches) {
          const some = batch.map(({ key, body }) =>
            keyed(`${key}`, { bodyHash: `${body}`, results: Array(key + 1).fill(result()) }),
          );
          const outcomes = await store.results.add(new OpenBuckets(), some);
          for (const [i, { key, body }] of batch.entries()) {
            const known = bodies.get(key);
            expect(outcomes[i]).toBe(known === undefined ? 'counted' : known === body ? 'known' : 'otherBody');
            if (known === undefined) counted += key + 1;
            bodies.set(key, known ?? body);
          }
        }
        expect((await store.results.period(PIPELINE, 0, 2 * NOW)).solved).toBe(counted);
        await store.close();
      }),
      { numRuns: 50, seed: 7 },
    );
  }, 60_000);
});

describe('old keys', () => {
  test.each([
    ['just older than two days', NOW - 2 * DAY - 1, 0],
    ['of two days ago', NOW - 2 * DAY, 1],
    ['of a day ago', NOW - DAY, 1],
    ['of a clock that was ahead', NOW + DAY, 1],
  ])('%s: %d are left', async (_name, at, left) => {
    await steady(opened.store);
    await add(keyed('a', { at }));
    await opened.store.tidy(NOW);
    expect(await rows(opened.other, 'select * from ingest_keys')).toHaveLength(left);
  });

  test('go in bounded batches, and that ends', async () => {
    await steady(opened.store);
    const old = Array.from({ length: 4_500 }, (_, i) => keyed(`k${i}`, { at: NOW - 3 * DAY, results: [] }));
    await add(...old, keyed('new', { results: [] }));
    expect(await opened.store.tidy(NOW)).toBe(true);
    expect(await rows(opened.other, 'select count(*) as n from ingest_keys')).toEqual([{ n: 2_501 }]);
    expect(await opened.store.tidy(NOW)).toBe(true);
    expect(await opened.store.tidy(NOW)).toBe(false);
    expect(await rows(opened.other, 'select key_hash from ingest_keys')).toEqual([{ key_hash: 'new' }]);
  });

  test('stay for a day where the clock jumps by less', async () => {
    await steady(opened.store);
    await opened.store.tidy(NOW);
    await add(keyed('a'));
    await opened.store.tidy(NOW + DAY);
    await opened.store.tidy(NOW + 2 * DAY - HOUR);
    expect(await add(keyed('a'))).toEqual(['known']);
  });
});
