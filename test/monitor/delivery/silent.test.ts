import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/monitor/alerts/message.ts';
import { SILENT_PARTS, type SilentPart } from '../../../src/monitor/delivery/noise.ts';
import { isSilent } from '../../../src/monitor/delivery/silent.ts';
import { AT, alertOf, balance, silence } from '../../fixtures/embeds.ts';

const topUp = { at: AT, fromMicros: 1, toMicros: 2, runwayMs: null };
const facts = silence();
const caughtUp = (...severities: ('warning' | 'critical')[]): Message => ({
  type: 'catchUp',
  since: AT,
  incidents: severities.map((severity) => ({
    kind: 'silence',
    severity,
    state: 'over',
    openedAt: AT,
    endedAt: AT,
    worst: facts,
  })),
  pings: false,
  at: AT,
});
const past = { openedAt: AT, endedAt: AT, at: AT };
const unknown = { type: 'unknown', facts, why: 'stale', openedAt: AT, since: AT, at: AT } as const;

/** Each message with what it is a part of; null: it is never silent. */
const MESSAGES: readonly (readonly [string, Message, SilentPart | null])[] = [
  ['a warning', alertOf(silence()), 'warnings'],
  ['a critical alert', alertOf(balance(), 'critical'), null],
  [
    'a reminder of a critical alert',
    alertOf(balance(), 'critical', { reminder: { n: 2, nextAt: AT, since: AT, recoversAt: null } }),
    null,
  ],
  [
    'a recovery',
    { type: 'recovery', before: facts, after: facts, topUp: null, notified: 'critical', at: AT },
    'recoveries',
  ],
  [
    'what is flapping',
    { type: 'flapping', severity: 'critical', worst: facts, times: 6, since: AT, at: AT },
    'recoveries',
  ],
  ['a top-up', { type: 'topUp', topUp, at: AT }, 'recoveries'],
  ['a warning that came and went', { type: 'late', severity: 'warning', worst: facts, ...past }, 'warnings'],
  ['a critical incident that came and went', { type: 'late', severity: 'critical', worst: facts, ...past }, null],
  ['a warning that can no longer be judged', { ...unknown, severity: 'warning' }, 'warnings'],
  ['a critical incident that can no longer be judged', { ...unknown, severity: 'critical' }, null],
  ['a test of a warning', { type: 'test', severity: 'warning', by: { userId: '1', name: 'a' }, at: AT }, 'warnings'],
  ['a test of a critical alert', { type: 'test', severity: 'critical', by: { userId: '1', name: 'a' }, at: AT }, null],
  ['warnings of quiet hours', caughtUp('warning', 'warning'), 'warnings'],
  ['quiet hours with a critical incident', caughtUp('warning', 'critical'), null],
  ['the loss of the bot', { type: 'botLost', why: 'tokenRefused', at: AT }, null],
];

describe('what is sent silently', () => {
  test.each(MESSAGES)('%s', (_name, message, part) => {
    for (const chosen of SILENT_PARTS) expect(isSilent([message], { silent: [chosen] }), chosen).toBe(chosen === part);
    expect(isSilent([message], { silent: SILENT_PARTS })).toBe(part !== null);
    expect(isSilent([message], { silent: [] })).toBe(false);
  });

  test('a message of several parts is silent only if each of them may be', () => {
    const some = fc.subarray([...MESSAGES], { minLength: 1 });
    let loud = 0;
    fc.assert(
      fc.property(some, fc.subarray([...SILENT_PARTS]), (parts, silent) => {
        const whole = isSilent(
          parts.map(([, message]) => message),
          { silent },
        );
        expect(whole).toBe(parts.every(([, message]) => isSilent([message], { silent })));
        if (!whole && parts.some(([, message]) => isSilent([message], { silent }))) loud += 1;
      }),
    );
    expect(loud, 'some messages had both').toBeGreaterThan(5);
  });
});

test('that somebody else is on call disturbs nobody, whatever was chosen', () => {
  const turn = { userId: '7', turnOf: '7', since: 0, until: 1, at: 0 };
  expect(isSilent([{ type: 'handover', ...turn }], { silent: [] })).toBe(true);
});
