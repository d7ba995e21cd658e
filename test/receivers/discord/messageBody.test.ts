import { expect, test } from 'vitest';
import { ENGLISH } from '../../../src/discord/words/language.ts';
import type { SentMessage } from '../../../src/monitor/delivery/delivery.ts';
import { SOMEONE } from '../../../src/monitor/someone.ts';
import type { AlertSeverity, Mention } from '../../../src/monitor/types.ts';
import { editBody } from '../../../src/receivers/discord/messageBody.ts';
import { bodyTo, editTo } from '../../fixtures/bodies.ts';

const alert = (severity: AlertSeverity) =>
  ({
    type: 'alert',
    severity,
    facts: { kind: 'balance', balanceMicros: 1, thresholdMicros: 10 },
    suppressed: 0,
    affects: [],
    at: 0,
  }) as const;
const ROLE: Mention = { type: 'role', id: '111111111111111111' };
const USER: Mention = { type: 'user', id: '222222222222222222' };

test.each([
  [
    'a critical alert pings the role and nothing else',
    'critical',
    ROLE,
    '<@&111111111111111111>',
    { parse: [], roles: [ROLE.id] },
  ],
  [
    'a critical alert pings the person and nothing else',
    'critical',
    USER,
    '<@222222222222222222>',
    { parse: [], users: [USER.id] },
  ],
  ['a warning pings nobody', 'warning', ROLE, undefined, { parse: [] }],
  ['nobody chosen, nobody pinged', 'critical', null, undefined, { parse: [] }],
] as const)('%s', (_name, severity, mention, content, allowed) => {
  const body = bodyTo(alert(severity), mention);
  expect(body.content).toBe(content);
  expect(body.allowed_mentions).toEqual(allowed);
});

test.each([
  ['of a critical alert keeps the mention in its words', 'critical', ROLE, '<@&111111111111111111>'],
  ['of a warning has none', 'warning', ROLE, undefined],
  ['where nobody is mentioned has none', 'critical', null, undefined],
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

test.each([
  ['the person who was on call when it was sent', USER, `<@${USER.id}>`],
  ['nobody, where it mentioned nobody', null, undefined],
  ['nobody, where that person has asked to be forgotten', { type: 'user', id: SOMEONE.userId }, undefined],
] as const)('an edit names %s, whoever is by now', (_name, mentioned, content) => {
  const place = { type: 'channel', channelId: '1' } as const;
  const state = { openedAt: 0, endedAt: 5, acknowledged: null, muted: null, affects: [] };
  const to = { mention: ROLE, mentionFrom: 'critical' } as const;
  const step = { mention: null, place: null, receiver: null };
  const escalation = { type: 'escalation', severity: 'critical', openedAt: 0, step, next: null, at: 0 } as const;
  for (const message of [alert('critical'), { ...escalation, facts: alert('critical').facts }]) {
    const body = editBody({ incidentId: 1, place, messageId: '9', message, mentioned }, state, to, ENGLISH);
    expect(body.content).toBe(content);
    expect(body.allowed_mentions).toEqual({ parse: [] });
  }
});

test('what comes and goes keeps the links of the operator when it is edited', () => {
  const place = { type: 'channel', channelId: '1' } as const;
  const { facts } = alert('critical');
  const message = { type: 'flapping', severity: 'critical', worst: facts, times: 6, since: 0, at: 0 } as const;
  const target = { incidentId: 1, place, messageId: '9', message, mentioned: null };
  const links = [{ label: 'Runbook', url: 'https://wiki.example/captcha' }];
  const to = { mention: null, mentionFrom: 'critical', ownWords: { links, notes: [] } } as const;
  for (const endedAt of [null, 5]) {
    const state = { openedAt: 0, endedAt, acknowledged: null, muted: null, affects: [] };
    expect(JSON.stringify(editBody(target, state, to, ENGLISH).components)).toContain('https://wiki.example/captcha');
  }
});

const { facts: FACTS } = alert('critical');
const ASKED = { openedAt: 0, next: null, at: 0 };
test.each<SentMessage['message']>([
  { ...alert('critical'), subject: 'shop' },
  { type: 'flapping', severity: 'critical', worst: FACTS, times: 6, since: 0, subject: 'shop', at: 0 },
  {
    ...{ type: 'escalation', severity: 'critical', facts: FACTS, subject: 'shop', ...ASKED },
    step: { mention: ROLE, place: null, receiver: null },
  },
  {
    ...{ type: 'stillOnIt', severity: 'critical', facts: FACTS, subject: 'shop', ...ASKED },
    ...{ acknowledged: { by: { userId: '3', name: 'ana' }, at: 0 }, answerBy: 9 },
  },
])('an edit of $type names the pipeline that it is about', (message) => {
  const target = { incidentId: 1, place: { type: 'channel', channelId: '1' }, messageId: '9', message } as const;
  for (const endedAt of [null, 5]) {
    const state = { openedAt: 0, endedAt, acknowledged: null, muted: null, affects: [] };
    const { embeds } = editBody(target, state, { mention: null, mentionFrom: 'critical' }, ENGLISH);
    expect(embeds?.map(({ author }) => author?.name)).toEqual(['shop']);
  }
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
