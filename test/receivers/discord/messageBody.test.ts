import { expect, test } from 'vitest';
import type { AlertSeverity, Mention } from '../../../src/monitor/types.ts';
import { bodyTo, editTo } from '../../fixtures/bodies.ts';

const alert = (severity: AlertSeverity) =>
  ({
    type: 'alert',
    severity,
    facts: { kind: 'balance', balanceMicros: 1, thresholdMicros: 10 },
    heldBack: 0,
    affects: [],
    at: 0,
  }) as const;
const ROLE: Mention = { type: 'role', id: '111111111111111111' };
const USER: Mention = { type: 'user', id: '222222222222222222' };

test.each([
  [
    'a critical alert pings the role and nothing else',
    'error',
    ROLE,
    '<@&111111111111111111>',
    { parse: [], roles: [ROLE.id] },
  ],
  [
    'a critical alert pings the person and nothing else',
    'error',
    USER,
    '<@222222222222222222>',
    { parse: [], users: [USER.id] },
  ],
  ['a warning pings nobody', 'warning', ROLE, undefined, { parse: [] }],
  ['nobody chosen, nobody pinged', 'error', null, undefined, { parse: [] }],
] as const)('%s', (_name, severity, mention, content, allowed) => {
  const body = bodyTo(alert(severity), mention);
  expect(body.content).toBe(content);
  expect(body.allowed_mentions).toEqual(allowed);
});

test.each([
  ['of a critical alert keeps the mention in its words', 'error', ROLE, '<@&111111111111111111>'],
  ['of a warning has none', 'warning', ROLE, undefined],
  ['where nobody is mentioned has none', 'error', null, undefined],
] as const)('an edit %s, and pings nobody', (_name, severity, mention, content) => {
  const acknowledged = { by: { userId: '3', name: '@everyone' }, at: 0, severity } as const;
  const body = editTo(
    alert(severity),
    { openedAt: 0, endedAt: 5, acknowledged, muted: null, affects: ['queue'] },
    mention,
  );
  expect(body.content).toBe(content);
  expect(body.allowed_mentions).toEqual({ parse: [] });
  expect(body.embeds?.[0]?.title).toBe('💰 Balance Alert (over)');
});

test('only an alert is edited', () => {
  const topUp = { at: 0, fromMicros: 1, toMicros: 2, runwayMs: null };
  const state = { openedAt: 0, endedAt: 5, acknowledged: null, muted: null, affects: [] };
  expect(editTo({ type: 'topUp', topUp, at: 0 }, state, ROLE)).toEqual({ allowed_mentions: { parse: [] } });
});

test('the end of an incident that a payment brought tells of both, in one message', () => {
  const facts = alert('warning').facts;
  const topUp = { at: 0, fromMicros: 1, toMicros: 20_000_000, runwayMs: null };
  const { embeds } = bodyTo({ type: 'recovery', before: facts, after: facts, topUp, at: 0 }, ROLE);
  expect(embeds?.map(({ title }) => title)).toEqual(['✅ Pipeline Recovered', '💚 Balance Topped Up']);
});
