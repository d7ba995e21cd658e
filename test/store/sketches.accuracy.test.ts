import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, anotherWriter, DISTRIBUTIONS, draws, expectPercentiles, type Sample } from '../fixtures/sketches.ts';
import { NOW, openOnDisk, SECOND } from '../fixtures/store.ts';

const SPAN = 5 * 60 * SECOND;
const spread = (values: readonly number[]): Sample[] =>
  values.map((ms, index) => ({ at: NOW + ((index * 7_919) % SPAN), ms }));

describe('the percentiles of latencies are right within 1 %', () => {
  test.each(Object.entries(DISTRIBUTIONS))('%s, in one bucket and over many', async (_name, draw) => {
    const { store } = await openOnDisk();
    const values = draws(draw, 4_000);
    await add(
      store,
      values.map((ms) => ({ at: NOW, ms })),
      'one bucket',
    );
    await add(store, spread(values), 'many');
    await expectPercentiles(store, values, NOW, NOW + 1, 'one bucket');
    await expectPercentiles(store, values, NOW, NOW + SPAN, 'many');
  });

  test.each(Object.entries(DISTRIBUTIONS))(
    '%s, written bit by bit by two processes',
    async (_name, draw) => {
      const { store, location } = await openOnDisk();
      const second = anotherWriter(location);
      const values = draws(draw, 1_200);
      const samples = spread(values);
      for (let i = 0; i < samples.length; i += 150) {
        await add(i % 300 === 0 ? store : second, samples.slice(i, i + 150));
      }
      await expectPercentiles(store, values, NOW, NOW + SPAN);
      await expectPercentiles(second, values, NOW, NOW + SPAN);
    },
    60_000,
  );

  test('all of them at once: one distribution does not hide another', async () => {
    const { store } = await openOnDisk();
    const values = Object.values(DISTRIBUTIONS).flatMap((draw) => draws(draw, 700));
    await add(store, spread(values));
    await expectPercentiles(store, values, NOW, NOW + SPAN);
  });

  test('any latencies from nothing to a day, in any split', async () => {
    const { store } = await openOnDisk();
    const sample = fc.record({
      at: fc.integer({ min: NOW, max: NOW + 20 * SECOND }),
      ms: fc.oneof(fc.nat(5), fc.nat(120_000), fc.nat(86_400_000)),
    });
    const batches = fc.array(fc.array(sample, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 6 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(batches, async (written) => {
        run += 1;
        const pipeline = `run ${run}`;
        for (const batch of written) await add(store, batch, pipeline);
        const values = written.flat().map(({ ms }) => ms);
        await expectPercentiles(store, values, NOW, NOW + 20 * SECOND + 1, pipeline);
      }),
      { seed: 20_260_420, numRuns: 40 },
    );
  });

  test('a single latency is its own percentile, whichever is asked for', async () => {
    const { store } = await openOnDisk();
    await add(store, [{ at: NOW, ms: 20_000 }]);
    const found = await store.results.latencies('default', NOW, NOW + 1, [0, 0.5, 1]);
    for (const value of found?.valuesMs ?? []) expect(Math.abs(value - 20_000)).toBeLessThanOrEqual(200);
    expect(found?.valuesMs).toHaveLength(3);
  });
});
