import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Millis } from '../../src/monitor/types.ts';
import {
  alertedSince,
  alerts,
  arbitrarySteps,
  COOLDOWN,
  type Entry,
  fires,
  HOLD,
  holds,
  jumps,
  run,
  type State,
  type Step,
  steps,
} from './decisionStory.ts';

/** Checks a property of the log of decisions, for any story with a clock that only goes forward. */
function always(holdsFor: (log: readonly Entry[], clearHoldMs: Millis) => void): void {
  fc.assert(
    fc.property(steps, holds, (todo, clearHoldMs) => {
      holdsFor(run(todo, clearHoldMs).log, clearHoldMs);
    }),
    { numRuns: 1_000 },
  );
}

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

test('nothing is sent while it is muted', () => {
  always((log) => {
    expect(log.filter(({ muted, decision }) => muted && decision.send !== null)).toEqual([]);
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

test('every incident that was told gets exactly one recovery once it is clear for the hold time and not muted', () => {
  always((log, clearHoldMs) => {
    let told = false;
    let clearSince: Millis | null = null;
    for (const entry of log) {
      if (entry.state === 'ok') clearSince ??= entry.now;
      if (fires(entry)) clearSince = null;
      const ended = entry.state === 'ok' && clearSince !== null && entry.now - clearSince >= clearHoldMs;
      expect(entry.decision.send === 'recovery').toBe(told && ended && !entry.muted);
      if (entry.decision.send !== null) told = entry.decision.send === 'alert';
    }
  });
});

test('a rise from warning to error is told at once, unless an error was told within the cooldown', () => {
  always((log) => {
    for (const [i, entry] of log.entries()) {
      const known = log.slice(0, i).findLast(({ state }) => state !== 'unknown');
      if (known?.state !== 'warning' || entry.state !== 'error' || entry.muted) continue;
      const toldLately = alertedSince(log.slice(0, i), entry.now - COOLDOWN, 'error');
      expect(entry.decision.send).toBe(toldLately ? null : 'alert');
    }
  });
});

test('while it fires and is not muted, nobody is without an alert for longer than a cooldown', () => {
  always((log) => {
    for (const [i, entry] of log.entries()) {
      if (!fires(entry) || entry.muted || entry.decision.send === 'alert') continue;
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
    { numRuns: 500 },
  );
});

test('a restart changes nothing of what is decided', () => {
  fc.assert(
    fc.property(steps, holds, (todo, clearHoldMs) => {
      const decided = (list: readonly Step[]) => run(list, clearHoldMs).log.map(({ decision }) => decision);
      expect(decided(todo.flatMap((step): Step[] => [step, { do: 'restart' }]))).toEqual(decided(todo));
    }),
    { numRuns: 500 },
  );
});

test('a mute that ends over an incident it held messages back of: the next decision sends and carries their number', () => {
  always((log) => {
    for (const [i, entry] of log.entries()) {
      const heldBack = entry.before.incident?.heldBack ?? 0;
      if (entry.muted || !fires(entry) || heldBack === 0) continue;
      // Where the very same was told just before, the cooldown is the stronger promise.
      if (alertedSince(log.slice(0, i), entry.now - COOLDOWN, entry.state)) continue;
      expect(entry.decision).toMatchObject({ send: 'alert', reason: 'muteEnded', heldBack });
    }
  });
});

test('the number that is carried is how many messages would have been sent had it not been muted', () => {
  always((log) => {
    let inThisIncident: Pick<Entry, 'now' | 'state'>[] = [];
    let heldBack = 0;
    for (const [i, entry] of log.entries()) {
      const { now, state, muted, decision } = entry;
      if (decision.send === 'alert') expect(decision.heldBack).toBe(heldBack);
      if (fires(entry)) {
        const covering: State[] = state === 'error' ? ['error'] : ['warning', 'error'];
        const covered = inThisIncident.some((told) => now - told.now < COOLDOWN && covering.includes(told.state));
        const wouldSend = !covered && !alertedSince(log.slice(0, i), now - COOLDOWN, state);
        if (decision.send === 'alert') heldBack = 0;
        else if (muted && wouldSend) heldBack += 1;
        if (wouldSend || decision.send === 'alert') inThisIncident.push({ now, state });
      }
      if (decision.memory.incident === null) {
        inThisIncident = [];
        heldBack = 0;
      }
    }
  });
});

test('alerts carry a number only after a mute', () => {
  always((log) => {
    for (const [i, { decision }] of log.entries()) {
      if (decision.send !== 'alert' || decision.heldBack === 0) continue;
      expect(log.slice(0, i).some(({ muted }) => muted)).toBe(true);
    }
  });
});

test('the very same memory comes back exactly when nothing changed', () => {
  always((log) => {
    for (const { before, decision } of log) {
      expect(decision.memory === before).toBe(isDeepStrictEqual(decision.memory, before));
    }
  });
});

test('whatever the clock does, deciding never throws and never sends while muted', () => {
  fc.assert(
    fc.property(arbitrarySteps(jumps), holds, (todo, clearHoldMs) => {
      const { log } = run(todo, clearHoldMs);
      expect(log.filter(({ muted, decision }) => muted && decision.send !== null)).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('whatever the clock did, what fires is told at the latest one cooldown after the clock settled', () => {
  const property = fc.property(
    arbitrarySteps(jumps),
    holds,
    fc.constantFrom('warning' as const, 'error' as const),
    (todo, clearHoldMs, state) => {
      const fire: Step = { do: 'judge', state, value: 1 };
      const settled: Step[] = [{ do: 'mute', muted: false }, fire, { do: 'wait', ms: COOLDOWN - 1 }, fire];
      const { log } = run([...todo, ...settled], clearHoldMs);
      expect(alerts(log.slice(-2)).length).toBeGreaterThanOrEqual(1);
    },
  );
  fc.assert(property, { numRuns: 2_000 });
});

test('whatever the clock did, what was told and is well again is told at the latest one hold time after it settled', () => {
  const property = fc.property(arbitrarySteps(jumps), holds, (todo, clearHoldMs) => {
    const well: Step = { do: 'judge', state: 'ok', value: 1_000 };
    const settled: Step[] = [{ do: 'mute', muted: false }, well, { do: 'wait', ms: HOLD - 1 }, well];
    const { log, memory } = run([...todo, ...settled], clearHoldMs);
    const told = log.slice(0, -2).findLast(({ decision }) => decision.send !== null)?.decision.send === 'alert';
    expect(log.slice(-2).filter(({ decision }) => decision.send === 'recovery')).toHaveLength(told ? 1 : 0);
    expect(memory.incident).toBeNull();
  });
  fc.assert(property, { numRuns: 1_000 });
});
