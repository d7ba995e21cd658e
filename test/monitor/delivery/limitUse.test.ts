import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answeredOf,
  type LimitUse,
  LONGEST_ON_ITS_WAY_MS,
  takeOf,
  UNUSED,
} from '../../../src/monitor/delivery/limitUse.ts';
import { HOUR, NOW, SECOND } from '../../fixtures/thresholds.ts';

const MINUTE = 60 * SECOND;
const ALLOWANCES = [
  { requests: 5, inMs: 2 * SECOND },
  { requests: 30, inMs: MINUTE },
];

/** Requests that were answered at these moments. */
const answered = (...times: readonly number[]): LimitUse => ({ requests: times.map((at) => NOW + at), closedUntil: 0 });
const every = (ms: number, n: number) => answered(...Array.from({ length: n }, (_, i) => i * ms));
const waitAt = (use: LimitUse, at: number) => {
  const { taken } = takeOf(use, ALLOWANCES, NOW + at);
  return 'waitMs' in taken ? taken.waitMs : 0;
};

describe('the next request to a place waits', () => {
  test.each([
    ['after 4 at once', every(0, 4), 0, 0],
    ['after 5 at once', every(0, 5), 0, 2_000],
    ['just before 2 seconds have passed', every(0, 5), 1_999, 1],
    ['once 2 seconds have passed', every(0, 5), 2_000, 0],
    ['after 29 within a minute', every(1_000, 29), 29_000, 0],
    ['after 30 within a minute', every(1_000, 30), 30_000, 30_000],
    ['just before the minute is over', every(1_000, 30), 59_999, 1],
    ['once the minute is over', every(1_000, 30), 60_000, 0],
    ['while the receiver takes nothing', { requests: [], closedUntil: NOW + 700 }, 0, 700],
    ['just before it does', { requests: [], closedUntil: NOW + 700 }, 699, 1],
    ['once it does', { requests: [], closedUntil: NOW + 700 }, 700, 0],
    ['for an hour at most', { requests: [], closedUntil: NOW + HOUR }, 0, HOUR],
    ['and not for what a clock that was ahead has written', { requests: [], closedUntil: NOW + HOUR + 1 }, 0, 0],
    ['nor for requests in its future', every(0, 5), -HOUR, 0],
  ])('%s', (_what, use, at, expected) => {
    expect(waitAt(use, at)).toBe(expected);
  });
});

test('what is under way counts until its answer has come, and from then on', () => {
  let use: LimitUse = UNUSED;
  const tickets: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const next = takeOf(use, ALLOWANCES, NOW);
    if ('ticket' in next.taken) tickets.push(next.taken.ticket);
    use = next.use;
  }
  expect(tickets).toHaveLength(5);
  expect(waitAt(use, 0)).toBe(2_000);
  expect(waitAt(use, 2_000)).toBe(2_000);
  const [first = 0] = tickets;
  use = answeredOf(use, first, NOW + 3_000, 0);
  expect([waitAt(use, 3_000), waitAt(use, 4_999), waitAt(use, 5_000)]).toEqual([2_000, 1, 0]);
});

test('of a process that ended meanwhile it counts no longer than a request can take', () => {
  let use: LimitUse = UNUSED;
  for (let i = 0; i < 5; i += 1) ({ use } = takeOf(use, ALLOWANCES, NOW));
  const over = LONGEST_ON_ITS_WAY_MS + 2 * SECOND;
  expect([waitAt(use, over - 1), waitAt(use, over)]).toEqual([1, 0]);
});

test.each([
  ['a refusal', 0, 300, 300],
  ['a shorter refusal than the one before', 700, 300, 700],
  ['one of hours', 0, 5 * HOUR, HOUR],
])('%s closes the place for all', (_what, before, closedMs, expected) => {
  const use = answeredOf({ requests: [], closedUntil: NOW + before }, NOW, NOW, closedMs);
  expect(waitAt(use, 0)).toBe(expected);
});

test('however many leave, and however long they take, no window of the receiver holds more than it allows', () => {
  const requests = fc.array(
    fc.record({
      rest: fc.integer({ min: 0, max: 2_500 }),
      onItsWay: fc.integer({ min: 0, max: 9_000 }),
      back: fc.integer({ min: 0, max: 900 }),
    }),
    { maxLength: 120 },
  );
  fc.assert(
    fc.property(requests, (all) => {
      let [use, now]: [LimitUse, number] = [UNUSED, NOW];
      let underWay: { readonly ticket: number; readonly answeredAt: number }[] = [];
      const arrivals: number[] = [];
      /** Answers come in the order of their moments, each at its own. */
      const goOn = (until: number) => {
        for (const { ticket, answeredAt } of underWay.toSorted((a, b) => a.answeredAt - b.answeredAt))
          if (answeredAt <= until) use = answeredOf(use, ticket, answeredAt, 0);
        underWay = underWay.filter(({ answeredAt }) => answeredAt > until);
        now = until;
      };
      for (const { rest, onItsWay, back } of all) {
        goOn(now + rest);
        for (;;) {
          const next = takeOf(use, ALLOWANCES, now);
          ({ use } = next);
          if ('ticket' in next.taken) {
            arrivals.push(now + onItsWay);
            underWay.push({ ticket: next.taken.ticket, answeredAt: now + onItsWay + back });
            break;
          }
          goOn(now + next.taken.waitMs);
        }
      }
      for (const { requests: most, inMs } of ALLOWANCES) {
        const inOne = arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + inMs).length);
        expect(Math.max(0, ...inOne)).toBeLessThanOrEqual(most);
      }
    }),
  );
});
