import { expect, test } from 'vitest';
import { type ManyFault, many, REPLACED_WITHIN_MS, slowestReplacement } from './many.ts';

test('four processes on one PostgreSQL: killed and frozen, PostgreSQL restarted and failed over; nothing is lost, nothing doubled, and each is replaced in time', {
  timeout: 400_000,
}, async () => {
  const faults: ManyFault[] = ['kill', 'freeze', 'PostgreSQL restarted', 'kill', 'PostgreSQL failed over', 'freeze'];
  const nextFault = () => faults.shift() ?? null;
  const result = await many({
    seed: 5,
    guilds: 8,
    pipelines: 6,
    hasCopy: true,
    nextFault,
    calmMs: 3_000,
    awayMs: 12_000,
  });
  expect(result).toMatchObject({ lost: 0, doubles: 0, wrongSums: 0 });
  expect(result.messages).toBeGreaterThan(10);
  expect(slowestReplacement(result)).toBeGreaterThan(0);
  expect(slowestReplacement(result)).toBeLessThan(REPLACED_WITHIN_MS);
});
