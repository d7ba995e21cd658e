import { expect, test } from 'vitest';
import { messageBody } from '../../src/discord/messageBody.ts';
import type { AlertSeverity, Mention } from '../../src/monitor/types.ts';

const alert = (severity: AlertSeverity) =>
  ({
    type: 'alert',
    severity,
    facts: { kind: 'balance', balanceMicros: 1, thresholdMicros: 10 },
    heldBack: 0,
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
  const body = messageBody(alert(severity), mention);
  expect(body.content).toBe(content);
  expect(body.allowed_mentions).toEqual(allowed);
});
