import { expect, test } from 'vitest';
import { createHeartbeat, type HeartbeatPorts } from '../../src/monitor/record/listening.ts';
import { watchClock } from '../../src/monitor/record/watchedClock.ts';
import { PIPELINE, silentLog } from '../fixtures/constants.ts';
import { DAY, HOUR, NOW, SECOND } from '../fixtures/thresholds.ts';

function setUp({ hears }: Pick<HeartbeatPorts, 'hears'> = {}) {
  let now = NOW;
  let elapsed = 0;
  const beats: number[] = [];
  const wouldBe: (number | undefined)[] = [];
  const logged: object[] = [];
  const clock = watchClock({ now: () => now }, () => elapsed);
  const heartbeat = createHeartbeat({
    listening: {
      async beat(_pipeline, at, meant) {
        wouldBe.push(meant);
        const setBackMs = Math.max(0, (beats.at(-1) ?? at) - at);
        beats.push(at);
        return setBackMs;
      },
    },
    clock,
    elapsed: () => elapsed,
    log: { ...silentLog, warn: (fields) => void logged.push(fields) },
    pipelines: [PIPELINE],
    ...(hears === undefined ? {} : { hears }),
  });
  return {
    beats,
    wouldBe,
    logged,
    /** Something is dated while the clock is ahead; between two beats. */
    dateAhead(passedMs: number, aheadMs: number) {
      elapsed += passedMs;
      now += passedMs + aheadMs;
      clock.now();
      now -= aheadMs;
    },
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

test('does not beat while no process can hear results, and again once one can', async () => {
  let canHear = false;
  const { after, beats } = setUp({ hears: async () => canHear });
  expect(await after(0)).toBe(false);
  expect(await after(HOUR)).toBe(false);
  canHear = true;
  expect(await after(1)).toBe(true);
  canHear = false;
  expect(await after(HOUR)).toBe(false);
  expect(beats).toHaveLength(1);
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

test.each([
  ['by an hour', HOUR, true],
  ['by just more than five seconds', 5 * SECOND + 1, true],
  ['by five seconds, which is no jump', 5 * SECOND, false],
])('a clock that was ahead between two beats only, %s (%d ms)', async (_name, aheadMs, isNoticed) => {
  const { after, dateAhead, wouldBe } = setUp();
  await after(0);
  dateAhead(400, aheadMs);
  expect(await after(600)).toBe(isNoticed);
  expect(wouldBe.slice(1)).toEqual(isNoticed ? [NOW + SECOND + aheadMs] : []);
});

test('a clock that was ahead is noticed where it came back before the first beat', async () => {
  const { after, dateAhead, wouldBe } = setUp();
  dateAhead(SECOND, HOUR);
  await after(0);
  expect(wouldBe).toEqual([NOW + SECOND + HOUR]);
});

test('a clock that was ahead is noticed once', async () => {
  const { after, dateAhead } = setUp();
  await after(0);
  dateAhead(SECOND, HOUR);
  expect(await after(0)).toBe(true);
  expect(await after(SECOND)).toBe(false);
});
