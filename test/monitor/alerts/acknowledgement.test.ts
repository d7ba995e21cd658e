import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AcknowledgementStep,
  ANSWER_WITHIN_MS,
  ASK_AFTER_MS,
  acknowledgementStep,
  UNASKED_AFTER_MS,
} from '../../../src/monitor/alerts/acknowledgement.ts';
import { decide } from '../../../src/monitor/alerts/decide.ts';
import type { Acknowledgement, AlertState, Incident } from '../../../src/monitor/alerts/incident.ts';
import { ANNA } from '../../fixtures/alerts.ts';
import { AGO, during, error, terms, warning } from '../../fixtures/decisions.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

const acknowledged = (agoMs: number, more: Partial<Acknowledgement> = {}): Acknowledgement => ({
  by: ANNA,
  at: AGO(agoMs),
  severity: 'critical',
  ...more,
});
const critical = (ack: Acknowledgement): Partial<Incident> => ({
  severity: 'critical',
  notifiedSeverity: 'critical',
  acknowledged: ack,
});
const ALWAYS = { steadySince: 0, now: NOW };

describe('an acknowledgement', () => {
  test.each<[string, Acknowledgement, 'warning' | 'critical', AcknowledgementStep]>([
    ['just below two hours', acknowledged(ASK_AFTER_MS - 1), 'critical', 'holds'],
    ['of two hours', acknowledged(ASK_AFTER_MS), 'critical', 'ask'],
    ['of a warning, however old', acknowledged(100 * HOUR), 'warning', 'holds'],
    [
      'that was confirmed just below two hours ago',
      acknowledged(9 * HOUR, { confirmedAt: AGO(ASK_AFTER_MS - 1) }),
      'critical',
      'holds',
    ],
    ['that was confirmed two hours ago', acknowledged(9 * HOUR, { confirmedAt: AGO(ASK_AFTER_MS) }), 'critical', 'ask'],
    [
      'asked about just below 30 min ago',
      acknowledged(3 * HOUR, { askedAt: AGO(HOUR), questionAt: AGO(ANSWER_WITHIN_MS - 1) }),
      'critical',
      'holds',
    ],
    [
      'asked about 30 min ago',
      acknowledged(3 * HOUR, { askedAt: AGO(HOUR), questionAt: AGO(ANSWER_WITHIN_MS) }),
      'critical',
      'expired',
    ],
    [
      'of one who was asked, of what is only a warning by now',
      acknowledged(9 * HOUR, { askedAt: AGO(HOUR), questionAt: AGO(HOUR) }),
      'warning',
      'holds',
    ],
  ])('%s', (_name, ack, severity, step) => {
    expect(acknowledgementStep({ severity, acknowledged: ack }, ALWAYS)).toBe(step);
  });

  test('is waited for from when the process runs again: nobody could answer before', () => {
    const asked = {
      severity: 'critical',
      acknowledged: acknowledged(9 * HOUR, { askedAt: AGO(HOUR), questionAt: AGO(HOUR) }),
    } as const;
    expect(acknowledgementStep(asked, { steadySince: AGO(ANSWER_WITHIN_MS - 1), now: NOW })).toBe('holds');
    expect(acknowledgementStep(asked, { steadySince: AGO(ANSWER_WITHIN_MS), now: NOW })).toBe('expired');
  });
});

