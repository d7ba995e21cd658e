import { expect, test } from 'vitest';
import { createHeartbeat } from '../../src/monitor/record/listening.ts';
import { PIPELINE, silentLog } from '../fixtures/constants.ts';
import { DAY, HOUR, NOW, SECOND } from '../fixtures/limits.ts';

function setUp() {
  let now = NOW;
  let elapsed = 0;
  const beats: number[] = [];
  const wouldBe: (number | undefined)[] = [];
  const logged: object[] = [];
  const heartbeat = createHeartbeat({
    listening: {
      async beat(_pipeline, at, meant) {
        wouldBe.push(meant);
        const setBackMs = Math.max(0, (beats.at(-1) ?? at) - at);
        beats.push(at);
        return setBackMs;
      },
    },
    clock: { now: () => now },
    elapsed: () => elapsed,
    log: { ...silentLog, warn: (fields) => void logged.push(fields) },
    pipelines: [PIPELINE],
  });
  return {
    beats,
    wouldBe,
    logged,
    /** Time passes, and the clock moves by something else. */
    async after(passedMs: number, clockMs = passedMs) {
      elapsed += passedMs;
      now += clockMs;
      const before = beats.length;
      await heartbeat();
      return beats.length > before;
    },
  };
}

test('beats at once, and then every ten seconds', async () => {
  const { after } = setUp();
  expect(await after(0)).toBe(true);
  expect(await after(10 * SECOND - 1)).toBe(false);
  expect(await after(1)).toBe(true);
});

test.each([
  ['ahead by a day', DAY, true],
  ['ahead by just more than five seconds', 5 * SECOND + 1, true],
  ['ahead by five seconds, which is none', 5 * SECOND, false],
  ['back by five seconds, which is none', -5 * SECOND, false],
  ['back by just more', -5 * SECOND - 1, true],
  ['back by an hour', -HOUR, true],
])('a jump %s (%d ms)', async (_name, jump, beats) => {
  const { after } = setUp();
  await after(0);
  expect(await after(SECOND, SECOND + jump)).toBe(beats);
});

test('what the clock would show had it not jumped is known to the second', async () => {
  const { after, wouldBe } = setUp();
  await after(0);
  await after(8 * SECOND);
  await after(SECOND, -HOUR);
  expect(wouldBe).toEqual([NOW, NOW + 9 * SECOND]);
});

test('the log says by how much the clock was set back', async () => {
  const { after, logged } = setUp();
  await after(0);
  await after(SECOND, -HOUR);
  expect(logged).toEqual([{ setBackMs: HOUR }]);
});
