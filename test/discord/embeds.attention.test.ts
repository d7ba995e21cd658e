import { describe, expect, test } from 'vitest';
import { noteField } from '../../src/discord/embeds/notes.ts';
import { ENGLISH, type Language } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import type { EscalationMessage, StillOnItMessage } from '../../src/monitor/alerts/message.ts';
import { SOMEONE } from '../../src/monitor/someone.ts';
import type { Place } from '../../src/monitor/types.ts';
import { messageBody } from '../../src/receivers/discord/messageBody.ts';
import { ANNA } from '../fixtures/alerts.ts';
import { AT, alertOf, balance, stamp } from '../fixtures/embeds.ts';
import { HOUR, MINUTE } from '../fixtures/limits.ts';

const CHANNEL: Place = { type: 'channel', channelId: '1' };
const NOBODY = { mention: { type: 'role', id: '5' }, mentionFrom: 'error' } as const;
const question = (userId = ANNA.userId): StillOnItMessage => ({
  type: 'stillOnIt',
  severity: 'error',
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
    ...{ type: 'escalation', severity: 'error', facts: balance(), openedAt: AT - HOUR, step, next: null, at: AT },
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
