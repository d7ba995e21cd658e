import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/monitor/alerts/decide.ts';
import type { DecisionTerms } from '../../../src/monitor/alerts/decision.ts';
import { escalate } from '../../../src/monitor/alerts/escalate.ts';
import { type Escalated, type EscalationStep, NOT_ESCALATED } from '../../../src/monitor/alerts/escalation.ts';
import type { Verdict } from '../../../src/monitor/alerts/facts.ts';
import type { AlertState } from '../../../src/monitor/alerts/incident.ts';
import { ANNA } from '../../fixtures/alerts.ts';
import { AGO, during, error, ok, quiet, terms, unknown, warning } from '../../fixtures/decisions.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

const to = (afterMinutes: number, more: Partial<EscalationStep>): EscalationStep => ({
  afterMs: afterMinutes * MINUTE,
  mention: null,
  place: null,
  receiver: null,
  ...more,
});
const LEAD = to(5, { mention: { type: 'role', id: '4' } });
const OPS = to(15, { place: { type: 'channel', channelId: '5' } });
const PAGER = to(30, { receiver: 'pager' });
const STEPS = [LEAD, OPS, PAGER];

/** A critical incident of which people know, with the steps counting since so long. */
const critical = (sinceMs: number | null, sent: Escalated['sent'] = [], more: object = {}): AlertState =>
  during(
    {
      severity: 'critical',
      notifiedSeverity: 'critical',
      escalated: { since: sinceMs === null ? null : AGO(sinceMs), sent, next: null },
      ...more,
    },
    { critical: AGO(1) },
  );
const sentTo = ({ afterMs: _due, ...target }: EscalationStep, agoMs: number) => ({ ...target, at: AGO(agoMs) });

function asked(alertState: AlertState, more: Partial<DecisionTerms> = {}, steps = STEPS, verdict: Verdict = error) {
  const all = { ...terms, ...more };
  return escalate({
    ...all,
    decision: decide(verdict, alertState, all),
    verdict,
    alertState: decide(verdict, alertState, all).alertState,
    steps,
  });
}

describe('a step is due', () => {
  test.each<[string, AlertState, readonly EscalationStep[]]>([
    ['just before its time: no', critical(5 * MINUTE - 1), []],
    ['at its time', critical(5 * MINUTE), [LEAD]],
    ['once', critical(6 * MINUTE, [sentTo(LEAD, MINUTE)]), []],
    ['after one that was taken', critical(15 * MINUTE, [sentTo(LEAD, 10 * MINUTE)]), [OPS]],
    ['with others that were missed', critical(HOUR), [LEAD, OPS, PAGER]],
    [
      'anew where it was taken before the steps began to count again',
      critical(5 * MINUTE, [sentTo(LEAD, HOUR)]),
      [LEAD],
    ],
    ['never while they do not count: they begin to', critical(null), []],
  ])('%s', (_name, alertState, due) => {
    expect(asked(alertState).due).toEqual(due);
  });

  test('and the next one is known', () => {
    const { alertState, decision } = asked(critical(5 * MINUTE));
    expect(alertState.incident?.escalated).toEqual({
      since: AGO(5 * MINUTE),
      sent: [sentTo(LEAD, 0)],
      next: { ...sentTo(OPS, 0), at: NOW + 10 * MINUTE },
    });
    expect(decision).toMatchObject({ send: 'escalation', reason: 'escalated' });
  });

  test('to the same people a second time, later, but not twice at once', () => {
    const again = { ...LEAD, afterMs: 20 * MINUTE };
    expect(asked(critical(20 * MINUTE, [sentTo(LEAD, 15 * MINUTE)]), {}, [LEAD, again]).due).toEqual([again]);
    expect(asked(critical(20 * MINUTE), {}, [LEAD, again]).due).toEqual([LEAD]);
  });
});

