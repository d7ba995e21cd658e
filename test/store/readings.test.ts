import { beforeEach, describe, expect, test } from 'vitest';
import type { Reading } from '../../src/monitor/types.ts';
import { HOUR, MINUTE, NOW, type OpenFile, openOnDisk, PIPELINE, rows } from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const depth = (at: number, value: number): Reading => ({ metric: 'queueDepth', at, value });
const add = (...readings: Reading[]) => opened.store.readings.add(PIPELINE, readings);

describe('the newest reading', () => {
  test('is there for other connections too', async () => {
    await add(depth(NOW, 340), { metric: 'balance', at: NOW, value: -8_420_000 });
    expect(await rows(opened.other, 'select pipeline, metric, at, value from readings order by metric')).toEqual([
      { pipeline: PIPELINE, metric: 'balance', at: NOW, value: -8_420_000 },
      { pipeline: PIPELINE, metric: 'queueDepth', at: NOW, value: 340 },
    ]);
  });

  test('is the latest by its time, not by its arrival', async () => {
    await add(depth(NOW, 2));
    await add(depth(NOW - MINUTE, 1));
    expect(await opened.store.readings.newest(PIPELINE, 'queueDepth')).toEqual(depth(NOW, 2));
  });

  test.each([
    [NOW - 1, 1],
    [NOW, 2],
    [NOW + 1, 2],
    [NOW - MINUTE - 1, null],
  ])('until %d is %d', async (until, value) => {
    await add(depth(NOW - MINUTE, 1), depth(NOW, 2), depth(NOW + MINUTE, 3));
    const reading = await opened.store.readings.newest(PIPELINE, 'queueDepth', until);
    expect(reading?.value ?? null).toBe(value);
  });

  test('is null of another metric and of another pipeline', async () => {
    await add(depth(NOW, 1));
    expect(await opened.store.readings.newest(PIPELINE, 'balance')).toBeNull();
    expect(await opened.store.readings.newest('other', 'queueDepth')).toBeNull();
  });

  test('of the same moment is the one that came last', async () => {
    await add(depth(NOW, 1));
    await add(depth(NOW, 2));
    expect(await rows(opened.other, 'select value from readings')).toEqual([{ value: 2 }]);
  });

  test('of the same moment is the one that came last in one call, too, and other metrics are left alone', async () => {
    await add(depth(NOW, 1), { metric: 'balance', at: NOW, value: 7 }, depth(NOW - 1, 5), depth(NOW, 2));
    expect(await rows(opened.other, 'select at, value from readings order by metric, at')).toEqual([
      { at: NOW, value: 7 },
      { at: NOW - 1, value: 5 },
      { at: NOW, value: 2 },
    ]);
  });
});

test('adding none does nothing', async () => {
  await add();
  expect(await rows(opened.other, 'select * from readings')).toEqual([]);
});

describe('the readings since a time', () => {
  test('come oldest first, after the one that still held then', async () => {
    await add(depth(NOW - 3, 1), depth(NOW + 2, 4), depth(NOW - 2, 2), depth(NOW, 3));
    expect(await opened.store.readings.since(PIPELINE, 'queueDepth', NOW)).toEqual([
      depth(NOW - 2, 2),
      depth(NOW, 3),
      depth(NOW + 2, 4),
    ]);
  });

  test('are the one that still holds where none came since', async () => {
    await add(depth(NOW - MINUTE, 7));
    expect(await opened.store.readings.since(PIPELINE, 'queueDepth', NOW)).toEqual([depth(NOW - MINUTE, 7)]);
  });

  test('end with the one at the given moment', async () => {
    await add(depth(NOW - 2, 1), depth(NOW, 2), depth(NOW + 2, 3), depth(NOW + 3, 4));
    const { since } = opened.store.readings;
    expect(await since(PIPELINE, 'queueDepth', NOW, NOW + 2)).toEqual([
      depth(NOW - 2, 1),
      depth(NOW, 2),
      depth(NOW + 2, 3),
    ]);
    expect(await since(PIPELINE, 'queueDepth', NOW, NOW)).toEqual([depth(NOW - 2, 1), depth(NOW, 2)]);
    expect(await since(PIPELINE, 'queueDepth', NOW, NOW - 1)).toEqual([depth(NOW - 2, 1)]);
    expect(await since(PIPELINE, 'queueDepth', NOW, NOW - 3)).toEqual([]);
  });

  test('are none where there never was one', async () => {
    await opened.store.readings.add('other', [depth(NOW, 1)]);
    expect(await opened.store.readings.since(PIPELINE, 'queueDepth', NOW)).toEqual([]);
  });
});

describe('the peak of a period', () => {
  test.each([
    ['with its first moment', NOW, NOW + 1, 5],
    ['without its last moment', NOW - MINUTE, NOW, 3],
    ['of all', 0, NOW * 2, 9],
    ['with the one that held when it began', NOW + 1, NOW + 2, 5],
    ['with one that held when it began, and a lower one in it', NOW + MINUTE + 1, NOW + 3 * MINUTE, 9],
    ['with one that is just not too old to hold', NOW + 12 * MINUTE, NOW + HOUR, 1],
    ['without one that is too old to hold', NOW + 12 * MINUTE + 1, NOW + HOUR, null],
    ['before there were any', NOW - HOUR, NOW - MINUTE, null],
  ])('%s', async (_name, from, to, peak) => {
    await add(depth(NOW - MINUTE, 3), depth(NOW, 5), depth(NOW + MINUTE, 9), depth(NOW + 2 * MINUTE, 1));
    await opened.store.readings.add('other', [depth(NOW, 1_000)]);
    expect(await opened.store.readings.peak(PIPELINE, 'queueDepth', from, to)).toBe(peak);
  });
});
