import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLoop, type LoopOptions } from '../../src/roles/loop.ts';

const REST = 1_000;
const RETRY = 5_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A loop whose work goes on until a test ends it, and that counts its runs. */
function setUp(options: Partial<LoopOptions> = {}) {
  const runs: PromiseWithResolvers<number>[] = [];
  const errors: unknown[] = [];
  const loop = createLoop({
    run: () => {
      const work = Promise.withResolvers<number>();
      runs.push(work);
      return work.promise;
    },
    onError: (err) => errors.push(err),
    retryMs: RETRY,
    ...options,
  });
  return {
    loop,
    errors,
    count: () => runs.length,
    /** Ends the present run, and lets the loop see it. */
    async end(restMs = REST) {
      runs.at(-1)?.resolve(restMs);
      await vi.advanceTimersByTimeAsync(0);
    },
    async fail(err: unknown) {
      runs.at(-1)?.reject(err);
      await vi.advanceTimersByTimeAsync(0);
    },
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
}

describe('a loop', () => {
  test('does nothing before it is started', async () => {
    const { loop, count, pass } = setUp();
    loop.wake();
    await pass(60_000);
    expect(count()).toBe(0);
  });

  test('runs at once, and again after the rest that each run asks for', async () => {
    const { loop, count, end, pass } = setUp();
    loop.start();
    expect(count()).toBe(1);
    await end(REST);
    await pass(REST - 1);
    expect(count()).toBe(1);
    await pass(1);
    expect(count()).toBe(2);
    await end(0);
    expect(count()).toBe(3);
  });

  test('never overlaps itself, however long a run takes and however often it is woken', async () => {
    const { loop, count, pass } = setUp();
    loop.start();
    for (let i = 0; i < 10; i += 1) {
      loop.wake();
      loop.start();
      await pass(60_000);
    }
    expect(count()).toBe(1);
  });

  test('rests from the end of a run, not from its begin', async () => {
    const { loop, count, end, pass } = setUp();
    loop.start();
    await pass(10 * REST);
    await end(REST);
    await pass(REST - 1);
    expect(count()).toBe(1);
    await pass(1);
    expect(count()).toBe(2);
  });

  test('started twice is started once', async () => {
    const { loop, count, end, pass } = setUp();
    loop.start();
    loop.start();
    await end(REST);
    loop.start();
    await pass(REST);
    expect(count()).toBe(2);
  });
});

describe('waking', () => {
  test('cuts the rest short, and the rest that was cut does not end later', async () => {
    const { loop, count, end, pass } = setUp();
    loop.start();
    await end(REST);
    loop.wake();
    expect(count()).toBe(2);
    await pass(10 * REST);
    expect(count()).toBe(2);
  });

  test('during a run makes one further run follow at once', async () => {
    const { loop, count, end, pass } = setUp();
    loop.start();
    for (let i = 0; i < 5; i += 1) loop.wake();
    expect(count()).toBe(1);
    await end(REST);
    expect(count()).toBe(2);
    await end(REST);
    await pass(REST - 1);
    expect(count()).toBe(2);
    await pass(1);
    expect(count()).toBe(3);
  });

  test('in the very moment in which a run ends is not lost', async () => {
    const { loop, pass } = setUp({
      run: () => {
        runs += 1;
        if (runs === 1) queueMicrotask(() => queueMicrotask(() => loop.wake()));
        return Promise.resolve(REST);
      },
    });
    let runs = 0;
    loop.start();
    await pass(1);
    expect(runs).toBe(2);
  });
});

describe('a run that fails', () => {
  test('is reported, and the loop goes on after the time for that', async () => {
    const { loop, errors, count, fail, pass } = setUp();
    const err = new Error('broken');
    loop.start();
    await fail(err);
    expect(errors).toEqual([err]);
    await pass(RETRY - 1);
    expect(count()).toBe(1);
    await pass(1);
    expect(count()).toBe(2);
  });

  test.each([
    ['while it runs', 'before'],
    ['while it rests', 'after'],
    ['both', 'both'],
  ])('rests all of its time though it is woken %s, and then runs once', async (_name, when) => {
    const { loop, count, fail, end, pass } = setUp();
    loop.start();
    if (when !== 'after') loop.wake();
    await fail(new Error('broken'));
    if (when !== 'before') loop.wake();
    await pass(RETRY - 1);
    expect(count()).toBe(1);
    await pass(1);
    expect(count()).toBe(2);
    await end(REST);
    await pass(REST - 1);
    expect(count()).toBe(2);
  });

  test('and then works again may be woken again', async () => {
    const { loop, count, fail, end, pass } = setUp();
    loop.start();
    await fail(new Error('broken'));
    await pass(RETRY);
    await end(REST);
    loop.wake();
    expect(count()).toBe(3);
  });

  test('is reported where it throws before it is a promise', async () => {
    const { loop, errors, pass } = setUp({
      run: () => {
        throw new Error('broken');
      },
    });
    loop.start();
    await pass(2 * RETRY);
    expect(errors).toHaveLength(3);
  });

  test('every time does not end the loop', async () => {
    const { loop, errors, fail, pass } = setUp();
    loop.start();
    for (let i = 0; i < 20; i += 1) {
      await fail(new Error('broken'));
      await pass(RETRY);
    }
    expect(errors).toHaveLength(20);
  });
});

describe('stopping', () => {
  test('waits for the present run', async () => {
    const { loop, end } = setUp();
    let stopped = false;
    loop.start();
    const stopping = loop.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stopped).toBe(false);
    await end();
    await stopping;
    expect(stopped).toBe(true);
  });

  test('waits for a run that fails, and does not fail itself', async () => {
    const { loop, errors, fail } = setUp();
    loop.start();
    const stopping = loop.stop();
    await fail(new Error('broken'));
    await expect(stopping).resolves.toBeUndefined();
    expect(errors).toHaveLength(1);
  });

  test.each([
    ['at rest', async (end: () => Promise<void>) => end()],
    ['in a run', async () => undefined],
  ])('%s lets no further run begin, woken or not', async (_name, prepare) => {
    const { loop, count, end, pass } = setUp();
    loop.start();
    await prepare(end);
    loop.wake();
    const before = count();
    const stopping = loop.stop();
    loop.wake();
    await end();
    await stopping;
    await pass(60_000);
    expect(count()).toBe(before);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('may be done twice, and before the start', async () => {
    const { loop, end } = setUp();
    await loop.stop();
    loop.start();
    await end();
    await Promise.all([loop.stop(), loop.stop()]);
  });

  test('may be followed by another start', async () => {
    const { loop, count, end, pass } = setUp();
    loop.start();
    await end();
    await loop.stop();
    loop.start();
    expect(count()).toBe(2);
    await end(REST);
    await pass(REST);
    expect(count()).toBe(3);
  });

  test('followed by another start before the present run ended still never overlaps', async () => {
    const { loop, count } = setUp();
    loop.start();
    void loop.stop();
    loop.start();
    expect(count()).toBe(1);
  });

  test('followed by another start before the present run ended goes on after it', async () => {
    const { loop, count, end, pass } = setUp();
    loop.start();
    void loop.stop();
    loop.start();
    await end(REST);
    expect(count()).toBe(2);
    await end(REST);
    await pass(REST);
    expect(count()).toBe(3);
  });

  test('forgets that it was woken before', async () => {
    const { loop, count, end, pass } = setUp();
    loop.start();
    loop.wake();
    const stopping = loop.stop();
    await end();
    await stopping;
    loop.start();
    await end(REST);
    await pass(REST - 1);
    expect(count()).toBe(2);
  });
});
