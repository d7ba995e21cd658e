import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createDeadline } from '../../src/roles/deadline.ts';

const STARTED_AT = 1_000_000;

beforeEach(() => {
  vi.useFakeTimers({ now: STARTED_AT });
});
afterEach(() => {
  vi.useRealTimers();
});

const never = () => new Promise<never>(() => undefined);

function setUp() {
  const lines: string[] = [];
  const begun: string[] = [];
  const log = createLog({ level: 'info', secrets: [], destination: { write: (line) => void lines.push(line) } });
  const within = createDeadline(1_000, { elapsed: Date.now, log });
  return {
    begun,
    within,
    logged: () => lines.map((line) => JSON.parse(line)),
    part: (what: string, work: () => Promise<unknown>) =>
      within(what, () => {
        begun.push(what);
        return work();
      }),
  };
}

const after = (ms: number) => () => new Promise((resolve) => setTimeout(resolve, ms));

test('parts follow one another, and nobody waits for longer than they take', async () => {
  const { part, begun, logged } = setUp();
  const stopped = part('a', after(400)).then(() => part('b', after(400)));
  await vi.advanceTimersByTimeAsync(399);
  expect(begun).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(1);
  expect(begun).toEqual(['a', 'b']);
  await vi.advanceTimersByTimeAsync(400);
  await stopped;
  expect(vi.getTimerCount()).toBe(0);
  expect(logged()).toEqual([]);
});

test('one that hangs is left at the deadline, those after it begin all the same', async () => {
  const { part, begun, logged } = setUp();
  const stopped = part('a', after(400))
    .then(() => part('b', never))
    .then(() => part('c', never))
    .then(() => part('d', async () => undefined));
  await vi.advanceTimersByTimeAsync(999);
  expect(begun).toEqual(['a', 'b']);
  await vi.advanceTimersByTimeAsync(1);
  await vi.runAllTimersAsync();
  await stopped;
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  // The timer of one whose turn comes too late takes a millisecond.
  expect(Date.now()).toBeLessThanOrEqual(STARTED_AT + 1_005);
  expect(logged()).toMatchObject([
    { level: 'warn', what: 'b' },
    { level: 'warn', what: 'c' },
  ]);
});

test('one that fails, also after the deadline, is said, and those after it begin', async () => {
  const { part, begun, logged } = setUp();
  const late = Promise.withResolvers<never>();
  const stopped = part('a', () => Promise.reject(new Error('no database')))
    .then(() => part('b', () => late.promise))
    .then(() => part('c', async () => undefined));
  await vi.advanceTimersByTimeAsync(1_000);
  await stopped;
  late.reject(new Error('too late'));
  await vi.runAllTimersAsync();
  expect(begun).toEqual(['a', 'b', 'c']);
  expect(logged()).toMatchObject([
    { level: 'error', what: 'a', err: { message: 'no database' } },
    { level: 'warn', what: 'b' },
    { level: 'error', what: 'b', err: { message: 'too late' } },
  ]);
});
