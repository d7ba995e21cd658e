import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRequestTurns, NoTurnError } from '../../src/discord/requestTurns.ts';

/** Turns by a clock that a test moves; each request that left is noted with its time. */
function setUp() {
  let now = 0;
  const timers: { readonly at: number; readonly work: () => void }[] = [];
  const turns = createRequestTurns({
    elapsed: () => now,
    after: (ms, work) => void timers.push({ at: now + ms, work }),
  });
  const left: { readonly name: string; readonly at: number }[] = [];

  return {
    turns,
    left,
    ask(name: string, { isFirst = false, of = 'bot', isAnswered = true, signal }: Asked = {}) {
      const turn = turns.next(of, isFirst, signal).then((answered) => {
        left.push({ name, at: now });
        if (isAnswered) answered();
      });
      turn.catch(() => undefined);
      return turn;
    },
    /** Moves the clock, and does on the way what is due, each a little late. */
    async pass(ms: number, lateMs = 0): Promise<void> {
      const end = now + ms;
      for (;;) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        const next = timers.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at + lateMs > end) break;
        timers.splice(timers.indexOf(next), 1);
        now = Math.max(now, next.at + lateMs);
        next.work();
      }
      now = end;
    },
  };
}

interface Asked {
  readonly isFirst?: boolean;
  readonly of?: 'bot' | 'address';
  readonly isAnswered?: boolean;
  readonly signal?: AbortSignal;
}

/** The most that left within one second, wherever it begins. */
function mostInASecond(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
}

test('many leave at almost the rate that Discord allows, and no second has more than it allows', async () => {
  const { ask, pass, left } = setUp();
  for (let n = 0; n < 500; n += 1) ask(`${n}`);
  await pass(10_000);
  expect(left.length).toBeGreaterThanOrEqual(0.95 * 500);
  expect(mostInASecond(left.map(({ at }) => at))).toBeLessThanOrEqual(48);
  expect(left.map(({ name }) => Number(name))).toEqual(left.map((_, n) => n));
});

test('however they come, and however late timers are, no second has more than Discord allows', async () => {
  const steps = fc.array(fc.record({ asked: fc.nat(60), ms: fc.nat(700), lateMs: fc.nat(80) }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { ask, pass, left } = setUp();
      for (const { asked, ms, lateMs } of all) {
        for (let n = 0; n < asked; n += 1) ask('one');
        await pass(ms, lateMs);
      }
      expect(mostInASecond(left.map(({ at }) => at))).toBeLessThanOrEqual(48);
    }),
    { numRuns: 60 },
  );
});

test('a few leave at once', async () => {
  const { ask, pass, left } = setUp();
  for (let n = 0; n < 9; n += 1) ask(`${n}`);
  await pass(0);
  expect(left).toHaveLength(8);
  await pass(21);
  expect(left).toHaveLength(9);
});

test('what people wait for goes first, in its order', async () => {
  const { ask, pass, left } = setUp();
  for (let n = 0; n < 12; n += 1) ask(`alert ${n}`);
  ask('answer 1', { isFirst: true });
  ask('answer 2', { isFirst: true });
  await pass(1_000);
  expect(left.slice(8, 12).map(({ name }) => name)).toEqual(['answer 1', 'answer 2', 'alert 8', 'alert 9']);
});

test('requests without a token have turns of their own', async () => {
  const { ask, pass, left } = setUp();
  for (let n = 0; n < 20; n += 1) ask('bot');
  for (let n = 0; n < 8; n += 1) ask('webhook', { of: 'address' });
  await pass(0);
  expect(left.filter(({ name }) => name === 'webhook')).toHaveLength(8);
});

test('what is answered later than usual may have arrived late: the next second has less', async () => {
  const { ask, pass, left } = setUp();
  for (let n = 0; n < 30; n += 1) ask('before');
  await pass(2_000);
  for (let n = 0; n < 48; n += 1) ask('held up', { isAnswered: false });
  await pass(1_000);
  expect(left).toHaveLength(78);
  for (let n = 0; n < 48; n += 1) ask('after');
  await pass(1_980);
  expect(left).toHaveLength(78);
  await pass(2_000);
  expect(left).toHaveLength(78 + 48);
});

test('after a refusal nothing leaves before Discord allows it', async () => {
  const { turns, ask, pass, left } = setUp();
  turns.pause('bot', 700);
  ask('one');
  await pass(699);
  expect(left).toEqual([]);
  await pass(1);
  expect(left).toEqual([{ name: 'one', at: 700 }]);
});

test('what is called off while it waits never leaves, and the rest goes on', async () => {
  const { ask, pass, left } = setUp();
  const controller = new AbortController();
  for (let n = 0; n < 8; n += 1) ask('before');
  const gone = ask('gone', { signal: controller.signal });
  ask('after');
  controller.abort();
  await expect(gone).rejects.toThrow(NoTurnError);
  await pass(1_000);
  expect(left.slice(8).map(({ name }) => name)).toEqual(['after']);
  await expect(ask('too late', { signal: controller.signal })).rejects.toThrow(NoTurnError);
});

test('there is room as long as few wait', async () => {
  const { turns, ask, pass } = setUp();
  for (let n = 0; n < 11; n += 1) ask('one');
  let hasRoom = 0;
  const note = () => {
    hasRoom += 1;
  };
  void turns.room().then(note);
  await pass(0);
  expect(hasRoom).toBe(1);
  ask('one more');
  void turns.room().then(note);
  await pass(20);
  expect(hasRoom).toBe(1);
  await pass(1);
  expect(hasRoom).toBe(2);
});

test('a process keeps to its share, and to one a second where that is over', async () => {
  const { turns, ask, pass, left } = setUp();
  turns.allow(24, 5_000);
  for (let n = 0; n < 400; n += 1) ask('one');
  await pass(4_999);
  const within = left.length;
  expect(within).toBeGreaterThanOrEqual(0.95 * 120);
  expect(mostInASecond(left.map(({ at }) => at))).toBeLessThanOrEqual(24);
  await pass(4_001);
  expect(left.length - within).toBeLessThanOrEqual(4);
  turns.allow(24, 5_000);
  await pass(4_000);
  expect(left.length - within).toBeGreaterThanOrEqual(0.9 * 96);
  expect(mostInASecond(left.map(({ at }) => at))).toBeLessThanOrEqual(24);
});

test('a process without a share waits for it', async () => {
  const { turns, ask, pass, left } = setUp();
  turns.allow(0, 3_000);
  ask('one');
  await pass(2_999);
  expect(left).toEqual([]);
  turns.allow(24, 3_000);
  await pass(1);
  expect(left).toHaveLength(1);
});

test.each([
  ['not much longer than callers wait', 29_000, true],
  ['so long that somebody else may send the same by now', 31_000, false],
])('after the process stood still %s, what waited leaves or not', async (_name, lateMs, leaves) => {
  const { ask, pass, left } = setUp();
  for (let n = 0; n < 48; n += 1) ask(`${n}`);
  await pass(0);
  const before = left.length;
  const waiting = ask('waiting');
  await pass(lateMs, lateMs);
  await pass(5_000);
  if (leaves) {
    await waiting;
    expect(left.length).toBe(49);
  } else {
    await expect(waiting).rejects.toThrow(NoTurnError);
    expect(left.length).toBe(before);
  }
  // What comes then has its turn.
  await ask('later');
});
