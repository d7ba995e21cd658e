import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { CommitUnknownError } from '../../../src/monitor/errors.ts';
import { PIPELINE } from '../../fixtures/constants.ts';
import { result } from '../../fixtures/monitor.ts';
import { one, SAVED, setUpRecorder } from '../../fixtures/recorder.ts';
import { NOW } from '../../fixtures/thresholds.ts';

test('a caller hears back only when its results are on disk', async () => {
  const { call, end } = setUpRecorder();
  const caller = call();
  await nextTurn();
  expect(caller.is).toBe('waiting');
  await end(0);
  expect(caller.is).toBe(SAVED);
});

test('callers that come together share one transaction', async () => {
  const { call, counts, end } = setUpRecorder();
  const callers = [call(), call([result(NOW), result(NOW)]), call()];
  await nextTurn();
  expect(counts()).toEqual([4]);
  await end(0);
  expect(callers.map(({ is }) => is)).toEqual([SAVED, SAVED, SAVED]);
});

test('whoever comes while a transaction is written waits for the next one, with all who come meanwhile', async () => {
  const { call, counts, end } = setUpRecorder();
  const first = call();
  await nextTurn();
  const second = call();
  await nextTurn();
  const third = call();
  await nextTurn();
  expect(counts()).toEqual([1]);

  await end(0);
  expect([first.is, second.is, third.is]).toEqual([SAVED, 'waiting', 'waiting']);
  expect(counts()).toEqual([1, 2]);
  await end(1);
  expect([second.is, third.is]).toEqual([SAVED, SAVED]);
});

describe('while more callers arrive in each turn', () => {
  test.each([
    ['none', 0, 1],
    ['one in the next', 1, 2],
    ['as many as turns are waited for', 10, 11],
    ['more than that', 12, 11],
  ])('they are taken along: %s', async (_name, more, expected) => {
    let left = more;
    const recorder = setUpRecorder(async () => {
      if (left-- > 0) recorder.call();
    });
    recorder.call();
    await nextTurn();
    expect(recorder.counts()).toEqual([expected]);
  });
});

test('two transactions are never written at the same time', async () => {
  const { call, counts, end } = setUpRecorder();
  for (let i = 0; i < 3; i += 1) {
    call();
    await nextTurn();
  }
  expect(counts()).toHaveLength(1);
  await end(0);
  expect(counts()).toHaveLength(2);
});

describe('a write that fails', () => {
  test('is an error for exactly the callers of that transaction; the next one works', async () => {
    const { call, counts, end, fail } = setUpRecorder();
    const failed = [call(), call()];
    await nextTurn();
    const later = call();
    await fail(0);
    expect(failed.map(({ is }) => is)).toEqual(['notSaved', 'notSaved']);
    expect(later.is).toBe('waiting');

    await end(1);
    expect(later.is).toBe(SAVED);
    expect(counts()).toEqual([2, 1]);
  });

  test('leaves nothing behind: what is sent again is counted once', async () => {
    const { call, counts, end, fail } = setUpRecorder();
    call();
    await nextTurn();
    await fail(0);
    const again = call();
    await nextTurn();
    await end(1);
    expect(again.is).toBe(SAVED);
    expect(counts()).toEqual([1, 1]);
  });

  test('says that nothing was kept, and keeps the cause for the log', async () => {
    const { recorder, logged, fail } = setUpRecorder();
    const caught = recorder.record(PIPELINE, one).catch((err) => err);
    await nextTurn();
    await fail(0);
    expect(await caught).toMatchObject({ code: 'notSaved', details: { mayBeKept: false } });
    expect((await caught).cause).toEqual(new Error('disk full'));
    expect((await caught).message).not.toContain('disk full');
    expect(logged).toEqual(['results not saved']);
  });

  test('without a word of the database says that it may have been kept', async () => {
    const { recorder, fail } = setUpRecorder();
    const caught = recorder.record(PIPELINE, one).catch((err) => err);
    await nextTurn();
    await fail(0, new CommitUnknownError(new Error('Connection terminated')));
    expect(await caught).toMatchObject({ code: 'notSaved', details: { mayBeKept: true } });
  });

  test('wakes nobody, a good one does once', async () => {
    const { call, recorded, end, fail } = setUpRecorder();
    call();
    await nextTurn();
    await fail(0);
    expect(recorded()).toBe(0);

    call();
    call();
    await nextTurn();
    await end(1);
    expect(recorded()).toBe(1);
  });
});

