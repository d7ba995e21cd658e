import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { LeaseStore } from '../../src/monitor/ports/leaseStore.ts';
import { fairPart, toGiveAway } from '../../src/roles/leaseBalance.ts';
import { createLeases } from '../../src/roles/leases.ts';
import type { StoreUnderLease } from '../../src/store/open.ts';
import { NOW, SECOND } from '../fixtures/thresholds.ts';

test.each([
  [7, 1, 7],
  [7, 2, 4],
  [7, 3, 3],
  [7, 8, 1],
  [0, 2, 0],
])('of %d leases each of %d processes holds no more than %d', (wanted, processes, fair) => {
  expect(fairPart(wanted, processes)).toBe(fair);
});

test.each([
  [4, 4, 0],
  [3, 4, 0],
  [5, 4, 1],
  [12, 4, 1],
  [13, 4, 2],
  [100, 50, 7],
])('who holds %d where %d are its part gives away %d at a time', (held, fair, given) => {
  expect(toGiveAway(held, fair)).toBe(given);
});

const log = createLog({ level: 'fatal', secrets: [], destination: { write: () => true } });
const STEP_MS = 250;
const TAKEN_OVER_MS = 10 * SECOND;
const NAMES = Array.from({ length: 7 }, (_, n) => `work ${n}`);

/** As PostgreSQL does it. */
function leasesInMemory() {
  const rows = new Map<string, { holder: string; until: number; epoch: number }>();
  const workers = new Map<string, number>();
  const store: LeaseStore = {
    async take(name, holder, now, forMs, freeForMs = 0) {
      const row = rows.get(name);
      const isOwn = freeForMs === 0 && row?.holder === holder;
      if (row !== undefined && !isOwn && row.until > now - freeForMs) return null;
      const epoch = row === undefined ? 1 : row.epoch + (row.holder === holder ? 0 : 1);
      rows.set(name, { holder, until: now + forMs, epoch });
      return epoch;
    },
    async renew(held, now, forMs) {
      return held.filter(({ name, holder, epoch }) => {
        const row = rows.get(name);
        if (row?.holder !== holder || row.epoch !== epoch) return true;
        row.until = now + forMs;
        return false;
      });
    },
    held: async () => [],
    async release(name, holder, now) {
      const row = rows.get(name);
      if (row?.holder === holder && row.until > now) row.until = now;
    },
    async beat(holder, now, forMs) {
      workers.set(holder, now + forMs);
    },
    others: async (holder, now) => [...workers].filter(([name, until]) => name !== holder && until > now).length,
    async leave(holder) {
      workers.delete(holder);
    },
  };
  return { store, rows };
}

/** Processes that would do all of the work, each asking once a second, on a clock that only the test moves. */
function setUp() {
  const { store, rows } = leasesInMemory();
  let at = 0;
  let names = 0;
  const start = () => {
    names += 1;
    const holder = `process ${names}`;
    const leases = createLeases({
      store: { leases: store, fenced: () => ({}) as StoreUnderLease },
      holder,
      clock: { now: () => NOW + at },
      elapsed: () => at,
      log,
    });
    const startedAt = at;
    const all = NAMES.map((name) => leases.lease(name));
    return {
      holder,
      isRunning: true,
      async step() {
        // As its loops do.
        if ((at - startedAt) % (2 * SECOND) === 0) await leases.renew();
        for (const lease of all) await lease.run(async () => SECOND);
      },
      end: () => Promise.all(all.map((lease) => lease.release())),
    };
  };
  const processes: ReturnType<typeof start>[] = [];
  const running = () => processes.filter(({ isRunning }) => isRunning);
  const holderOf = (name: string) => {
    const row = rows.get(name);
    return row !== undefined && row.until > NOW + at ? row.holder : null;
  };

  return {
    store,
    start: () => void processes.push(start()),
    processes,
    running,
    holders: () => NAMES.map(holderOf),
    parts: () => running().map(({ holder }) => NAMES.filter((name) => holderOf(name) === holder).length),
    /** Answers for how long work was left undone, at most, and how often it changed hands. */
    async pass(ms: number) {
      const undoneSince = new Map<string, number>();
      let [undoneMs, moves] = [0, 0];
      let before = NAMES.map(holderOf);
      for (const end = at + ms; at < end; at += STEP_MS) {
        for (const one of running()) await one.step();
        const now = NAMES.map(holderOf);
        moves += now.filter((holder, i) => holder !== before[i]).length;
        before = now;
        for (const [i, name] of NAMES.entries()) {
          const isDone = running().some(({ holder }) => holder === now[i]);
          if (isDone || running().length === 0) undoneSince.delete(name);
          else undoneSince.set(name, undoneSince.get(name) ?? at);
          undoneMs = Math.max(undoneMs, at - (undoneSince.get(name) ?? at));
        }
      }
      return { undoneMs, moves };
    },
  };
}

describe('processes share the work', () => {
  test('one has all of it until another one comes, and then gives its part', async () => {
    const { start, pass, parts } = setUp();
    start();
    await pass(3 * SECOND);
    expect(parts()).toEqual([7]);
    start();
    await pass(10 * SECOND);
    expect(parts()).toEqual([4, 3]);
    start();
    await pass(10 * SECOND);
    expect(parts().toSorted()).toEqual([1, 3, 3]);
  });

  test('what is another one’s part, and it does not take, is done all the same, without coming and going', async () => {
    const { start, pass, store, holders } = setUp();
    start();
    await pass(3 * SECOND);
    await store.beat('process that takes nothing', NOW, 120 * SECOND);
    expect((await pass(20 * SECOND)).undoneMs).toBeLessThanOrEqual(6 * SECOND);
    expect(holders()).not.toContain(null);
    expect((await pass(30 * SECOND)).moves).toBe(0);
  });

  test('one that ends in order is replaced within two seconds', async () => {
    const { start, pass, processes, parts } = setUp();
    for (let n = 0; n < 3; n += 1) start();
    await pass(20 * SECOND);
    const [first] = processes;
    if (first === undefined) throw new Error('not started');
    first.isRunning = false;
    await first.end();
    expect((await pass(10 * SECOND)).undoneMs).toBeLessThanOrEqual(2 * SECOND);
    expect(parts().toSorted()).toEqual([3, 4]);
  });
});

test('whoever comes, dies, stands still or ends, all is done again within ten seconds, in parts, and then nothing changes hands', async () => {
  const event = fc.record({
    what: fc.constantFrom('start', 'kill', 'freeze', 'goOn', 'end'),
    which: fc.nat(5),
    rests: fc.integer({ min: 0, max: 60 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 15 }), async (events) => {
      const { start, pass, processes, running, parts, holders } = setUp();
      start();
      await pass(2 * SECOND);
      for (const { what, which, rests } of events) {
        const one = processes[which % processes.length];
        if (what === 'start' && processes.length < 6) start();
        if (one === undefined) continue;
        if (what === 'kill' || what === 'freeze') one.isRunning = false;
        if (what === 'goOn') one.isRunning = true;
        if (what === 'end') {
          one.isRunning = false;
          await one.end();
        }
        await pass(rests * STEP_MS);
      }
      if (running().length === 0) start();
      expect((await pass(100 * SECOND)).undoneMs).toBeLessThanOrEqual(TAKEN_OVER_MS);
      expect(holders()).not.toContain(null);
      expect(Math.max(...parts())).toBeLessThanOrEqual(fairPart(NAMES.length, running().length));
      expect((await pass(30 * SECOND)).moves).toBe(0);
    }),
    { numRuns: 60 },
  );
});
