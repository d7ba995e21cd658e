import { beforeEach, expect, test } from 'vitest';
import { HOUR, NOW, type OpenFile, openOnDisk, SECOND } from '../fixtures/store.ts';

let opened: OpenFile;
beforeEach(async () => {
  opened = await openOnDisk();
});
const refusals = () => opened.store.refusals;

test('what Discord refused is counted for all processes, and nothing is forgotten too early', async () => {
  await refusals().add('a', [
    { at: NOW + 1, requests: 1 },
    { at: NOW + 9_999.5, requests: 2 },
    { at: NOW + 10_001, requests: 4 },
  ]);
  await refusals().add('a', [{ at: NOW + 10_000, requests: 8 }]);
  await refusals().add('b', [{ at: NOW + 10_000, requests: 16 }]);
  expect(await refusals().since(NOW, null)).toEqual([
    { at: NOW + 10 * SECOND, requests: 27 },
    { at: NOW + 20 * SECOND, requests: 4 },
  ]);
  expect(await refusals().since(NOW, 'a')).toEqual([{ at: NOW + 10 * SECOND, requests: 16 }]);
  expect(await refusals().since(NOW + 10 * SECOND, null)).toEqual([{ at: NOW + 20 * SECOND, requests: 4 }]);
});

test('what was refused an hour ago is removed by what is refused now', async () => {
  await refusals().add('a', [{ at: NOW, requests: 1 }]);
  await refusals().add('b', [{ at: NOW + HOUR + SECOND, requests: 2 }]);
  expect(await opened.other.rows('select holder from invalid_requests')).toEqual([{ holder: 'b' }]);
});