describe('too many callers', () => {
  const MOST = 20_000;

  function fill(setUp: ReturnType<typeof setUpRecorder>, callers: number) {
    return Array.from({ length: callers }, () => setUp.call());
  }

  test.each([
    ['one below the limit', MOST - 1, 'waiting'],
    ['exactly as many as may wait', MOST, 'overloaded'],
  ])('with %s (%d) waiting, one more is %s', async (_name, callers, expected) => {
    const all = setUpRecorder();
    fill(all, callers);
    const oneMore = all.call();
    // A refusal comes at once; no write has ended yet.
    await nextTurn();
    expect(oneMore.is).toBe(expected);
    await all.end(0);
  });

  test('are refused without keeping anything of theirs, and taken again once the others are being written', async () => {
    const all = setUpRecorder();
    fill(all, MOST);
    const refused = all.call();
    await nextTurn();
    expect(all.counts()).toEqual([MOST]);
    expect(refused.is).toBe('overloaded');

    const taken = all.call();
    await all.end(0);
    await all.end(1);
    expect(taken.is).toBe(SAVED);
    expect(all.counts()).toEqual([MOST, 1]);
  });
});

describe('draining', () => {
  test('ends at once where nothing was handed in', async () => {
    await expect(setUpRecorder().recorder.drain()).resolves.toBeUndefined();
  });

  test('ends when everything handed in is on disk', async () => {
    const { recorder, call, end } = setUpRecorder();
    call();
    await nextTurn();
    call();
    let drained = false;
    const draining = recorder.drain().then(() => {
      drained = true;
    });
    await end(0);
    expect(drained).toBe(false);
    await end(1);
    await draining;
  });

  test('ends also when the last write fails', async () => {
    const { recorder, call, fail } = setUpRecorder();
    call();
    await nextTurn();
    const draining = recorder.drain();
    await fail(0);
    await expect(draining).resolves.toBeUndefined();
  });
});

describe('too many results', () => {
  const MOST = 100_000;
  const many = (count: number) => Array(count).fill(result(NOW));

  test.each([
    ['as many as may wait', 50_000, 'waiting'],
    ['one more', 50_001, 'overloaded'],
  ])('with half of them being written, %s', async (_name, more, expected) => {
    const all = setUpRecorder();
    all.call(many(MOST - 50_000));
    await nextTurn();
    const caller = all.call(many(more));
    await nextTurn();
    expect(caller.is).toBe(expected);
    expect(all.recorder.waiting()).toBe(expected === 'waiting' ? MOST : 50_000);
    await all.end(0);
    await all.end(1);
    expect(all.recorder.waiting()).toBe(0);
  });

  test('are taken again once what waits was written, or could not be', async () => {
    const all = setUpRecorder();
    all.call(many(MOST));
    await nextTurn();
    expect(all.recorder.waiting()).toBe(MOST);
    await all.fail(0);
    expect(all.recorder.waiting()).toBe(0);
    const taken = all.call(many(MOST));
    await nextTurn();
    await all.end(1);
    expect(taken.is).toBe(SAVED);
  });

  test('count with a key as without one', async () => {
    const all = setUpRecorder();
    all.call(many(MOST));
    const refused = all.callOnce('a');
    await nextTurn();
    expect(refused.is).toBe('overloaded');
    await all.end(0);
  });
});

describe('results under a key', () => {
  test('are handed on with the next transaction, and each caller hears of its own', async () => {
    const all = setUpRecorder();
    const callers = [all.callOnce('a'), all.call(), all.callOnce('b')];
    await nextTurn();
    expect(all.counts()).toEqual([3]);
    expect(callers.map(({ is }) => is)).toEqual(['waiting', 'waiting', 'waiting']);
    await all.end(0, ['known', 'otherBody']);
    expect(callers.map(({ is }) => is)).toEqual(['known', SAVED, 'otherBody']);
  });

  test('that come a second time while the first is written wait for what becomes of it', async () => {
    const all = setUpRecorder();
    const first = all.callOnce('a');
    await nextTurn();
    const second = all.callOnce('a');
    await nextTurn();
    expect([first.is, second.is, all.counts().length]).toEqual(['waiting', 'waiting', 1]);
    await all.fail(0);
    expect([first.is, second.is]).toEqual(['notSaved', 'waiting']);
    await all.end(1);
    expect(second.is).toBe('counted');
  });
});

test('failed results count once they are on disk, and not where they could not be written', async () => {
  const { recorder, call, callOnce, end, fail } = setUpRecorder();
  const failed = { ...result(NOW), outcome: 'failed' as const };
  call([failed, result(NOW)]);
  callOnce('key', [failed, failed]);
  await nextTurn();
  expect(recorder.failed(PIPELINE)).toBe(0);
  await end(0);
  expect(recorder.failed(PIPELINE)).toBe(3);
  call([failed]);
  await nextTurn();
  await fail(1);
  expect([recorder.failed(PIPELINE), recorder.failed('other')]).toEqual([3, 0]);
});
