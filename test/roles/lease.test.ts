import { describe, expect, test } from 'vitest';
import { createLease, LEASE_MS, RENEW_AFTER_MS } from '../../src/roles/lease.ts';

/** A lease over a store that answers what the test says, on clocks that only the test moves. */
function setLease(answers: (number | null)[], onRelease: () => Promise<void> = async () => undefined) {
  let now = 1_000;
  const asked: number[] = [];
  const released: string[] = [];
  const lease = createLease({
    leases: {
      async take(_name, _holder, at, forMs) {
        expect(forMs).toBe(LEASE_MS);
        asked.push(at);
        return answers.length > 1 ? (answers.shift() ?? null) : (answers[0] ?? null);
      },
      held: async () => [],
      release(name) {
        released.push(name);
        return onRelease();
      },
    },
    name: 'poll default',
    holder: 'a',
    clock: { now: () => now },
    elapsed: () => now,
  });
  return {
    lease,
    asked,
    released,
    askAfter(ms: number) {
      now += ms;
      return lease.isHeld();
    },
  };
}

describe('whoever holds it', () => {
  test.each([
    [0, 1],
    [RENEW_AFTER_MS - 1, 1],
    [RENEW_AFTER_MS, 2],
  ])('renews it in time, and not at every step: %d ms', async (ms, times) => {
    const { askAfter, asked } = setLease([1]);
    expect(await askAfter(0)).toBe(true);
    expect(await askAfter(ms)).toBe(true);
    expect(asked).toHaveLength(times);
  });

  test('has two tries left before it ends', () => {
    expect(RENEW_AFTER_MS * 3).toBeLessThanOrEqual(LEASE_MS);
  });

  test('stops where another has it by then, though the clock stood still for as long', async () => {
    const { askAfter } = setLease([1, null]);
    expect(await askAfter(0)).toBe(true);
    expect(await askAfter(10 * LEASE_MS)).toBe(false);
  });

  test('lets go of it at the end; whoever does not hold it lets go of nothing', async () => {
    const holder = setLease([1]);
    await holder.askAfter(0);
    await holder.lease.release();
    expect(holder.released).toEqual(['poll default']);
    const other = setLease([null]);
    await other.askAfter(0);
    await other.lease.release();
    expect(other.released).toEqual([]);
  });
});

test('a database that is gone at the end keeps nobody from ending', async () => {
  const { lease, askAfter } = setLease([1], () => Promise.reject(new Error('gone')));
  await askAfter(0);
  await expect(lease.release()).resolves.toBeUndefined();
});

describe('whoever does not hold it', () => {
  test('asks once a second, however often the work is asked for', async () => {
    const { askAfter, asked } = setLease([null]);
    for (let ms = 0; ms < 3_000; ms += 100) expect(await askAfter(100)).toBe(false);
    expect(asked).toHaveLength(3);
  });

  test('takes it on once it is free', async () => {
    const { askAfter } = setLease([null, 2]);
    expect(await askAfter(0)).toBe(false);
    expect(await askAfter(1_000)).toBe(true);
  });
});
