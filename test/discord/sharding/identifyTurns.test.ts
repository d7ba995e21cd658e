import { expect, test } from 'vitest';
import { createIdentifyTurns, IDENTIFY_MS } from '../../../src/discord/sharding/identifyTurns.ts';
import { createTurnOf } from '../../../src/discord/sharding/turnOf.ts';

function setUp(answers: readonly (number | Error)[], maxConcurrency = 1) {
  const left = [...answers];
  const asked: unknown[] = [];
  const turns = createIdentifyTurns({
    async identify(...call) {
      asked.push(call);
      const answer = left.shift() ?? 0;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    maxConcurrency: () => maxConcurrency,
    clock: { now: () => 1_000 },
    retryMs: 1,
  });
  return { turns, asked };
}

const never = () => new AbortController().signal;

test.each([
  [0, 1, 0],
  [7, 1, 0],
  [7, 4, 3],
  [16, 16, 0],
])('shard %d with %d at once takes the turn of bucket %d', async (shard, maxConcurrency, bucket) => {
  const { turns, asked } = setUp([0], maxConcurrency);
  await turns.next(shard, never());
  expect(asked).toEqual([[bucket, 1_000, IDENTIFY_MS]]);
});

test('asks again when the wait is over, and after a database that did not answer', async () => {
  const { turns, asked } = setUp([1, new Error('away'), 0]);
  await turns.next(0, never());
  expect(asked).toHaveLength(3);
});

test('one that is called off waits no longer, and until then its connection is known to wait', async () => {
  const { turns } = setUp([60_000]);
  const turn = createTurnOf(turns);
  const called = new AbortController();
  const waits = turn.next(0, called.signal);
  expect(turn.isWaiting()).toBe(true);
  called.abort();
  await expect(waits).rejects.toThrow();
  expect(turn.isWaiting()).toBe(false);
});
