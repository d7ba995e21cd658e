import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STEADY_AFTER_MS } from '../../../src/monitor/alerts/flapping.ts';
import {
  alerts,
  always,
  arbitrarySteps,
  COOLDOWN,
  HOLD,
  holds,
  jumps,
  mayBeSent,
  run,
  type Step,
} from '../../fixtures/decisionStory.ts';

/** Neither a mute nor a cause holds anything back any more. */
const OPEN: readonly Step[] = [
  { do: 'mute', muted: false },
  { do: 'cause', suppressedBy: null },
];

test('whatever the clock does, deciding never throws and alerts nobody while muted; what waits for the end of the mute is handed on', () => {
  fc.assert(
    fc.property(arbitrarySteps(jumps), holds, (todo, clearHoldMs) => {
      const { log } = run(todo, clearHoldMs);
      expect(
        log.filter(
          ({ muted, decision: { send } }) => muted && send !== null && send !== 'recovery' && send !== 'flapping',
        ),
      ).toEqual([]);
    }),
    { numRuns: 1_000, seed: 7 },
  );
});

test('whatever the clock did, people are notified of what fires, at the latest one cooldown after the clock settled', () => {
  const property = fc.property(
    arbitrarySteps(jumps),
    holds,
    fc.constantFrom('warning' as const, 'critical' as const),
    (todo, clearHoldMs, state) => {
      const fire: Step = { do: 'judge', state, value: 1 };
      const settled: Step[] = [...OPEN, fire, { do: 'wait', ms: COOLDOWN - 1 }, fire];
      const { log } = run([...todo, ...settled], clearHoldMs);
      fc.pre(log.slice(-2).every(mayBeSent));
      expect(alerts(log.slice(-2)).length).toBeGreaterThanOrEqual(1);
    },
  );
  fc.assert(property, { numRuns: 2_000, seed: 7 });
});

test('whatever the clock did, the end of what people were notified of is sent at the latest one hold time after it settled, and that of what came and went too often a quarter of an hour after', () => {
  const property = fc.property(arbitrarySteps(jumps), holds, (todo, clearHoldMs) => {
    const well: Step = { do: 'judge', state: 'ok', value: 1_000 };
    const settled: Step[] = [
      ...OPEN,
      well,
      { do: 'wait', ms: HOLD - 1 },
      well,
      { do: 'wait', ms: STEADY_AFTER_MS - HOLD },
      well,
    ];
    const { log, alertState } = run([...todo, ...settled], clearHoldMs);
    const isNotified =
      log.slice(0, -3).findLast(({ decision: { send } }) => send === 'alert' || send === 'recovery')?.decision.send ===
      'alert';
    const [, atHold] = log.slice(-3);
    if (atHold?.decision.alertState.incident != null)
      expect(atHold.decision.alertState.incident.flapping).not.toBeNull();
    expect(log.slice(-3).filter(({ decision }) => decision.send === 'recovery')).toHaveLength(isNotified ? 1 : 0);
    expect(alertState.incident).toBeNull();
  });
  fc.assert(property, { numRuns: 1_000, seed: 7 });
});
test('whatever the clock does, the very same memory comes back exactly when nothing changed', () => {
  always((log) => {
    for (const { before, decision } of log) {
      expect(decision.alertState === before).toBe(isDeepStrictEqual(decision.alertState, before));
    }
  }, jumps);
});

test('whatever the clock does, nothing that is remembered of messages and ends lies ahead', () => {
  always((log) => {
    for (const { now, decision } of log) {
      const { incident, lastSent, closed } = decision.alertState;
      const moments = [
        ...Object.values(lastSent),
        ...Object.values(incident?.suppressedAt ?? {}),
        incident?.clearSince,
        closed?.at,
      ];
      expect(Math.max(...moments.map((at) => at ?? now))).toBeLessThanOrEqual(now);
    }
  }, jumps);
});

test('whatever the clock does, no recovery comes without a beginning that was sent, and at most one for each', () => {
  always((log) => {
    let isNotified = false;
    for (const { decision } of log) {
      if (decision.send === 'recovery') expect(isNotified).toBe(true);
      if (decision.send === 'alert' || decision.send === 'recovery') isNotified = decision.send === 'alert';
    }
  }, jumps);
});
