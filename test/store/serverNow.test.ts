import { expect, test } from 'vitest';
import { ON_POSTGRES, openOnDisk } from '../fixtures/store.ts';

test('the machine of a PostgreSQL database says what time it is for it, and a file does not', async () => {
  const { store } = await openOnDisk();
  const before = Date.now();
  const now = await store.serverNow();
  if (!ON_POSTGRES) return expect(now).toBeNull();
  // It is this machine.
  expect(now).toBeGreaterThanOrEqual(before - 1);
  expect(now).toBeLessThanOrEqual(Date.now() + 1);
});
