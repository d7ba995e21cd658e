import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { ShareStore } from '../../src/monitor/ports/shareStore.ts';
import { createShare, decideShare } from '../../src/roles/share.ts';
import { NOW, SECOND } from '../fixtures/thresholds.ts';

test.each([
  ['one alone has all', { mine: 0, others: 0, weight: 8, weights: 8, processes: 1 }, 48],
  [
    'one that comes while another has all begins with one',
    { mine: 0, others: 48, weight: 8, weights: 16, processes: 2 },
    1,
  ],
  ['it has half once the other has given that up', { mine: 1, others: 24, weight: 8, weights: 16, processes: 2 }, 24],
  ['and no more than that', { mine: 1, others: 20, weight: 8, weights: 16, processes: 2 }, 24],
  ['two may wait', { mine: 0, others: 49, weight: 8, weights: 24, processes: 3 }, 1],
  ['a third has nothing yet', { mine: 0, others: 50, weight: 8, weights: 32, processes: 4 }, 0],
  ['nobody gives up in one go', { mine: 48, others: 1, weight: 8, weights: 16, processes: 2 }, 48],
  ['who is left has all again', { mine: 24, others: 0, weight: 8, weights: 8, processes: 1 }, 48],
  ['one that sends has most of it', { mine: 0, others: 0, weight: 8, weights: 18, processes: 4 }, 20],
  ['one that only answers commands has little', { mine: 0, others: 40, weight: 1, weights: 18, processes: 4 }, 3],
  ['and at least one', { mine: 0, others: 47, weight: 1, weights: 64, processes: 22 }, 1],
  ['those of one weight have the same', { mine: 0, others: 0, weight: 1, weights: 4, processes: 4 }, 12],
  [
    'more than 48 have one each, as long as Discord allows it',
    { mine: 0, others: 49, weight: 8, weights: 480, processes: 60 },
    1,
  ],
])('%s', (_what, shares, expected) => {
  expect(decideShare(shares)).toBe(expected);
});

/** As the database does it; every look takes no time. */
function sharesInMemory(): ShareStore {
  const rows = new Map<string, { readonly share: number; readonly weight: number; readonly until: number }>();
  return {
    async renew({ holder, weight }, keeps, decide, now, forMs) {
      for (const [name, { until }] of rows) if (until <= now) rows.delete(name);
      const others = [...rows].filter(([name]) => name !== holder);
      const mine = Math.min(keeps, rows.get(holder)?.share ?? 0);
      const sum = others.reduce((all, [, { share }]) => all + share, 0);
      const weights = others.reduce((all, [, row]) => all + row.weight, weight);
      const processes = others.length + 1;
      const share = decide({ mine, others: sum, weight, weights, processes });
      rows.set(holder, { share, weight, until: now + forMs });
      return { share, weights, processes };
    },
    async leave(holder, now, afterMs) {
      const row = rows.get(holder);
      if (row !== undefined) rows.set(holder, { ...row, until: now + afterMs });
    },
  };
}

const log = createLog({ level: 'fatal', secrets: [], destination: { write: () => true } });
const STEP_MS = 100;

