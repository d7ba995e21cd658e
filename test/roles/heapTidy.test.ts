import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AFTER_MS, createHeapTidy, MANY_SERVERS } from '../../src/roles/heapTidy.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const IDENTIFY_MS = 5_000;

describe('after a start the heap is tidied', () => {
  test.each([
    ['not with few servers', [MANY_SERVERS - 1], 0],
    ['once with many', [MANY_SERVERS], 1],
    ['once with many in several shards, after the last of them', [MANY_SERVERS - 1, 1, MANY_SERVERS], 1],
  ])('%s', (_name, shards, times) => {
    const gc = vi.fn();
    const tidy = createHeapTidy(gc);
    for (const servers of shards) {
      vi.advanceTimersByTime(IDENTIFY_MS);
      tidy(servers);
    }
    vi.advanceTimersByTime(AFTER_MS - 1);
    expect(gc).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(gc).toHaveBeenCalledTimes(times);
  });

  test('and not again where a shard comes back', () => {
    const gc = vi.fn();
    const tidy = createHeapTidy(gc);
    tidy(MANY_SERVERS);
    vi.advanceTimersByTime(AFTER_MS);
    tidy(MANY_SERVERS);
    vi.advanceTimersByTime(10 * AFTER_MS);
    expect(gc).toHaveBeenCalledOnce();
  });

  test('never where Node.js does not allow it', () => {
    createHeapTidy(undefined)(MANY_SERVERS);
    expect(vi.getTimerCount()).toBe(0);
  });
});
