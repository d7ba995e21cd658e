import { expect, test } from 'vitest';
import { soak } from './soak.ts';

test('ten kills at random moments under load', { timeout: 180_000 }, async () => {
  expect(await soak({ kills: 10, seed: 7, way: 'webhook and bot' })).toMatchObject({
    lost: 0,
    doubles: 0,
    wrongSums: 0,
  });
});
