import { describe, expect, test } from 'vitest';
import { COLOURS } from '../../src/discord/embeds/baseEmbed.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import type { IncidentState } from '../../src/monitor/alerts/incidentState.ts';
import type { FlappingMessage } from '../../src/monitor/alerts/message.ts';
import { editBody, messageBody } from '../../src/receivers/discord/messageBody.ts';
import { bodyTo, editTo } from '../fixtures/bodies.ts';
import { AT, alertOf, balance, HOUR, MINUTE, stamp } from '../fixtures/embeds.ts';

const SINCE = AT - HOUR;
const FLAPPING: FlappingMessage = {
  ...{ type: 'flapping', severity: 'critical', worst: balance(), times: 6, since: SINCE, at: AT },
};
const ROLE = { type: 'role', id: '111111111111111111' } as const;
const STATE: IncidentState = { openedAt: SINCE, endedAt: null, acknowledged: null, muted: null, affects: [] };
const seven = { flapping: { times: 7, since: SINCE } };
const labels = ({ components }: ReturnType<typeof bodyTo>) =>
  [...JSON.stringify(components).matchAll(/"label":"([^"]+)"/g)].map(([, label]) => label);

describe('the message that a kind is flapping', () => {
  test('says how often, since when, how bad, and pings nobody; its incident can be acknowledged on it', () => {
    const body = bodyTo(FLAPPING, ROLE);
    expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(body.content).toBeUndefined();
    expect(body.embeds).toMatchObject([
      {
        title: '🔁 Flapping',
        description: `**Balance** fired and recovered 6 times since ${stamp(SINCE, 'f')}. Each further time is only counted here, until it has been ok for 15 min. If it gets worse or keeps firing, an alert is sent. Reminders continue.`,
        fields: [{ name: 'Peak' }],
      },
    ]);
    expect(labels(body)).toContain('Acknowledge');
  });

  test('is a line where alerts are', () => {
    const to = { mention: ROLE, mentionFrom: 'critical', noise: { silent: [], format: 'compact' } } as const;
    const place = { type: 'channel', channelId: '1' } as const;
    const body = messageBody([FLAPPING], { incidentId: 1 }, place, to, ENGLISH);
    expect(body.embeds).toBeUndefined();
    expect(body.content).toMatch(/^⚪ \*\*Balance\*\* .*flapping, 6 times since <t:\d+:t>$/);
    const target = { incidentId: 1, place, messageId: '9', message: FLAPPING };
    const later = editBody(target, { ...STATE, ...seven, endedAt: AT }, to, ENGLISH);
    expect(later).toMatchObject({ embeds: [], content: expect.stringMatching(/^🟢 .*7 times.* · Ended: /) });
  });

  test('says later how often by then, who is on it, and when it stayed ok', () => {
    const acknowledged = { by: { userId: '7', name: 'a' }, at: AT, severity: 'critical' } as const;
    const open = editTo(FLAPPING, { ...STATE, ...seven, acknowledged }, ROLE);
    expect(open.embeds?.[0]?.description).toContain('fired and recovered 7 times');
    expect(open.embeds?.[0]?.fields?.map(({ name }) => name)).toEqual(['Peak', 'Acknowledged']);
    expect(labels(open)).toContain('Undo Acknowledge');
    const over = editTo(FLAPPING, { ...STATE, ...seven, endedAt: AT + 20 * MINUTE }, ROLE);
    expect(over.embeds?.[0]).toMatchObject({
      color: COLOURS.success,
      description: `**Balance** fired and recovered 7 times since ${stamp(SINCE, 'f')}.`,
    });
    expect(over.embeds?.[0]?.fields?.at(-1)?.name).toBe('Ended');
    expect(over.allowed_mentions).toEqual({ parse: [] });
  });
});

test('an alert, its edit and its end say how often', () => {
  const value = `7 times since ${stamp(SINCE, 'f')}`;
  const field = { name: 'Flapping', value };
  const alert = alertOf(balance(), 'warning', seven);
  expect(bodyTo(alert, null).embeds?.[0]?.fields).toContainEqual(field);
  expect(editTo(alertOf(balance()), { ...STATE, ...seven }, null).embeds?.[0]?.fields).toContainEqual(field);
  const end = { type: 'recovery', before: balance(), after: balance(), topUp: null, ...seven, at: AT } as const;
  expect(bodyTo(end, null).embeds?.[0]?.fields).toEqual([field]);
});

test.each(LANGUAGES.map((language) => [language.locale, language] as const))(
  'it is complete in %s',
  (_locale, language) => {
    const { embeds = [] } = messageBody(
      [FLAPPING],
      { incidentId: 1 },
      { type: 'channel', channelId: '1' },
      { mention: ROLE, mentionFrom: 'critical' },
      language,
    );
    expect(embeds[0]?.title?.startsWith('🔁 ')).toBe(true);
    expect(JSON.stringify(embeds)).not.toMatch(/undefined|\$\{/);
    expect(embeds[0]?.description).toContain('6');
  },
);