describe('what still fires', () => {
  test('asks once, and remembers since when', () => {
    const asked = decide(error, during(critical(acknowledged(ASK_AFTER_MS)), { critical: AGO(HOUR) }), terms);
    expect(asked).toMatchObject({ send: 'stillOnIt', acknowledged: { by: ANNA } });
    expect(asked.alertState.incident?.acknowledged).toMatchObject({ by: ANNA, askedAt: NOW });
    expect(decide(error, asked.alertState, terms)).toMatchObject({ send: null, reason: 'acknowledged' });
  });

  test('is sent again at once, with a ping, where nobody answers', () => {
    const alertState = during(
      critical(acknowledged(3 * HOUR, { askedAt: AGO(HOUR), questionAt: AGO(ANSWER_WITHIN_MS) })),
      {
        critical: AGO(MINUTE),
      },
    );
    const decision = decide(error, alertState, terms);
    expect(decision).toMatchObject({
      send: 'alert',
      reason: 'acknowledgementExpired',
      pings: true,
      expired: { by: ANNA },
    });
    expect(decision.alertState.incident?.acknowledged).toBeNull();
  });

  test.each([
    ['muted', { muted: true }],
    ['inhibited', { suppressedBy: 'inhibited' as const }],
    ['without a place', { suppressedBy: 'noDestination' as const }],
    ['in quiet hours that nothing passes', { quiet: 'nothing' as const }],
  ])('neither asks nor takes anything back while it is %s', (_name, held) => {
    for (const more of [{}, { askedAt: AGO(HOUR), questionAt: AGO(ANSWER_WITHIN_MS) }]) {
      const alertState = during(critical(acknowledged(3 * HOUR, more)), { critical: AGO(HOUR) });
      expect(decide(error, alertState, { ...terms, ...held })).toMatchObject({
        send: null,
        reason: 'acknowledged',
        alertState,
      });
    }
  });

  test('as a warning is never asked about', () => {
    const alertState = during(
      { acknowledged: acknowledged(100 * HOUR, { severity: 'warning' }) },
      { warning: AGO(50 * HOUR) },
    );
    expect(decide(warning, alertState, terms)).toMatchObject({ send: null, reason: 'acknowledged' });
  });
});

/** The question is there for people to read. */
function arrived(alertState: AlertState, questionAt: number): AlertState {
  const { incident } = alertState;
  if (incident?.acknowledged == null) return alertState;
  return { ...alertState, incident: { ...incident, acknowledged: { ...incident.acknowledged, questionAt } } };
}

describe('a question that does not arrive', () => {
  test.each([
    ['just below two hours', UNASKED_AFTER_MS - 1, 'holds'],
    ['for two hours', UNASKED_AFTER_MS, 'expired'],
  ] as const)('%s: it %s', (_name, ms, step) => {
    const asked = { severity: 'critical', acknowledged: acknowledged(9 * HOUR, { askedAt: AGO(ms) }) } as const;
    expect(acknowledgementStep(asked, ALWAYS)).toBe(step);
    // Nobody could be asked before the process ran again.
    const stopped = { severity: 'critical', acknowledged: acknowledged(9 * HOUR, { askedAt: AGO(8 * HOUR) }) } as const;
    expect(acknowledgementStep(stopped, { steadySince: AGO(ms), now: NOW })).toBe(step);
  });
});

test('whenever it is looked at: it is asked before it is taken back, and at least 30 min lie between', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 * MINUTE }), { minLength: 20, maxLength: 60 }), (waits) => {
      let alertState = during(critical(acknowledged(0)), { critical: NOW });
      let [now, askedAt] = [NOW, 0];
      const sent: string[] = [];
      for (const waitMs of waits) {
        now += waitMs;
        const decision = decide(error, alertState, { ...terms, now });
        alertState = decision.alertState;
        if (decision.reason === 'stillOnIt') {
          askedAt = now;
          alertState = arrived(alertState, now);
        }
        if (decision.reason === 'acknowledgementExpired')
          expect(now - askedAt).toBeGreaterThanOrEqual(ANSWER_WITHIN_MS);
        if (decision.send !== null) sent.push(decision.reason);
      }
      const expired = sent.indexOf('acknowledgementExpired');
      if (expired >= 0) expect(sent.slice(0, expired)).toEqual(['stillOnIt']);
      if (now - NOW >= ASK_AFTER_MS + 2 * 50 * MINUTE + ANSWER_WITHIN_MS) expect(expired).toBe(1);
    }),
  );
});
