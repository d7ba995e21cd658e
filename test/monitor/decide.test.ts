import { describe, expect, test } from 'vitest';
import { type DecisionTerms, decide } from '../../src/monitor/decide.ts';
import type { AlertMemory, AlertSeverity, BalanceFacts, Incident, Verdict } from '../../src/monitor/types.ts';
import { DAY, HOUR, LIMITS, MINUTE, NOW } from './limits.ts';

const COOLDOWN = LIMITS.cooldownMs;
const HOLD = MINUTE;
const AGO = (ms: number) => NOW - ms;

const facts = (usd: number): BalanceFacts => ({
  kind: 'balance',
  balanceMicros: usd * 1_000_000,
  thresholdMicros: 10_000_000,
});
const firing = (severity: AlertSeverity, usd = severity === 'error' ? 1 : 8): Verdict => ({
  state: 'firing',
  severity,
  facts: facts(usd),
});
const warning = firing('warning');
const error = firing('error');
const ok: Verdict = { state: 'ok', facts: facts(142) };
const unknown: Verdict = { state: 'unknown', why: 'stale' };

const quiet: AlertMemory = { incident: null, lastSent: { warning: null, error: null } };
const incident = (more: Partial<Incident> = {}): Incident => ({
  severity: 'warning',
  openedAt: AGO(HOUR),
  clearSince: null,
  told: true,
  worst: facts(8),
  heldBack: 0,
  heldAt: null,
  ...more,
});
const during = (more: Partial<Incident>, lastSent: Partial<AlertMemory['lastSent']> = {}): AlertMemory => ({
  incident: incident(more),
  lastSent: { warning: null, error: null, ...lastSent },
});

const terms: DecisionTerms = { muted: false, cooldownMs: COOLDOWN, clearHoldMs: HOLD, now: NOW };
const muted: DecisionTerms = { ...terms, muted: true };

describe('while it fires', () => {
  test.each<[string, Verdict, AlertMemory, string | null, string]>([
    ['the first time', warning, quiet, 'alert', 'firstFiring'],
    ['the first time, critical', error, quiet, 'alert', 'firstFiring'],
    ['just inside the cooldown', warning, during({}, { warning: AGO(COOLDOWN - 1) }), null, 'coolingDown'],
    ['exactly at the end of the cooldown', warning, during({}, { warning: AGO(COOLDOWN) }), 'alert', 'cooldownElapsed'],
    ['just after the cooldown', warning, during({}, { warning: AGO(COOLDOWN + 1) }), 'alert', 'cooldownElapsed'],
    ['and got worse, with a warning just sent', error, during({}, { warning: AGO(1) }), 'alert', 'worsened'],
    [
      'and got worse again, with an error just sent',
      error,
      during({}, { warning: AGO(1), error: AGO(COOLDOWN - 1) }),
      null,
      'coolingDown',
    ],
    [
      'and got worse again, with an error sent a cooldown ago',
      error,
      during({}, { warning: AGO(1), error: AGO(COOLDOWN) }),
      'alert',
      'cooldownElapsed',
    ],
    [
      'and eased to a warning, with an error just sent',
      warning,
      during({ severity: 'error' }, { error: AGO(COOLDOWN - 1) }),
      null,
      'coolingDown',
    ],
    [
      'and eased to a warning a cooldown ago',
      warning,
      during({ severity: 'error' }, { error: AGO(COOLDOWN) }),
      'alert',
      'cooldownElapsed',
    ],
    [
      'anew, within the cooldown of an incident that is over',
      warning,
      { ...quiet, lastSent: { warning: AGO(MINUTE), error: null } },
      null,
      'coolingDown',
    ],
    [
      'anew as a warning, with the error of an incident that is over just sent',
      warning,
      { ...quiet, lastSent: { warning: null, error: AGO(MINUTE) } },
      'alert',
      'firstFiring',
    ],
    [
      'anew and critical, with the warning of an incident that is over just sent',
      error,
      { ...quiet, lastSent: { warning: AGO(MINUTE), error: null } },
      'alert',
      'firstFiring',
    ],
    [
      'again, when it had begun to clear',
      warning,
      during({ clearSince: AGO(1) }, { warning: AGO(MINUTE) }),
      null,
      'coolingDown',
    ],
    [
      'with messages held back by a mute that is over',
      warning,
      during({ told: false, heldBack: 3, heldAt: AGO(1) }),
      'alert',
      'muteEnded',
    ],
  ])('%s', (_name, verdict, memory, send, reason) => {
    expect(decide(verdict, memory, terms)).toMatchObject({ send, reason });
  });

  test('an alert is remembered: told, when, and how bad it was', () => {
    expect(decide(error, quiet, terms).memory).toEqual({
      incident: {
        severity: 'error',
        openedAt: NOW,
        clearSince: null,
        told: true,
        worst: facts(1),
        heldBack: 0,
        heldAt: null,
      },
      lastSent: { warning: null, error: NOW },
    });
  });

  test('the worst that was told stays the worst when it eases', () => {
    const { memory } = decide(firing('warning', 9), during({ worst: facts(1) }), terms);
    expect(memory.incident?.worst).toEqual(facts(1));
  });

  test('what was held back is told once', () => {
    const first = decide(warning, during({ heldBack: 3, heldAt: AGO(1) }), terms);
    expect(first).toMatchObject({ send: 'alert', heldBack: 3 });
    expect(decide(warning, first.memory, { ...terms, now: NOW + COOLDOWN })).toMatchObject({
      send: 'alert',
      heldBack: 0,
    });
  });

  test('inside the cooldown the very same memory comes back', () => {
    const memory = during({}, { warning: AGO(1) });
    expect(decide(warning, memory, terms).memory).toBe(memory);
  });

  test('clearing is forgotten, so that the hold time starts anew', () => {
    const memory = during({ clearSince: AGO(HOLD - 1) }, { warning: AGO(1) });
    expect(decide(warning, memory, terms).memory.incident?.clearSince).toBeNull();
  });
});

