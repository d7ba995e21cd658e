import { beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import {
  bucketsOf,
  HOUR,
  MINUTE,
  NOW,
  ON_POSTGRES,
  type OpenFile,
  openOnDisk,
  PIPELINE,
  result,
  SECOND,
} from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const beat = (at: number) => opened.store.listening.beat(PIPELINE, at);
const read = (at: number) => opened.store.listening.read(PIPELINE, at);

describe('the time in which we listened', () => {
  test.each([
    ['an even step', 10 * SECOND, 10 * SECOND, 0],
    ['the longest step', 30 * SECOND, 30 * SECOND, 0],
    ['a longer one counts as the longest', 31 * SECOND, 30 * SECOND, 0],
    ['a minute, which is no jump yet', MINUTE, 30 * SECOND, 0],
    ['a jump, a suspend or a stop', MINUTE + 1, 30 * SECOND, MINUTE + 1],
    ['a day', 24 * HOUR, 30 * SECOND, 24 * HOUR],
    ['a clock that is a little behind', -5 * SECOND, 0, 0],
    ['a clock that was set back', -5 * SECOND - 1, 0, -5 * SECOND - 1],
  ])('%s (%d ms)', async (_name, ms, listenedMs, steadyAfterMs) => {
    await beat(NOW);
    await beat(NOW + ms);
    const heard = await read(NOW + ms);
    expect(heard).toMatchObject({ listenedMs, steadySince: Math.min(NOW + steadyAfterMs, NOW + ms) });
  });

  test('goes on over a restart, and between two beats', async () => {
    await beat(NOW);
    await beat(NOW + 10 * SECOND);
    await opened.reopen();
    expect(await read(NOW + 12 * SECOND)).toMatchObject({ listenedMs: 12 * SECOND });
    expect(await read(NOW + HOUR)).toMatchObject({ listenedMs: 40 * SECOND });
    expect(await read(NOW - HOUR)).toMatchObject({ listenedMs: 10 * SECOND });
  });

  test('tells by how much the clock was set back, once', async () => {
    await beat(NOW + HOUR);
    expect(await beat(NOW)).toBe(HOUR);
    expect(await beat(NOW + SECOND)).toBe(0);
  });

  describe.each([
    ['an hour', HOUR],
    // More than a clock drifts: it jumped.
    ['a day', 24 * HOUR],
  ])('while the clock was ahead by %s, between two beats only (%d ms)', (_name, aheadMs) => {
    test('what was dated is dated as much earlier', async () => {
      const { readings, results } = opened.store;
      await beat(NOW);
      await readings.add(PIPELINE, [{ metric: 'queueDepth', at: NOW + aheadMs + SECOND, value: 7 }]);
      await results.add(bucketsOf([result({ at: NOW + aheadMs + SECOND })]), [], NOW + aheadMs + SECOND);
      const now = NOW + 2 * SECOND;
      expect(await opened.store.listening.beat(PIPELINE, now, now + aheadMs)).toBe(aheadMs);
      expect(await readings.newest(PIPELINE, 'queueDepth', now)).toMatchObject({ at: NOW + SECOND, value: 7 });
      expect(await results.period(PIPELINE, NOW - MINUTE, now)).toMatchObject({ solved: 1 });
      expect(await read(now)).toMatchObject({ arrivedAt: now });
      await opened.store.listening.beat(PIPELINE, now, now);
      expect(await results.period(PIPELINE, NOW - MINUTE, now)).toMatchObject({ solved: 1 });
    });
  });

  test.runIf(ON_POSTGRES)('is not counted twice by two processes', async () => {
    const second = await openStore(opened.location);
    await beat(NOW);
    for (let at = NOW; at <= NOW + MINUTE; at += 10 * SECOND)
      await Promise.all([beat(at), second.listening.beat(PIPELINE, at)]);
    expect(await read(NOW + MINUTE)).toMatchObject({ listenedMs: MINUTE });
    await second.close();
  });
});

describe('the newest arrival', () => {
  const arrive = (at: number, dated = at) => opened.store.results.add(bucketsOf([result({ at: dated })]), [], at);

  test('is noted by when it came, whatever its own time', async () => {
    await beat(NOW);
    await arrive(NOW + 8 * SECOND, NOW - HOUR);
    expect(await read(NOW + 8 * SECOND)).toMatchObject({ arrivedAt: NOW + 8 * SECOND, arrivedListenedMs: 8 * SECOND });
  });

  test('is noted also where a key that is sent again counts nothing', async () => {
    await beat(NOW);
    const keyed = { pipeline: PIPELINE, keyHash: 'k', bodyHash: 'b', results: [result()], at: NOW };
    await opened.store.results.add(bucketsOf([]), [keyed], NOW);
    await opened.store.results.add(bucketsOf([]), [keyed], NOW + 20 * SECOND);
    expect(await read(NOW + 20 * SECOND)).toMatchObject({ arrivedAt: NOW + 20 * SECOND });
  });

  test('is noted only with what it brought', async () => {
    await beat(NOW);
    const { end } = await opened.other.failOn('insert', 'solve_buckets');
    await expect(arrive(NOW + SECOND)).rejects.toThrow();
    await end();
    expect(await read(NOW + SECOND)).toMatchObject({ arrivedAt: null });
    await arrive(NOW + SECOND);
    expect(await read(NOW + SECOND)).toMatchObject({ arrivedAt: NOW + SECOND });
  });

  test('of before anybody counted is at most now, and silence is counted from then on', async () => {
    await arrive(NOW - HOUR);
    await beat(NOW);
    expect(await read(NOW)).toMatchObject({ arrivedAt: NOW - HOUR + 5 * SECOND, arrivedListenedMs: 0, listenedMs: 0 });
  });

  test('never lies ahead once the clock was set back', async () => {
    await beat(NOW + HOUR);
    await arrive(NOW + HOUR);
    await beat(NOW);
    expect(await read(NOW)).toMatchObject({ arrivedAt: NOW });
  });
});

test('before the first beat nothing is known', async () => {
  expect(await read(NOW)).toBeNull();
});
