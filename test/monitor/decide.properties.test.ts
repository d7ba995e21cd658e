import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Millis } from '../../src/monitor/types.ts';
import {
  alertedSince,
  alerts,
  always,
  COOLDOWN,
  fires,
  holds,
  mayBeTold,
  run,
  type State,
  type Step,
  steps,
} from './decisionStory.ts';

test('two alerts of one severity are never closer together than the cooldown', () => {
  always((log) => {
    for (const severity of ['warning', 'error']) {
      const times = alerts(log)
        .filter(({ state }) => state === severity)
        .map(({ now }) => now);
      for (const [i, time] of times.slice(1).entries()) expect(time - (times[i] ?? 0)).toBeGreaterThanOrEqual(COOLDOWN);
    }
  });
});

test('an alert is sent only while it fires, a recovery only while all is well', () => {
  always((log) => {
    for (const entry of log) {
      if (entry.decision.send === 'alert') expect(fires(entry)).toBe(true);
      if (entry.decision.send === 'recovery') expect(entry.state).toBe('ok');
    }
  });
});

test('no recovery comes without a beginning that was told, and at most one for each', () => {
  always((log) => {
    let told = false;
    for (const { decision } of log) {
      if (decision.send === 'recovery') expect(told).toBe(true);
      if (decision.send !== null) told = decision.send === 'alert';
    }
  });
});

test('every incident that was told gets exactly one recovery once it is clear for the hold time, not muted and there is a place to tell it', () => {
  always((log, clearHoldMs) => {
    let told = false;
    let clearSince: Millis | null = null;
    for (const entry of log) {
      if (entry.state === 'ok') clearSince ??= entry.now;
      if (fires(entry)) clearSince = null;
      const ended = entry.state === 'ok' && clearSince !== null && entry.now - clearSince >= clearHoldMs;
      expect(entry.decision.send === 'recovery').toBe(
        told && ended && !entry.muted && entry.heldBy !== 'noDestination',
      );
      if (entry.decision.send !== null) told = entry.decision.send === 'alert';
    }
  });
});

test('an error is told at once after a warning, unless an error was told within the cooldown', () => {
  always((log) => {
    for (const [i, entry] of log.entries()) {
      const known = log.slice(0, i).findLast(({ state }) => state !== 'unknown');
      if (known?.state !== 'warning' || entry.state !== 'error' || !mayBeTold(entry)) continue;
      const toldLately = alertedSince(log.slice(0, i), entry.now - COOLDOWN, 'error');
      expect(entry.decision.send).toBe(toldLately ? null : 'alert');
    }
  });
});

test('while it fires, un-muted, un-acknowledged and without a cause, nobody is without an alert for longer than a cooldown', () => {
  always((log) => {
    for (const [i, entry] of log.entries()) {
      if (!fires(entry) || !mayBeTold(entry) || entry.decision.send === 'alert') continue;
      const enough: State[] = entry.state === 'error' ? ['error'] : ['warning', 'error'];
      expect(alertedSince(log.slice(0, i), entry.now - COOLDOWN, ...enough)).toBe(true);
    }
  });
});

test('a verdict that is unknown changes nothing and sends nothing', () => {
  always((log) => {
    for (const { state, before, decision } of log) {
      if (state !== 'unknown') continue;
      expect(decision.send).toBeNull();
      expect(decision.memory).toBe(before);
    }
  });
});

test('unknown verdicts in between change nothing of what is sent', () => {
  fc.assert(
    fc.property(steps, holds, (todo, clearHoldMs) => {
      const sent = (list: readonly Step[]) =>
        run(list, clearHoldMs)
          .log.filter(({ decision }) => decision.send !== null)
          .map(({ now, decision }) => [now, decision.send, decision.reason]);
      const pause: Step = { do: 'wait', ms: 1 };
      const known = todo.map((step) => (step.do === 'judge' && step.state === 'unknown' ? pause : step));
      expect(sent(known)).toEqual(sent(todo));
    }),
    { numRuns: 500, seed: 7 },
  );
});

test('a restart changes nothing of what is decided', () => {
  fc.assert(
    fc.property(steps, holds, (todo, clearHoldMs) => {
      const decided = (list: readonly Step[]) => run(list, clearHoldMs).log.map(({ decision }) => decision);
      expect(decided(todo.flatMap((step): Step[] => [step, { do: 'restart' }]))).toEqual(decided(todo));
    }),
    { numRuns: 500, seed: 7 },
  );
});

test('the very same memory comes back exactly when nothing changed', () => {
  always((log) => {
    for (const { before, decision } of log) {
      expect(decision.memory === before).toBe(isDeepStrictEqual(decision.memory, before));
    }
  });
});