/** Processes that share one database, by a clock that a test moves; each renews its share every second. */
function setUp() {
  const store = sharesInMemory();
  let at = 0;
  let names = 0;
  const start = (skewMs = 0, sends = true) => {
    let allowed = { count: 0, until: 0 };
    let isReached = true;
    names += 1;
    const share = createShare({
      shares: {
        renew: (...asked) => (isReached ? store.renew(...asked) : Promise.reject(new Error('cut off'))),
        leave: store.leave,
      },
      holder: `process ${names}`,
      sends,
      turns: {
        allow(count, forMs) {
          allowed = { count, until: at + forMs };
        },
      },
      clock: { now: () => NOW + at + skewMs },
      elapsed: () => at,
      log,
    });
    const startedAt = at;
    return {
      stop: share.stop,
      /** Of the last second: what has left may still be on its way. */
      lately: [] as number[],
      isRunning: true,
      /** It ended in order, and does not come back. */
      hasEnded: false,
      cutOff(isCut: boolean) {
        isReached = !isCut;
      },
      async step() {
        if ((at - startedAt) % SECOND === 0) await share.renew().catch(() => undefined);
        // A process that does not know its share makes one request a second at most.
        this.lately = [...this.lately.slice(1 - SECOND / STEP_MS), at < allowed.until ? allowed.count : 0];
      },
      share: () => (at < allowed.until ? allowed.count : 0),
    };
  };
  const all: ReturnType<typeof start>[] = [];
  const inUse = () => all.reduce((sum, { lately }) => sum + Math.max(0, ...lately), 0);

  return {
    all,
    start: (skewMs?: number, sends?: boolean) => all.push(start(skewMs, sends)),
    /** Answers the most that were in use at once, over any second. */
    async pass(ms: number): Promise<number> {
      let most = 0;
      for (const end = at + ms; at < end; at += STEP_MS) {
        for (const one of all) {
          if (one.isRunning) await one.step();
          else one.lately = [...one.lately.slice(1), 0];
        }
        most = Math.max(most, inUse());
      }
      return most;
    },
    shares: () => all.filter(({ isRunning }) => isRunning).map((one) => one.share()),
  };
}

describe('what Discord allows is shared anew', () => {
  test('with most of it for the processes that send', async () => {
    const { start, pass, shares } = setUp();
    for (const sends of [false, false, true, true]) start(0, sends);
    await pass(10_000);
    expect(shares()).toEqual([3, 3, 20, 20]);
    start(0, false);
    await pass(10_000);
    expect(shares()).toEqual([3, 3, 19, 19, 3]);
  });

  test('within four seconds of a start', async () => {
    const { start, pass, shares } = setUp();
    start();
    await pass(500);
    expect(shares()).toEqual([48]);
    start();
    await pass(4_000);
    expect(shares()).toEqual([24, 24]);
    start();
    await pass(4_000);
    expect(shares()).toEqual([16, 16, 16]);
  });

  test.each([
    [6, 16],
    [12, 16],
    [1, 40],
    [40, 1],
    [5, 43],
  ])('with something for each of %i that send and %i that do not', async (senders, others) => {
    const { start, pass, shares } = setUp();
    for (let n = 0; n < senders + others; n += 1) start(0, n < senders);
    expect(await pass(30_000)).toBeLessThanOrEqual(50);
    expect(Math.min(...shares())).toBeGreaterThanOrEqual(1);
    expect(shares().reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(48);
  });

  test('within eight seconds where one was killed, and within five where one ended in order', async () => {
    const { start, pass, shares, all } = setUp();
    for (let n = 0; n < 3; n += 1) start();
    await pass(10_000);
    const [first, second] = all;
    if (first === undefined || second === undefined) throw new Error('not started');
    first.isRunning = false;
    await pass(8_000);
    expect(shares()).toEqual([24, 24]);
    second.isRunning = false;
    await second.stop();
    await pass(5_000);
    expect(shares()).toEqual([48]);
  });
});

test('whatever comes, dies, stands still or loses the database, nothing in any second sums up to more than Discord allows', async () => {
  const event = fc.record({
    what: fc.constantFrom('start', 'kill', 'end', 'freeze', 'goOn', 'cutOff', 'reach'),
    which: fc.nat(5),
    skewMs: fc.integer({ min: -1_000, max: 1_000 }),
    rests: fc.integer({ min: 0, max: 90 }),
    sends: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 25 }), async (events) => {
      const { start, pass, all } = setUp();
      start();
      for (const { what, which, skewMs, rests, sends } of events) {
        const one = all[which % all.length];
        if (what === 'start' && all.length < 6) start(skewMs, sends);
        if (one === undefined) continue;
        if (what === 'kill' || what === 'freeze') one.isRunning = false;
        if (what === 'goOn') one.isRunning = !one.hasEnded;
        if (what === 'end' && one.isRunning) {
          await one.stop();
          [one.isRunning, one.hasEnded] = [false, true];
        }
        if (what === 'cutOff' || what === 'reach') one.cutOff(what === 'cutOff');
        expect(await pass(rests * STEP_MS)).toBeLessThanOrEqual(50);
      }
    }),
    { numRuns: 500 },
  );
});
