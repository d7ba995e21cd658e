import { beforeEach, expect, test } from 'vitest';
import { HOUR, NOW, type OpenFile, openOnDisk, SECOND } from '../fixtures/store.ts';

let opened: OpenFile;
beforeEach(async () => {
  opened = await openOnDisk();
});
const invalidRequests = () => opened.store.invalidRequests;

test('invalid requests of all processes are counted, and nothing is forgotten too early', async () => {
  await invalidRequests().add('a', [
    { at: NOW + 1, requests: 1 },
    { at: NOW + 9_999.5, requests: 2 },
    { at: NOW + 10_001, requests: 4 },
  ]);
  await invalidRequests().add('a', [{ at: NOW + 10_000, requests: 8 }]);
  await invalidRequests().add('b', [{ at: NOW + 10_000, requests: 16 }]);
  expect(await invalidRequests().since(NOW, null)).toEqual([
    { at: NOW + 10 * SECOND, requests: 27 },
    { at: NOW + 20 * SECOND, requests: 4 },
  ]);
  expect(await invalidRequests().since(NOW, 'a')).toEqual([{ at: NOW + 10 * SECOND, requests: 16 }]);
  expect(await invalidRequests().since(NOW + 10 * SECOND, null)).toEqual([{ at: NOW + 20 * SECOND, requests: 4 }]);
});

test('invalid requests of an hour ago are removed by those of now', async () => {
  await invalidRequests().add('a', [{ at: NOW, requests: 1 }]);
  await invalidRequests().add('b', [{ at: NOW + HOUR + SECOND, requests: 2 }]);
  expect(await opened.other.rows('select holder from invalid_requests')).toEqual([{ holder: 'b' }]);
});