describe('the steps count', () => {
  test('from the first critical message on', () => {
    const { alertState, due } = asked(quiet);
    expect(due).toEqual([]);
    expect(alertState.incident?.escalated).toEqual({
      since: NOW,
      sent: [],
      next: { ...sentTo(LEAD, 0), at: NOW + 5 * MINUTE },
    });
  });

  test.each<[string, AlertState, Partial<DecisionTerms>, Verdict]>([
    [
      'while somebody is on it',
      critical(HOUR, [], { acknowledged: { by: ANNA, at: AGO(1), severity: 'critical' } }),
      {},
      error,
    ],
    ['while it is muted', critical(HOUR), { muted: true }, error],
    ['while it is inhibited', critical(HOUR), { suppressedBy: 'inhibited' }, error],
    ['where there is no place', critical(HOUR), { suppressedBy: 'noDestination' }, error],
    ['in quiet hours that nothing passes', critical(HOUR), { quiet: 'nothing' }, error],
    ['of a warning', during({ escalated: { since: AGO(HOUR), sent: [], next: null } }), {}, warning],
    ['of what nobody was notified of', critical(HOUR, [], { notifiedSeverity: null }), { muted: true }, error],
  ])('not %s, and from its end on they begin anew', (_name, alertState, more, verdict) => {
    const { due, alertState: after } = asked(alertState, more, STEPS, verdict);
    expect(due).toEqual([]);
    expect(after.incident?.escalated.since ?? null).toBeNull();
  });

  test.each([
    ['is only a warning', warning],
    ['recovers', ok],
    ['cannot be judged', unknown],
  ])('on, but none is due, while it %s', (_name, verdict) => {
    const { due, alertState } = asked(critical(HOUR), {}, STEPS, verdict);
    expect(due).toEqual([]);
    expect(alertState.incident?.escalated.since).toBe(AGO(HOUR));
    expect(asked(alertState).due).toEqual(STEPS);
  });

  test('in quiet hours that what is critical passes', () => {
    expect(asked(critical(5 * MINUTE), { quiet: 'critical' }).due).toEqual([LEAD]);
  });

  test('so that the first is due at once where nobody answered whether they are still on it', () => {
    const gone = {
      by: ANNA,
      at: AGO(3 * HOUR),
      severity: 'critical',
      askedAt: AGO(2 * HOUR),
      questionAt: AGO(HOUR),
    } as const;
    expect(asked(critical(null, [], { acknowledged: gone })).due).toEqual([LEAD]);
  });

  test('not where there are none, and what was remembered is the very same', () => {
    const alertState = critical(null, [], { escalated: NOT_ESCALATED });
    const { alertState: after } = asked(alertState, {}, []);
    expect(after).toBe(alertState);
  });
});

test('whatever happens: no step while somebody is on it or it is muted, none before its time, none twice in one round', () => {
  const event = fc.record({
    waitMs: fc.integer({ min: 1, max: 8 * MINUTE }),
    what: fc.constantFrom('fires', 'fires', 'fires', 'acknowledge', 'undo', 'mute', 'unmute', 'recovers', 'unknown'),
  });
  fc.assert(
    fc.property(fc.array(event, { minLength: 10, maxLength: 60 }), (events) => {
      let [alertState, now, muted] = [quiet, NOW, false];
      let round: { at: number; step: EscalationStep }[] = [];
      let total = 0;
      for (const { waitMs, what } of events) {
        now += waitMs;
        if (what === 'mute' || what === 'unmute') muted = what === 'mute';
        const { incident } = alertState;
        if (incident !== null && what === 'acknowledge')
          alertState = {
            ...alertState,
            incident: { ...incident, acknowledged: { by: ANNA, at: now, severity: 'critical' } },
          };
        if (incident !== null && what === 'undo')
          alertState = { ...alertState, incident: { ...incident, acknowledged: null } };
        const verdict = what === 'recovers' ? ok : what === 'unknown' ? unknown : error;
        const all = { ...terms, muted, now };
        const decision = decide(verdict, alertState, all);
        const before = alertState.incident?.escalated.since ?? null;
        const { due, alertState: after } = escalate({
          ...all,
          decision,
          verdict,
          alertState: decision.alertState,
          steps: STEPS,
        });
        alertState = after;
        const since = after.incident?.escalated.since ?? null;
        if (since !== before) round = [];
        if (due.length > 0) {
          expect(muted).toBe(false);
          expect(after.incident?.acknowledged).toBeNull();
          expect(verdict).toBe(error);
        }
        for (const step of due) {
          expect(now - (since ?? now)).toBeGreaterThanOrEqual(step.afterMs);
          expect(round.map((one) => one.step)).not.toContain(step);
          round.push({ at: now, step });
          total += 1;
        }
      }
      const { escalated = NOT_ESCALATED } = alertState.incident ?? {};
      expect(escalated.sent.length).toBeLessThanOrEqual(20);
      expect(total).toBeGreaterThanOrEqual(escalated.sent.length);
    }),
  );
});
