import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UNKNOWN_FOR_MS } from '../../../src/monitor/alerts/unknown.ts';
import { isTwiceAsBad } from '../../../src/monitor/alerts/worse.ts';
import type { Millis } from '../../../src/monitor/time.ts';
import {
  alertedSince,
  alerts,
  always,
  COOLDOWN,
  type Entry,
  fires,
  gotWorse,
  holds,
  mayBeSent,
  run,
  type State,
  type Step,
  steps,
} from '../../fixtures/decisionStory.ts';

test('two alerts of one severity are never closer together than the cooldown, but for one that got worse', () => {
  always((log) => {
    for (const severity of ['warning', 'critical']) {
      const ofSeverity = alerts(log).filter(({ state }) => state === severity);
      for (const [i, entry] of ofSeverity.slice(1).entries()) {
        const { now, decision } = entry;
        if (now - (ofSeverity[i]?.now ?? 0) >= COOLDOWN) continue;
        expect(['worsened', 'muteEnded']).toContain(decision.reason);
        expect(gotWorse(entry)).toBe(true);
      }
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

test('no recovery comes without a beginning that was sent, and at most one for each', () => {
  always((log) => {
    let isNotified = false;
    for (const { decision } of log) {
      if (decision.send === 'recovery') expect(isNotified).toBe(true);
      if (decision.send === 'alert' || decision.send === 'recovery') isNotified = decision.send === 'alert';
    }
  });
});

test('every incident that people were notified of gets exactly one recovery once it is clear for the hold time, does not come and go, and there is a place to send it to', () => {
  always((log, clearHoldMs) => {
    let isNotified = false;
    let clearSince: Millis | null = null;
    for (const entry of log) {
      if (entry.state === 'ok') clearSince ??= entry.now;
      if (fires(entry)) clearSince = null;
      const ended = entry.state === 'ok' && clearSince !== null && entry.now - clearSince >= clearHoldMs;
      const { send, alertState } = entry.decision;
      const flaps = alertState.incident !== null && alertState.incident.flapping !== null;
      expect(send === 'recovery').toBe(isNotified && ended && !flaps && entry.suppressedBy !== 'noDestination');
      if (send === 'alert' || send === 'recovery') isNotified = send === 'alert';
    }
  });
});

test('an error is sent at once where its incident was sent as a warning, whatever the cooldown', () => {
  always((log) => {
    for (const entry of log) {
      if (entry.state !== 'critical' || !mayBeSent(entry) || entry.before.incident?.notifiedSeverity !== 'warning')
        continue;
      expect(entry.decision.send).toBe('alert');
    }
  });
});

test('what is twice as bad as what people were notified of is sent at once, whatever the cooldown', () => {
  always((log) => {
    for (const entry of log) {
      if (!fires(entry) || !mayBeSent(entry) || entry.before.notified === null) continue;
      if (isTwiceAsBad(entry.facts, entry.before.notified)) expect(entry.decision.send).toBe('alert');
    }
  });
});

test('what came and went inside a cooldown, and was neither muted nor inhibited, is sent late exactly once', () => {
  always((log) => {
    let life: Entry[] = [];
    let outside = false;
    for (const entry of log) {
      if (entry.before.incident === null) life = [];
      outside = entry.before.incident === null ? false : outside;
      life.push(entry);
      if (entry.muted || entry.suppressedBy !== null) outside = true;
      const { send } = entry.decision;
      if (send === 'late') expect(alerts(life)).toEqual([]);
      if (entry.before.incident === null || entry.decision.alertState.incident !== null || outside) continue;
      expect(send).toBe(alerts(life).length > 0 ? 'recovery' : 'late');
    }
  });
});

test('while it fires, un-muted, un-acknowledged and without a cause, nobody is without an alert for longer than a cooldown', () => {
  always((log) => {
    for (const [i, entry] of log.entries()) {
      if (!fires(entry) || !mayBeSent(entry) || entry.decision.send === 'alert') continue;
      const enough: State[] = entry.state === 'critical' ? ['critical'] : ['warning', 'critical'];
      expect(alertedSince(log.slice(0, i), entry.now - COOLDOWN, ...enough)).toBe(true);
    }
  });
});

test('a verdict that is unknown opens and ends nothing, and sends no alert and no recovery', () => {
  always((log) => {
    for (const { state, before, decision } of log) {
      if (state !== 'unknown') continue;
      expect([null, 'unknown']).toContain(decision.send);
      expect(decision.alertState.incident === null).toBe(before.incident === null);
      expect(decision.alertState.lastSent).toBe(before.lastSent);
    }
  });
});

test('people are notified once for each time that there was no verdict for half an hour', () => {
  always((log) => {
    let unknownSince: Millis | null = null;
    let isNotified = false;
    for (const { now, state, before, decision } of log) {
      if (state !== 'unknown' || before.incident === null) {
        unknownSince = null;
        isNotified = false;
      } else unknownSince ??= now;
      if (decision.send !== 'unknown') continue;
      expect(isNotified).toBe(false);
      expect(now - (unknownSince ?? now)).toBeGreaterThanOrEqual(UNKNOWN_FOR_MS);
      isNotified = true;
    }
  });
});

test('unknown verdicts in between change nothing of what is sent', () => {
  fc.assert(
    fc.property(steps, holds, (todo, clearHoldMs) => {
      const sent = (list: readonly Step[]) =>
        run(list, clearHoldMs)
          .log.filter(({ decision }) => decision.send !== null && decision.send !== 'unknown')
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
      expect(decision.alertState === before).toBe(isDeepStrictEqual(decision.alertState, before));
    }
  });
});
