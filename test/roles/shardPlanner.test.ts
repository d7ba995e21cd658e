import pino from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { GatewayFacts } from '../../src/discord/gatewayInfo.ts';
import { createShardPlanner } from '../../src/roles/shardPlanner.ts';
import { createShardsOfFile } from '../../src/store/shardsOfFile.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

function setUp(setting: number | null, recommended: number) {
  const state = { now: 0, recommended, asked: 0, isDown: false, hangs: false };
  const shards = createShardsOfFile();
  const planner = createShardPlanner({
    shards,
    setting,
    info: {
      async read(): Promise<GatewayFacts> {
        state.asked += 1;
        if (state.isDown) throw new Error('no answer');
        if (state.hangs) return new Promise(() => undefined);
        return { shards: state.recommended, maxConcurrency: 16, loginsLeft: 1_000, moreLoginsInMs: HOUR };
      },
    },
    elapsed: () => state.now,
    log: pino({ level: 'silent' }),
  });
  return {
    shards,
    state,
    /** One look; answers how many shards there are, and how many there will be. */
    async look(refused = 0) {
      const facts = await planner.facts(refused);
      await planner.decide(await shards.read(0, 0), facts, refused);
      const { plan, next } = await shards.read(0, 0);
      return [plan?.shards, next?.shards ?? null];
    },
    /** Somebody has a shard, so the plan is in use. */
    use: () => shards.take({ generation: 1, shard: 0 }, 'a', 0, 0),
  };
}

test.each([
  [null, 1, 1],
  [null, 16, 16],
  [3, 16, 3],
])('a setting of %j with %d recommended begins with %d', async (setting, recommended, expected) => {
  expect(await setUp(setting, recommended).look()).toEqual([expected, null]);
});

test('while Discord does not answer, what it said before holds after two seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { look, use, state } = setUp(null, 2);
  await look();
  await use();
  Object.assign(state, { now: HOUR, hangs: true });
  const looking = look();
  await vi.advanceTimersByTimeAsync(2 * SECOND);
  expect(await looking).toEqual([2, null]);
  expect(await look()).toEqual([2, null]);
  expect(state.asked).toBe(2);
});

test('asks Discord once an hour, and plans more once twice as many are recommended', async () => {
  const { look, use, state } = setUp(null, 2);
  await look();
  await use();
  state.recommended = 4;
  state.now = HOUR - 1;
  expect(await look()).toEqual([2, null]);
  expect(state.asked).toBe(1);
  state.now = HOUR;
  expect(await look()).toEqual([2, 4]);
  expect(state.asked).toBe(2);
});

test('goes on with what it knows where Discord does not answer, but cannot begin so', async () => {
  const { look, use, state } = setUp(null, 2);
  state.isDown = true;
  await expect(look()).rejects.toThrow('no answer');
  state.isDown = false;
  await look();
  await use();
  [state.isDown, state.now] = [true, HOUR];
  expect(await look()).toEqual([2, null]);
});

test('a setting that is another number than that of the running processes is planned once', async () => {
  const { shards, look, use } = setUp(4, 1);
  await shards.decide(2, null);
  await use();
  expect(await look()).toEqual([2, 4]);
  await shards.promote({ generation: 2, shards: 4 });
  expect(await look()).toEqual([4, null]);
});

test('a refusal is answered at once, further ones after 5 and 10 seconds, and not without end', async () => {
  const { look, use, state } = setUp(1, 1);
  await look();
  await use();
  expect(await look(1)).toEqual([1, 2]);
  expect(await look(1)).toEqual([1, 2]);
  state.now = 5 * SECOND - 1;
  expect(await look(2)).toEqual([1, 2]);
  state.now += 1;
  expect(await look(2)).toEqual([1, 4]);
  state.now += 10 * SECOND - 1;
  expect(await look(3)).toEqual([1, 4]);
  state.now += 1;
  expect(await look(3)).toEqual([1, 8]);
  for (let generation = 4; generation < 10; generation += 1) {
    state.now += 300 * SECOND;
    await look(generation);
  }
  expect(await look()).toEqual([1, 16]);
});
