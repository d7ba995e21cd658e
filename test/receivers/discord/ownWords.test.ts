import { describe, expect, test } from 'vitest';
import type { DiscordPlace } from '../../../src/discord/place.ts';
import { ENGLISH } from '../../../src/discord/words/language.ts';
import type { Message } from '../../../src/monitor/alerts/message.ts';
import type { OwnWords } from '../../../src/monitor/settings/ownWords.ts';
import { editBody, messageBody } from '../../../src/receivers/discord/messageBody.ts';
import { alertOf, balance, silence } from '../../fixtures/embeds.ts';

const CHANNEL: DiscordPlace = { type: 'channel', channelId: '300000000000000001' };
const WEBHOOK: DiscordPlace = { type: 'webhook', webhookId: '400000000000000001' };
const PERSON: DiscordPlace = { type: 'user', userId: '500000000000000001' };
const RUNBOOK = { label: 'Runbook', url: 'https://wiki.example/captcha' };
const OWN: OwnWords = { links: [RUNBOOK], notes: ['Call Ann.'] };
const STATE = { openedAt: 0, endedAt: null, acknowledged: null, muted: null, affects: [] };

const to = (ownWords: OwnWords) => ({ mention: null, mentionFrom: 'critical', ownWords }) as const;
const bodyAt = (
  place: DiscordPlace,
  message: Exclude<Message, { type: 'edit' | 'thread' }> = alertOf(silence()),
  own = OWN,
) => messageBody([message], { incidentId: 1 }, place, to(own), ENGLISH);

/** The labels of each row. */
const rows = (body: object) =>
  ((Reflect.get(body, 'components') ?? []) as { components: { label: string }[] }[]).map((row) =>
    row.components.map(({ label }) => label),
  );
const noteIn = (body: object) =>
  ((Reflect.get(body, 'embeds') ?? []) as { fields?: { name: string; value: string }[] }[])[0]?.fields?.find(
    ({ name }) => name === 'Operator’s Note',
  )?.value;

describe('the operator’s links and sentence', () => {
  const BUTTONS = ['Mute 1 h', 'Mute 24 h', 'Acknowledge', 'Note', 'Details'];

  test.each([
    ['in a channel stand below the buttons', CHANNEL, [BUTTONS, ['Runbook']]],
    ['stand under a message of a webhook', WEBHOOK, [['Runbook']]],
    ['stand in a direct message', PERSON, [['Runbook']]],
  ] as const)('%s', (_name, place, expected) => {
    const body = bodyAt(place);
    expect(rows(body)).toEqual(expected);
    expect(noteIn(body)).toBe('Call Ann.');
  });

  test('share the row of the link to top up where there are links only', () => {
    expect(rows(bodyAt(WEBHOOK, alertOf(balance())))).toEqual([['Top Up', 'Runbook']]);
  });

  test('stay when the message is edited, also once the incident is over', () => {
    const target = { incidentId: 1, place: CHANNEL, messageId: '9', message: alertOf(silence()) };
    for (const endedAt of [null, 5]) {
      const body = editBody(target, { ...STATE, endedAt }, to(OWN), ENGLISH);
      expect(rows(body).at(-1)).toEqual(['Runbook']);
      expect(noteIn(body)).toBe('Call Ann.');
    }
  });

  test('are on alerts alone', () => {
    const topUp = { at: 0, fromMicros: 1, toMicros: 2, runwayMs: null };
    expect(JSON.stringify(bodyAt(CHANNEL, { type: 'topUp', topUp, at: 0 }))).not.toMatch(/Runbook|Ann/);
  });

  test('where there are none, leave no empty row and no empty field', () => {
    const body = bodyAt(WEBHOOK, alertOf(silence()), { links: [], notes: [] });
    expect(body).not.toHaveProperty('components');
    expect(noteIn(body)).toBeUndefined();
  });
});

test.each([
  ['@everyone <@&111111111111111111> <@222222222222222222>', /^@\u200beveryone \\<@\u200b&1+> \\<@\u200b2+>$/],
  ['*loud* `code` [here](https://evil.example)', /^\\\*loud\\\* \\`code\\` \\\[here\\?\]\(https/],
  ['one\n# two', /^one # two$/],
])('a sentence such as %j is words alone, and pings nobody', (note, expected) => {
  const body = bodyAt(CHANNEL, alertOf(silence()), { links: [], notes: [note] });
  expect(noteIn(body)).toMatch(expected);
  expect(body.allowed_mentions).toEqual({ parse: [] });
});
