import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FLAPPING_WITHIN_MS, MOST_PAIRS, STEADY_AFTER_MS } from '../../../src/monitor/alerts/flapping.ts';
import { always, type Entry, HOLD, holds, run, type Step } from '../../fixtures/decisionStory.ts';

const judge = (state: 'ok' | 'warning' | 'critical', value: number): Step => ({ do: 'judge', state, value });

/** How long it fires, how long it is away after that, and how bad it is. */
interface Spell {
  readonly firesMs: number;
  readonly awayMs: number;
  readonly state: 'warning' | 'critical';
  readonly value: number;
}

const stories: fc.Arbitrary<readonly Spell[]> = fc.array(
  fc.record({
    firesMs: fc.integer({ min: 0, max: 8 * 60_000 }),
    awayMs: fc.integer({ min: 2 * HOLD, max: 8 * 60_000 }),
    state: fc.constantFrom('warning' as const, 'critical' as const),
    value: fc.integer({ min: 100, max: 400 }),
  }),
  { minLength: 1, maxLength: 25 },
);

const stepsOf = (story: readonly Spell[]): Step[] =>
  story.flatMap(({ firesMs, awayMs, state, value }) => [
    judge(state, value),
    { do: 'wait', ms: firesMs },
    judge(state, value),
    judge('ok', 1_000),
    { do: 'wait', ms: awayMs },
    judge('ok', 1_000),
  ]);

/** How often something began, by the log alone. */
const begun = (log: readonly Entry[]) =>
  log.filter(({ state }, index) => state !== 'ok' && (index === 0 || log[index - 1]?.state === 'ok')).length;

test('nothing is lost: alerts, the digest, late lines and the end account for every time that it came and went', () => {
  fc.assert(
    fc.property(stories, holds, (story, holdMs) => {
      const settled: Step[] = [{ do: 'wait', ms: STEADY_AFTER_MS }, judge('ok', 1_000), judge('ok', 1_000)];
      const { log, alertState } = run([...stepsOf(story), ...settled], holdMs);
      expect(alertState.incident).toBeNull();
      let counted = 0;
      for (const { before, decision } of log) {
        const { incident } = before;
        if (decision.send === 'late') {
          const { flapping } = decision.ended;
          counted += flapping === null ? 1 : flapping.times - flapping.before;
        } else if (decision.send === 'recovery') {
          const flapping = incident?.flapping ?? null;
          counted += flapping === null ? 1 : flapping.times - flapping.before;
        }
      }
      expect(counted).toBe(begun(log));
    }),
    { numRuns: 500, seed: 11 },
  );
});

test('it is only said of what has ended more than five times in the hour, and once until it stays away', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { log } = run(stepsOf(story), 0);
      const goneAt: number[] = [];
      let isOpen = false;
      for (const { now, state, before, decision } of log) {
        const fired = before.incident !== null && before.incident.clearSince === null;
        if (state === 'ok' && fired) goneAt.push(now);
        if (decision.send === 'flapping') {
          expect(isOpen).toBe(false);
          expect(goneAt.filter((at) => now - at < FLAPPING_WITHIN_MS).length).toBeGreaterThan(MOST_PAIRS);
          isOpen = true;
        }
        if (decision.alertState.incident === null) isOpen = false;
      }
    }),
    { numRuns: 500, seed: 12 },
  );
});

test('whatever comes and goes: what is critical where people were notified of a warning alone passes at once', () => {
  always((log) => {
    for (const { state, muted, suppressedBy, before, decision } of log) {
      const { incident } = before;
      if (incident?.flapping == null || incident.acknowledged !== null || muted || suppressedBy !== null) continue;
      if (state === 'critical' && incident.notifiedSeverity === 'warning') expect(decision.send).toBe('alert');
    }
  });
});
