import { afterAll, expect, test } from 'vitest';
import { onPostgres, stopPostgres } from '../fixtures/dataPlaces.ts';
import { soak } from './soak.ts';

afterAll(stopPostgres);

/** About two minutes: a killed process stays away longer than its leases last, now and then. */
const KILLS = 12;

test('two processes on one database, each killed again and again: nothing is lost, nothing doubled', {
  timeout: 400_000,
}, async () => {
  const data = await onPostgres();
  const options = { processes: 2, calmMs: 4_000, awayMs: 12_000, waveMs: [1_000, 5_000], seed: 11 } as const;
  const result = await soak({ kills: KILLS, way: 'webhook and bot', data, ...options });
  expect(result).toMatchObject({ lost: 0, doubles: 0, wrongSums: 0 });
  expect(result.messages).toBeGreaterThan(10);
});
