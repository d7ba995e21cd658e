import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SET_BACK_MS } from '../../../src/monitor/record/watchedClock.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { DAY, HOUR, MINUTE, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

async function setUp() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  return stage;
}

describe('results of a clock that was ahead', () => {
  test.each([
    ['an hour', HOUR],
    ['a day', DAY],
  ])('by %s do not alert a second time when their hour comes', async (_name, ahead) => {
    const { results, tell, wait } = await setUp();
    await results(50, 50);
    expect(await tell()).toEqual(['g1: errors critical']);
    wait(ahead);
    await results(50, 50);
    await tell();
    wait(-ahead);
    wait(MINUTE);
    await results(400, 0);
    await tell();
    wait(6 * MINUTE);
    await results(100, 0);
    await tell();
    wait(2 * MINUTE);
    await results(100, 0);
    await tell();
    const sent: string[] = [];
    for (let passed = 0; passed < 20 * MINUTE; passed += MINUTE) {
      wait(passed === 0 ? ahead - 12 * MINUTE : MINUTE);
      await results(20, 0);
      sent.push(...(await tell()));
    }
    expect(sent).toEqual([]);
  });
});

describe('a mute of 30 minutes by a clock a day ahead', () => {
  test('holds for 30 minutes once it came back, and no longer', async () => {
    const { balance, tell, wait, mute } = await setUp();
    await tell();
    wait(DAY);
    await tell();
    await mute('g1', 'all', 30 * MINUTE);
    wait(-DAY);
    await balance(1);
    expect(await tell()).toEqual([]);
    wait(30 * MINUTE - 1);
    await balance(1);
    expect(await tell()).toEqual([]);
    wait(1);
    expect(await tell()).toEqual(['g1: balance critical after 2 suppressed']);
  });
});

test.each([
  ['a jump of the clock of an hour', HOUR],
  ['a suspend over night', 9 * HOUR],
])('%s brings no reminder sooner, and what begins after it is sent at once', async (_name, ms) => {
  const { provider, balance, tell, wait, jump, now } = await setUp();
  const failure = { class: 'account', code: 'IP_BANNED', meaning: 'x', advice: 'y' } as const;
  const refused = () => provider({ failure, failuresInRow: 2, since: now() });
  refused();
  expect(await tell()).toEqual(['g1: provider critical']);
  wait(MINUTE);
  jump(ms);
  refused();
  await balance(1);
  expect(await tell()).toEqual(['g1: balance critical']);
  wait(THRESHOLDS.cooldownMs - 1);
  refused();
  expect(await tell()).toEqual([]);
  wait(1);
  refused();
  expect(await tell()).toEqual(['g1: provider critical reminder 1', 'g1: balance critical reminder 1']);
});

/** What the clock may do while the pipeline is at work or rests. */
const moves = fc.array(
  fc.record({
    move: fc.oneof(
      fc.constant({ does: 'wait' as const, ms: MINUTE }),
      fc.record({ does: fc.constant('jump' as const), ms: fc.integer({ min: -2 * DAY, max: 2 * DAY }) }),
      fc.record({ does: fc.constant('suspend' as const), ms: fc.integer({ min: SECOND, max: 9 * HOUR }) }),
    ),
    laterBy: fc.constantFrom(0, 0, 12 * MINUTE),
  }),
  { maxLength: 25 },
);

test('whatever the clock does, a pipeline at work is never called quiet', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (steps) => {
      const stage = await setUp();
      const sent: string[] = [];
      for (const { move, laterBy } of steps) {
        await stage.results(5, 0, { at: stage.now() - laterBy });
        sent.push(...(await stage.tell()));
        if (move.does === 'wait') stage.wait(move.ms);
        else stage.jump(move.ms);
      }
      await stage.store.close();
      expect(sent.filter((line) => line.includes('silence'))).toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('whatever the clock does, people are notified of a silence once we listened for ten minutes, and not before', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (steps) => {
      const stage = await setUp();
      await stage.results(20, 0);
      await stage.tell();
      let listenedMs = 0;
      let jumps = 0;
      let silentSince: number | null = null;
      for (const { move } of [
        ...steps,
        ...Array.from({ length: 11 }, () => ({ move: { does: 'wait' as const, ms: MINUTE } })),
      ]) {
        if (move.does === 'wait') {
          stage.wait(move.ms);
          listenedMs += move.ms;
        } else {
          stage.jump(move.ms);
          jumps += 1;
        }
        const sent = await stage.tell();
        if (sent.includes('g1: silence warning')) silentSince ??= listenedMs;
      }
      await stage.store.close();
      expect(silentSince).not.toBeNull();
      // A jump counts as one step at most.
      expect(silentSince ?? 0).toBeGreaterThanOrEqual(THRESHOLDS.silence.quietMs - jumps * 30 * SECOND - MINUTE);
      expect(silentSince ?? 0).toBeLessThanOrEqual(THRESHOLDS.silence.quietMs + MINUTE);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('whatever the clock does, no mute lasts longer than it was meant to', async () => {
  await fc.assert(
    fc.asyncProperty(moves, fc.constantFrom(30 * MINUTE, 2 * HOUR), async (steps, ms) => {
      const stage = await setUp();
      await stage.evaluate();
      let muted: number | null = null;
      let passed = 0;
      for (const { move } of steps) {
        if (muted === null) {
          await stage.mute('g1', 'all', ms);
          muted = passed;
        }
        if (move.does === 'wait') {
          stage.wait(move.ms);
          passed += move.ms;
        } else {
          stage.jump(move.ms);
          if (move.does === 'suspend') passed += move.ms;
        }
        await stage.evaluate();
        const active = await stage.store.mutes.activeAt(stage.now());
        for (const mute of active) expect(mute.until - stage.now()).toBeLessThanOrEqual(ms + SET_BACK_MS);
      }
      await stage.store.close();
    }),
    { numRuns: 40 },
  );
}, 60_000);
