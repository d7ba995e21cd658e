import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { LeaseLostError } from '../../src/monitor/errors.ts';
import type { Fence } from '../../src/monitor/ports/leaseStore.ts';
import { LEFT_TO_OTHERS_MS } from '../../src/roles/leaseBalance.ts';
import { ASK_AGAIN_MS, createLeases, LEASE_MS, RENEW_EVERY_MS } from '../../src/roles/leases.ts';
import { FAILING_MS, STUCK_MS, TROUBLE_MS } from '../../src/roles/workHealth.ts';
import type { StoreUnderLease } from '../../src/store/open.ts';
import { SECOND } from '../fixtures/thresholds.ts';

const log = createLog({ level: 'fatal', secrets: [], destination: { write: () => true } });

/** The leases of one process, over a store that answers what the test says, on clocks that only the test moves. */
function setUp(answers: (number | null)[]) {
  let now = 1_000;
  const asked: number[] = [];
  const released: string[] = [];
  const fences: Fence[] = [];
  let lost: readonly string[] = [];
  let [others, isDown] = [0, false];
  const leases = createLeases({
    store: {
      leases: {
        async take(_name, _holder, at, forMs) {
          expect(forMs).toBe(LEASE_MS);
          asked.push(at);
          return answers.length > 1 ? (answers.shift() ?? null) : (answers[0] ?? null);
        },
        async renew(held) {
          if (isDown) throw new Error('the database is gone');
          return held.filter(({ name }) => lost.includes(name));
        },
        held: async () => [],
        async release(name) {
          released.push(name);
          if (others === 0) throw new Error('the database is gone');
        },
        beat: async () => undefined,
        others: async () => others,
        leave: async () => undefined,
      },
      fenced(fence) {
        fences.push(fence);
        // Nothing is written here.
        return {} as StoreUnderLease;
      },
    },
    holder: 'a',
    clock: { now: () => now },
    elapsed: () => now,
    log,
  });
  const lease = leases.lease('poll default');
  const lostSignals: string[] = [];
  lease.lost.listen(() => void lostSignals.push('lost'));
  return {
    lease,
    leases,
    asked,
    released,
    fences,
    lostSignals,
    wait: (ms: number) => {
      now += ms;
    },
    /** Whether the work is done now. */
    async works(work: () => Promise<number> = async () => 60 * SECOND) {
      let store: StoreUnderLease | null = null;
      const restMs = await lease.run((under) => {
        store = under;
        return work();
      });
      return { done: store !== null, restMs, store: store as StoreUnderLease | null };
    },
    loses(...names: readonly string[]) {
      lost = names;
    },
    /** So many processes do such work beside this one. */
    isBeside(count: number) {
      others = count;
    },
    databaseIsGone(isGone: boolean) {
      isDown = isGone;
    },
  };
}

test('another process takes over within ten seconds from one that died right after it renewed', () => {
  expect(LEASE_MS + ASK_AGAIN_MS).toBeLessThan(10 * SECOND);
  expect(3 * RENEW_EVERY_MS).toBeLessThan(LEASE_MS);
});

