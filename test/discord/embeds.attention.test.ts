import { describe, expect, test } from 'vitest';
import { noteField } from '../../src/discord/embeds/notes.ts';
import type { DiscordPlace } from '../../src/discord/place.ts';
import { ENGLISH, type Language } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import type { IncidentState } from '../../src/monitor/alerts/incidentState.ts';
import type { EscalationMessage, StillOnItMessage } from '../../src/monitor/alerts/message.ts';
import { SOMEONE } from '../../src/monitor/someone.ts';
import { editBody, messageBody } from '../../src/receivers/discord/messageBody.ts';
import { ANNA } from '../fixtures/alerts.ts';
import { AT, alertOf, balance, stamp } from '../fixtures/embeds.ts';
import { HOUR, MINUTE } from '../fixtures/thresholds.ts';

const CHANNEL: DiscordPlace = { type: 'channel', channelId: '1' };
const NOBODY = { mention: { type: 'role', id: '5' }, mentionFrom: 'critical' } as const;
const question = (userId = ANNA.userId): StillOnItMessage => ({
  type: 'stillOnIt',
  severity: 'critical',
  facts: balance(),
  openedAt: AT - 3 * HOUR,
  acknowledged: { by: { userId, name: 'anna' }, at: AT - 2 * HOUR },
  answerBy: AT + 30 * MINUTE,
  at: AT,
});

describe('the question whether somebody is still on it', () => {
  test('names them, pings them alone, and has a button for each answer', () => {
    const body = messageBody([question()], { incidentId: 7 }, CHANNEL, NOBODY, ENGLISH);
    expect(body).toMatchObject({ content: '<@7>', allowed_mentions: { parse: [], users: ['7'] } });
    expect(body.embeds?.[0]).toMatchObject({
      title: '⏰ Still on It?',
      description: `<@7> acknowledged **Balance** at ${stamp(AT - 2 * HOUR, 'f')}, and it is still critical. Without an answer the acknowledgement ends ${stamp(AT + 30 * MINUTE, 'R')}, and alerts go on.`,
    });
    expect(JSON.stringify(body.components)).toMatch(/m1:stillOnIt:7.*m1:unacknowledge:7/);
  });

  test('pings nobody where the person has asked to be forgotten', () => {
    const body = messageBody([question(SOMEONE.userId)], { incidentId: 7 }, CHANNEL, NOBODY, ENGLISH);
    expect(body.content).toBeUndefined();
    expect(body.allowed_mentions).toEqual({ parse: [] });
  });

  test.each(LANGUAGES.map((language) => [language.locale, language] as const))(
    'says all of it in %s',
    (_, language) => {
      const [embed] = messageBody([question()], { incidentId: 7 }, CHANNEL, NOBODY, language).embeds ?? [];
      for (const part of ['<@7>', stamp(AT - 2 * HOUR, 'f'), stamp(AT + 30 * MINUTE, 'R')])
        expect(embed?.description).toContain(part);
    },
  );
});

describe('a question that was asked, later', () => {
  const sent = (message: StillOnItMessage) => ({ incidentId: 7, place: CHANNEL, messageId: '9', message });
  const state = (more: Partial<IncidentState>): IncidentState => ({
    openedAt: AT - 3 * HOUR,
    endedAt: null,
    acknowledged: { by: ANNA, at: AT - 2 * HOUR, severity: 'critical', askedAt: AT },
    muted: null,
    affects: [],
    ...more,
  });
  const later = (more: Partial<IncidentState> = {}) => editBody(sent(question()), state(more), NOBODY, ENGLISH);
  const confirmed = {
    by: ANNA,
    at: AT - 2 * HOUR,
    severity: 'critical',
    confirmedAt: AT + MINUTE,
    askedAt: null,
  } as const;
  const fieldsOf = (body: ReturnType<typeof later>) => body.embeds?.[0]?.fields?.map(({ name }) => name);

  test('is the same while an answer is waited for', () => {
    const asked = messageBody([question()], { incidentId: 7 }, CHANNEL, NOBODY, ENGLISH);
    const { embeds, components, content } = later();
    expect({ embeds, components, content }).toEqual({
      embeds: asked.embeds,
      components: asked.components,
      content: asked.content,
    });
  });

  test.each<[string, Partial<IncidentState>, string[]]>([
    ['somebody confirmed it elsewhere', { acknowledged: confirmed }, ['Firing Since', 'Now', 'Acknowledged']],
    ['it was taken back elsewhere', { acknowledged: null }, ['Firing Since', 'Now']],
    [
      'they were asked once more',
      { acknowledged: { ...confirmed, askedAt: AT + 2 * HOUR } },
      ['Firing Since', 'Now', 'Acknowledged'],
    ],
    ['it is over', { endedAt: AT + MINUTE }, ['Firing Since', 'Now', 'Acknowledged', 'Ended']],
  ])('has nothing to press, and pings nobody, once %s', (_name, more, fields) => {
    const body = later(more);
    expect(body.components).toEqual([]);
    expect(body.allowed_mentions).toEqual({ parse: [] });
    expect(fieldsOf(body)).toEqual(fields);
  });
});

