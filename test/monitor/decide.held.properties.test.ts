import { expect, test } from 'vitest';
import { alertedSince, alerts, always, COOLDOWN, type Entry, fires, mayBeTold, type State } from './decisionStory.ts';

test('nothing is sent while it is muted', () => {
  always((log) => {
    expect(log.filter(({ muted, decision }) => muted && decision.send !== null)).toEqual([]);
  });
});

test('a mute that ends over an incident it held messages back of: the next decision sends and carries their number', () => {
  always((log) => {
    for (const [i, entry] of log.entries()) {
      const heldBack = entry.before.incident?.heldBack ?? 0;
      if (!mayBeTold(entry) || !fires(entry) || heldBack === 0) continue;
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
      const loud = mayBeTold({ ...entry, muted: false });
      if (decision.send === 'alert') expect(decision.heldBack).toBe(heldBack);
      if (fires(entry)) {
        const covering: State[] = state === 'error' ? ['error'] : ['warning', 'error'];
        const covered = inThisIncident.some((told) => now - told.now < COOLDOWN && covering.includes(told.state));
        const wouldSend = !covered && !alertedSince(log.slice(0, i), now - COOLDOWN, state);
        if (decision.send === 'alert') heldBack = 0;
        else if (muted && loud && wouldSend) heldBack += 1;
        if ((muted && loud && wouldSend) || decision.send === 'alert') inThisIncident.push({ now, state });
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

test('while its cause lasts a consequence is not told', () => {
  always((log) => {
    expect(log.filter(({ heldBy, decision }) => heldBy !== null && decision.send === 'alert')).toEqual([]);
  });
});

test('what still fires once its cause is over is told by the next decision, unless it was told within the cooldown', () => {
  always((log) => {
    for (const [i, entry] of log.entries()) {
      if (log[i - 1]?.heldBy == null || !fires(entry) || !mayBeTold(entry)) continue;
      const enough: State[] = entry.state === 'error' ? ['error'] : ['warning', 'error'];
      const toldLately = alertedSince(log.slice(0, i), entry.now - COOLDOWN, ...enough);
      if (!toldLately) expect(entry.decision.send).toBe('alert');
    }
  });
});

test('after an acknowledgement there is no repeat until it gets worse or has recovered', () => {
  always((log) => {
    for (const { before, decision, state } of alerts(log)) {
      const severity = before.incident?.acknowledged?.severity;
      if (severity === undefined) continue;
      expect([severity, state]).toEqual(['warning', 'error']);
      expect(decision.memory.incident?.acknowledged).toBeNull();
    }
  });
});

test('nobody is on an incident that has just begun', () => {
  always((log) => {
    for (const { before, decision } of log) {
      if (before.incident === null && decision.memory.incident !== null)
        expect(decision.memory.incident.acknowledged).toBeNull();
    }
  });
});