describe('who holds it', () => {
  test('works, rests for as long as the work says, and does not ask at each step', async () => {
    const { works, wait, asked } = setUp([1]);
    expect(await works()).toMatchObject({ done: true, restMs: 60 * SECOND });
    wait(LEASE_MS - 1);
    expect(await works()).toMatchObject({ done: true });
    expect(asked).toHaveLength(1);
  });

  test('goes on for as long as it is renewed', async () => {
    const { works, wait, asked, leases, lease } = setUp([1]);
    await works();
    for (let i = 0; i < 100; i += 1) {
      wait(RENEW_EVERY_MS);
      expect(await leases.renew()).toBe(RENEW_EVERY_MS);
    }
    expect(lease.isHeld()).toBe(true);
    await works();
    expect(asked).toHaveLength(1);
  });

  test('asks again after it stood still, and stops where another has it by then', async () => {
    const { works, wait, asked, lease, lostSignals } = setUp([1, null]);
    await works();
    wait(LEASE_MS);
    expect(lease.isHeld()).toBe(false);
    expect(await works()).toMatchObject({ done: false, restMs: ASK_AGAIN_MS });
    expect(asked).toHaveLength(2);
    expect(lostSignals).toEqual(['lost']);
  });

  test('goes on with the same fence where nobody took it meanwhile', async () => {
    const { works, wait, fences } = setUp([1]);
    const before = await works();
    wait(10 * LEASE_MS);
    expect((await works()).store).toBe(before.store);
    expect(fences).toEqual([{ name: 'poll default', holder: 'a', epoch: 1 }]);
  });

  test('hears at the next renewal that another has it', async () => {
    const { works, loses, leases, lease, lostSignals } = setUp([1, null]);
    await works();
    loses('poll default');
    await leases.renew();
    expect([lease.isHeld(), lostSignals]).toEqual([false, ['lost']]);
  });

  test('hears it when its write is refused, which is no failure', async () => {
    const { works, lease, lostSignals, wait, fences } = setUp([1, 3]);
    const refused = () => Promise.reject(new LeaseLostError('poll default'));
    expect(await works(refused)).toMatchObject({ done: true, restMs: ASK_AGAIN_MS });
    expect([lease.isHeld(), lostSignals]).toEqual([false, ['lost']]);
    wait(ASK_AGAIN_MS);
    expect(await works()).toMatchObject({ done: true });
    expect(fences.map(({ epoch }) => epoch)).toEqual([1, 3]);
  });

  test('hears of every other failure', async () => {
    const { works, lease } = setUp([1]);
    await expect(works(() => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(lease.isHeld()).toBe(true);
  });

  test('lets go of it at the end, even where the database is gone; who does not hold it lets go of nothing', async () => {
    const holder = setUp([1]);
    await holder.works();
    await holder.lease.release();
    expect([holder.released, holder.lease.isHeld()]).toEqual([['poll default'], false]);
    const other = setUp([null]);
    await other.works();
    await other.lease.release();
    expect(other.released).toEqual([]);
  });
});

describe('work that does not get done in this process', () => {
  const fails = () => Promise.reject(new Error('out of memory'));
  const NAME = 'poll default';

  /** Fails every second for so long, and renews as it would; answers whether it still holds the lease. */
  async function failing(stage: ReturnType<typeof setUp>, forMs: number): Promise<boolean> {
    for (let ms = 0; ms <= forMs; ms += SECOND) {
      if (ms > 0) stage.wait(SECOND);
      await stage.works(fails).catch(() => undefined);
      await stage.leases.renew().catch(() => undefined);
    }
    return stage.lease.isHeld();
  }

  test.each([
    ['for less than ten seconds', FAILING_MS - SECOND, 1, true],
    ['for ten seconds', FAILING_MS, 1, false],
    ['for a minute, and nobody is there to take it', 60 * SECOND, 0, true],
  ])('that fails %s is left to another process or kept', async (_name, forMs, others, isKept) => {
    const stage = setUp([1]);
    stage.isBeside(others);
    expect(await failing(stage, forMs)).toBe(isKept);
    expect(stage.released).toEqual(isKept ? [] : [NAME]);
  });

  test('is not asked for while others ask; where none of them takes it, it comes back, and stays for a minute', async () => {
    const stage = setUp([1, 2]);
    stage.isBeside(1);
    await failing(stage, FAILING_MS);
    stage.wait(LEFT_TO_OTHERS_MS - 1);
    expect(await stage.works()).toMatchObject({ done: false, restMs: ASK_AGAIN_MS });
    expect(stage.asked).toHaveLength(1);
    stage.wait(ASK_AGAIN_MS);
    expect(await stage.works()).toMatchObject({ done: true });
    expect(await failing(stage, 40 * SECOND)).toBe(true);
    expect(await failing(stage, 15 * SECOND)).toBe(false);
  });

  test('is kept where it fails now and then', async () => {
    const stage = setUp([1]);
    stage.isBeside(1);
    for (let n = 0; n < 10; n += 1) {
      await failing(stage, FAILING_MS - 2 * SECOND);
      stage.wait(SECOND);
      await stage.works();
    }
    expect(stage.lease.isHeld()).toBe(true);
  });

  test('is kept where it failed because the database was gone', async () => {
    const stage = setUp([1]);
    stage.isBeside(1);
    await stage.works();
    stage.databaseIsGone(true);
    await failing(stage, 60 * SECOND);
    stage.databaseIsGone(false);
    await stage.works(fails).catch(() => undefined);
    await stage.leases.renew();
    expect(stage.released).toEqual([]);
  });

  test.each([
    ['less than a minute', STUCK_MS - 1, 1, [], null],
    ['a minute', STUCK_MS, 1, [NAME], '"poll default" has not come to an end for 60 s: restart this process'],
    ['a minute, alone', STUCK_MS, 0, [], '"poll default" has not come to an end for 60 s: restart this process'],
  ])('because it does not end for %s', async (_name, forMs, others, released, trouble) => {
    const stage = setUp([1]);
    stage.isBeside(others);
    await new Promise<void>((began) => {
      void stage.works(() => {
        began();
        return new Promise(() => undefined);
      });
    });
    stage.wait(forMs);
    await stage.leases.renew();
    expect(stage.released).toEqual(released);
    expect(stage.leases.trouble('poll ')).toBe(trouble);
    expect(stage.leases.trouble('evaluate ')).toBeNull();
  });

  test.each([
    [TROUBLE_MS - SECOND, null],
    [TROUBLE_MS, '"poll default" has failed for 60 s: the log says why'],
  ])('of a process alone is said after a minute: %d', async (forMs, trouble) => {
    const stage = setUp([1]);
    await failing(stage, forMs);
    expect(stage.leases.trouble('poll ')).toBe(trouble);
    await stage.works();
    expect(stage.leases.trouble('poll ')).toBeNull();
  });
});

describe('who does not hold it', () => {
  test('asks once a second, however often the work is asked for', async () => {
    const { works, wait, asked } = setUp([null]);
    for (let ms = 0; ms < 3_000; ms += 100) {
      wait(100);
      expect(await works()).toMatchObject({ done: false });
    }
    expect(asked).toHaveLength(3);
  });

  test('asks no later where it is woken in between', async () => {
    const { works, wait } = setUp([null]);
    expect(await works()).toMatchObject({ restMs: ASK_AGAIN_MS });
    wait(ASK_AGAIN_MS - 1);
    expect(await works()).toMatchObject({ restMs: 1 });
  });

  test('takes it on once it is free', async () => {
    const { works, wait } = setUp([null, 2]);
    expect(await works()).toMatchObject({ done: false });
    wait(ASK_AGAIN_MS);
    expect(await works()).toMatchObject({ done: true });
  });
});