test('an alert after a question without an answer says who did not', () => {
  const alert = { ...alertOf(balance()), expired: { by: ANNA } };
  const [embed] = messageBody([alert], { incidentId: 7 }, CHANNEL, NOBODY, ENGLISH).embeds ?? [];
  expect(embed?.fields?.at(-1)).toEqual({
    name: 'No Longer Acknowledged',
    value: '<@7> did not answer whether they are still on it',
  });
});

describe('notes', () => {
  const note = (text: string, at = AT) => ({ at, by: ANNA, text });

  test('are the newest three, and how many more there are', () => {
    const field = noteField(
      [1, 2, 3, 4, 5].map((n) => note(`note ${n}`)),
      ENGLISH,
    );
    expect(field?.value.split('\n').map((line) => line.replace(/.*: /, ''))).toEqual([
      '2 more in **Details**',
      'note 3',
      'note 4',
      'note 5',
    ]);
  });

  test('can neither ping anybody nor break out of their line', () => {
    const value = noteField([note('@everyone <@&1>\n# big ||no||')], ENGLISH)?.value ?? '';
    expect(value.split('\n')).toHaveLength(1);
    expect(value).not.toMatch(/@everyone|(?<!\\)<@&|(?<!\\)\|\|/);
  });

  test('are no field where there is none, and never longer than Discord takes', () => {
    expect(noteField([], ENGLISH)).toBeNull();
    const long = noteField(
      [1, 2, 3, 4].map(() => note('*'.repeat(500))),
      ENGLISH,
      10,
    );
    expect(long?.value.length).toBeLessThanOrEqual(1_024);
  });
});

describe('a step that was to be a direct message, and is posted in the channel', () => {
  const step = { mention: null, place: { type: 'user', userId: ANNA.userId }, receiver: null } as const;
  const escalation: EscalationMessage = {
    ...{ type: 'escalation', severity: 'critical', facts: balance(), openedAt: AT - HOUR, step, next: null, at: AT },
  };
  const how = { fallback: 'notAllowed', isRepeat: false, isPlain: false, pingFailure: null } as const;
  const inChannel = (language: Language, message = escalation) =>
    messageBody([message], { incidentId: 7 }, CHANNEL, NOBODY, language, how);

  test('names and pings the person that it was for alone, and says why it is there', () => {
    expect(inChannel(ENGLISH)).toMatchObject({
      content: '<@7>\n-# A direct message to <@7> could not be delivered, so it is posted here.',
      allowed_mentions: { parse: [], users: ['7'] },
    });
  });

  test('pings nobody where that person has asked to be forgotten', () => {
    const forgotten = { ...step, place: { type: 'user', userId: SOMEONE.userId } } as const;
    const { content, allowed_mentions: allowed } = inChannel(ENGLISH, { ...escalation, step: forgotten });
    expect(content).not.toContain('<@');
    expect(allowed).toEqual({ parse: [] });
  });

  test.each(LANGUAGES.map((language) => [language.locale, language] as const))('is complete in %s', (_, language) => {
    expect(inChannel(language).content?.match(/<@7>/g)).toHaveLength(2);
  });
});
