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

function asked(
  alertState: AlertState,
  more: Partial<DecisionTerms> = {},
  steps: readonly EscalationStep[] = STEPS,
  verdict: Verdict = error,
) {
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

describe('while the process does not run, or the clock jumps, nobody can acknowledge', () => {
  const again = { ...LEAD, afterMs: 20 * MINUTE };
  const both = { ...PAGER, afterMs: LEAD.afterMs };
  const early = { ...PAGER, afterMs: 2 * MINUTE };
  const leadTaken = [sentTo(LEAD, 55 * MINUTE)];

  test.each<[string, AlertState, number, readonly EscalationStep[], readonly EscalationStep[], number | null]>([
    ['only the first of those that were due', critical(HOUR), 1, STEPS, [LEAD], 10],
    ['also just after it was due', critical(HOUR), 55 * MINUTE - 1, STEPS, [LEAD], 10],
    ['all of them where it was due at the end of the stop, or later', critical(HOUR), 55 * MINUTE, STEPS, STEPS, null],
    ['only the first one after those that were taken', critical(HOUR, leadTaken), 1, STEPS, [OPS], 15],
    ['those that are due together', critical(HOUR), 1, [LEAD, both, OPS], [LEAD, both], 10],
    ['the same people a second time later, as the steps say', critical(HOUR), 1, [LEAD, again], [LEAD], 15],
    ['none that is not due yet', critical(2 * MINUTE), 1, STEPS, [], 3],
    ['one that becomes due after it, at its own time', critical(5 * MINUTE), 1, STEPS, [LEAD], 10],
    [
      'none of those that were taken, where one before them is new',
      critical(6 * MINUTE, [sentTo(LEAD, MINUTE)]),
      1,
      [early, ...STEPS],
      [early],
      9,
    ],
  ])('after that is taken: %s', (_name, alertState, steadyMs, steps, due, nextMinutes) => {
    const after = asked(alertState, { steadySince: AGO(steadyMs) }, steps);
    expect(after.due).toEqual(due);
    const next = nextMinutes === null ? undefined : NOW + nextMinutes * MINUTE;
    expect(after.alertState.incident?.escalated.next?.at).toBe(next);
    // The same moment again: nothing is due a second time.
    expect(asked(after.alertState, { steadySince: AGO(steadyMs) }, steps).due).toEqual([]);
  });

  test('the first one waits on where it may not fire, and those after it keep their distance', () => {
    const stopped = { steadySince: AGO(1) };
    const waiting = asked(critical(HOUR), stopped, STEPS, unknown);
    expect(waiting.due).toEqual([]);
    const later = { ...stopped, now: NOW + 20 * MINUTE };
    const taken = asked(waiting.alertState, later);
    expect(taken.due).toEqual([LEAD]);
    expect(taken.alertState.incident?.escalated.next?.at).toBe(NOW + 30 * MINUTE);
  });

  test('a clock that was ahead and came back holds up no step', () => {
    const ahead = asked(critical(MINUTE), { now: NOW + HOUR, steadySince: NOW + HOUR });
    expect(ahead.due).toEqual([LEAD]);
    const back = asked(ahead.alertState);
    expect(back.due).toEqual([]);
    expect(asked(back.alertState, { now: NOW + 10 * MINUTE - 1 }).due).toEqual([]);
    expect(asked(back.alertState, { now: NOW + 10 * MINUTE }).due).toEqual([OPS]);
  });

  test('nothing of it is left once the steps begin anew', () => {
    const late = asked(critical(HOUR), { steadySince: AGO(1) });
    const muted = asked(late.alertState, { muted: true });
    expect(muted.alertState.incident?.escalated).toEqual({ since: null, sent: [sentTo(LEAD, 0)], next: null });
  });
});

test('whenever it stops and for however long: each step is taken once, in order, and with no stop between two of them they keep their distance', () => {
  const event = fc.record({
    tickMs: fc.integer({ min: 1, max: MINUTE }),
    gapMs: fc.oneof({ weight: 15, arbitrary: fc.constant(0) }, fc.integer({ min: MINUTE, max: 3 * HOUR })),
  });
  const afters = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(afters, fc.array(event, { minLength: 100, maxLength: 200 }), (minutes, events) => {
      // Every second one is for the same people.
      const steps = minutes.map((after, index) => to(after, { mention: { type: 'role', id: `${index % 2}` } }));
      const order = steps.toSorted((a, b) => a.afterMs - b.afterMs);
      const taken: { at: number; step: EscalationStep }[] = [];
      let [alertState, now, steadySince] = [asked(critical(null), {}, steps).alertState, NOW, 0];
      for (const { tickMs, gapMs } of events) {
        now += tickMs + gapMs;
        if (gapMs > 0) steadySince = now;
        const { due, alertState: after } = asked(alertState, { now, steadySince }, steps);
        alertState = after;
        const [first, second] = due;
        if (first !== undefined && second !== undefined && gapMs > 0) expect(second.afterMs).toBe(first.afterMs);
        const before = taken.at(-1);
        if (first !== undefined && before !== undefined && steadySince <= before.at)
          expect(now - before.at).toBeGreaterThan(first.afterMs - before.step.afterMs - MINUTE);
        taken.push(...due.map((step) => ({ at: now, step })));
        if (steadySince === 0)
          expect(taken.map(({ step }) => step)).toEqual(order.filter(({ afterMs }) => NOW + afterMs <= now));
      }
      expect(taken.map(({ step }) => step)).toEqual(order.slice(0, taken.length));
    }),
  );
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
