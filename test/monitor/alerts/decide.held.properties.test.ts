import { expect, test } from 'vitest';
import {
  alertedSince,
  alerts,
  always,
  COOLDOWN,
  type Entry,
  fires,
  gotWorse,
  mayBeSent,
  type State,
} from '../../fixtures/decisionStory.ts';

test('while it is muted only the end of an incident is handed on, which waits for the end of the mute', () => {
  always((log) => {
    expect(log.filter(({ muted, decision: { send } }) => muted && send !== null && send !== 'recovery')).toEqual([]);
  });
});

test('a mute that ends over an incident it held messages back of: the next decision sends and carries their number', () => {
  always((log) => {
    for (const [i, entry] of log.entries()) {
      const suppressed = entry.before.incident?.suppressed ?? 0;
      if (!mayBeSent(entry) || !fires(entry) || suppressed === 0) continue;
      // Where the very same was sent just before, the cooldown is the stronger promise.
      if (alertedSince(log.slice(0, i), entry.now - COOLDOWN, entry.state)) continue;
      expect(entry.decision).toMatchObject({ send: 'alert', reason: 'muteEnded', suppressed });
    }
  });
});

test('the number that is carried is how many messages would have been sent had it not been muted', () => {
  always((log) => {
    let sent: Entry[] = [];
    let held: Entry[] = [];
    for (const [i, entry] of log.entries()) {
      const { now, state, decision } = entry;
      if (decision.send === 'alert') expect(decision.suppressed).toBe(held.length);
      const covering: State[] = state === 'critical' ? ['critical'] : ['warning', 'critical'];
      const isCovered = (by: readonly Entry[]) =>
        by.some((other) => now - other.now < COOLDOWN && covering.includes(other.state));
      const waits = isCovered(sent) || alertedSince(log.slice(0, i), now - COOLDOWN, state);
      const loud = fires(entry) && mayBeSent({ ...entry, muted: false });
      if (decision.send === 'alert') [sent, held] = [[...sent, entry], []];
      else if (entry.muted && loud && (!waits || gotWorse(entry)) && !isCovered(held)) held.push(entry);
      if (decision.alertState.incident === null) [sent, held] = [[], []];
    }
  });
});

test('alerts carry a number only after a mute', () => {
  always((log) => {
    for (const [i, { decision }] of log.entries()) {
      if (decision.send !== 'alert' || decision.suppressed === 0) continue;
      expect(log.slice(0, i).some(({ muted }) => muted)).toBe(true);
    }
  });
});

test('while its cause lasts people are not notified of a consequence', () => {
  always((log) => {
    expect(log.filter(({ suppressedBy, decision }) => suppressedBy !== null && decision.send === 'alert')).toEqual([]);
  });
});

test('what still fires once its cause is over is sent by the next decision, unless it was sent within the cooldown', () => {
  always((log) => {
    for (const [i, entry] of log.entries()) {
      if (log[i - 1]?.suppressedBy == null || !fires(entry) || !mayBeSent(entry)) continue;
      const enough: State[] = entry.state === 'critical' ? ['critical'] : ['warning', 'critical'];
      const sentLately = alertedSince(log.slice(0, i), entry.now - COOLDOWN, ...enough);
      if (!sentLately) expect(entry.decision.send).toBe('alert');
    }
  });
});

test('after an acknowledgement there is no repeat until it gets worse or has recovered', () => {
  always((log) => {
    for (const entry of alerts(log)) {
      const { before, decision } = entry;
      if (before.incident?.acknowledged == null) continue;
      const { severity } = before.incident.acknowledged;
      expect(gotWorse(entry) || (severity === 'warning' && entry.state === 'critical')).toBe(true);
      expect(decision.alertState.incident?.acknowledged).toBeNull();
    }
  });
});

test('nobody is on an incident that has just begun', () => {
  always((log) => {
    for (const { before, decision } of log) {
      if (before.incident === null && decision.alertState.incident !== null)
        expect(decision.alertState.incident.acknowledged).toBeNull();
    }
  });
});