describe('while it fires and is muted', () => {
  test.each<[string, Verdict, AlertMemory, number]>([
    ['the first time', warning, quiet, 1],
    ['again just inside the cooldown', warning, during({ told: false, heldBack: 1, heldAt: AGO(COOLDOWN - 1) }), 1],
    ['again exactly a cooldown later', warning, during({ told: false, heldBack: 1, heldAt: AGO(COOLDOWN) }), 2],
    ['and got worse at once', error, during({ told: false, heldBack: 1, heldAt: AGO(1) }), 2],
    ['within the cooldown of a message that was sent before', warning, during({}, { warning: AGO(COOLDOWN - 1) }), 0],
    ['a cooldown after a message that was sent before', warning, during({}, { warning: AGO(COOLDOWN) }), 1],
  ])('%s', (_name, verdict, memory, heldBack) => {
    const decision = decide(verdict, memory, muted);
    expect(decision).toMatchObject({ send: null, reason: 'muted' });
    expect(decision.memory.incident?.heldBack).toBe(heldBack);
  });

  test('going back and forth between the severities holds back no more than would have been sent', () => {
    let memory = quiet;
    const sent = { muted: 0, aloud: 0 };
    let aloud = quiet;
    for (const [i, verdict] of [warning, error, warning, error, warning, error].entries()) {
      const now = NOW + i * 1_000;
      memory = decide(verdict, memory, { ...muted, now }).memory;
      const decision = decide(verdict, aloud, { ...terms, now });
      aloud = decision.memory;
      if (decision.send !== null) sent.aloud += 1;
    }
    sent.muted = memory.incident?.heldBack ?? 0;
    expect(sent).toEqual({ muted: 2, aloud: 2 });
  });
});

describe('while all is well', () => {
  test.each<[string, AlertMemory, DecisionTerms, string | null, string]>([
    ['and was', quiet, terms, null, 'healthy'],
    ['and was, muted', quiet, muted, null, 'healthy'],
    ['for the first time', during({}), terms, null, 'awaitingClear'],
    ['just short of the hold time', during({ clearSince: AGO(HOLD - 1) }), terms, null, 'awaitingClear'],
    ['for exactly the hold time', during({ clearSince: AGO(HOLD) }), terms, 'recovery', 'recovered'],
    ['for longer than the hold time', during({ clearSince: AGO(HOLD + 1) }), terms, 'recovery', 'recovered'],
    ['for the first time, without a hold time', during({}), { ...terms, clearHoldMs: 0 }, 'recovery', 'recovered'],
    ['but nobody was told', during({ told: false, clearSince: AGO(HOLD) }), terms, null, 'endedUntold'],
    ['but nobody was told, muted', during({ told: false, clearSince: AGO(HOLD) }), muted, null, 'endedUntold'],
    ['but it is muted', during({ clearSince: AGO(HOLD) }), muted, null, 'muted'],
    ['long since, and the mute is over', during({ clearSince: AGO(DAY) }), terms, 'recovery', 'recovered'],
  ])('%s', (_name, memory, given, send, reason) => {
    expect(decide(ok, memory, given)).toMatchObject({ send, reason });
  });

  test('a recovery says how bad it was and forgets the incident, but not when it was told', () => {
    const memory = during({ clearSince: AGO(HOLD), worst: facts(1) }, { warning: AGO(HOUR), error: AGO(2 * HOUR) });
    const decision = decide(ok, memory, terms);
    expect(decision).toMatchObject({ send: 'recovery', before: facts(1) });
    expect(decision.memory).toEqual({ incident: null, lastSent: memory.lastSent });
  });

  test('an end that nobody was told of forgets the incident', () => {
    expect(decide(ok, during({ told: false, clearSince: AGO(HOLD) }), muted).memory.incident).toBeNull();
  });

  test('an end that a mute holds back keeps the incident, and the very same memory from then on', () => {
    const memory = during({ clearSince: AGO(HOLD) });
    expect(decide(ok, memory, muted).memory).toBe(memory);
  });

  test('a clock that was set back starts the hold time anew instead of waiting for the old time', () => {
    const { memory } = decide(ok, during({ clearSince: NOW + DAY }), terms);
    expect(memory.incident?.clearSince).toBe(NOW);
    expect(decide(ok, memory, { ...terms, now: NOW + HOLD })).toMatchObject({ send: 'recovery' });
  });
});

describe('when nothing is known', () => {
  test.each<[string, AlertMemory]>([
    ['of a quiet pipeline', quiet],
    ['of one that fires', during({})],
    ['of one whose cooldown is over', during({}, { warning: AGO(DAY) })],
    ['of one that clears', during({ clearSince: AGO(DAY) })],
  ])('%s, nothing is sent and nothing changes, muted or not', (_name, memory) => {
    for (const given of [terms, muted]) {
      const decision = decide(unknown, memory, given);
      expect(decision).toMatchObject({ send: null, reason: 'noVerdict' });
      expect(decision.memory).toBe(memory);
    }
  });
});

describe('a clock that was set back', () => {
  test.each([
    ['just less than the cooldown', COOLDOWN - 1],
    ['exactly the cooldown', COOLDOWN],
    ['a year', 365 * DAY],
  ])('by %s after an alert lets the next one out at the latest one cooldown later', (_name, ms) => {
    const first = decide(warning, during({}, { warning: NOW + ms }), terms);
    const second = decide(warning, first.memory, { ...terms, now: NOW + COOLDOWN });
    expect([first.send, second.send]).toContain('alert');
  });
});
