import type { APIEmbed } from 'discord-api-types/v10';
import type { Message } from '../../monitor/alerts/message.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { personText } from './person.ts';

/** Looks like an alert of its severity and says that it is none. */
export function testEmbed({ severity, by, at }: Extract<Message, { type: 'test' }>, { words }: Language): APIEmbed {
  const { test } = words;
  return baseEmbed(severity, at, {
    title: test.title(test.severities[severity]),
    description: test.description(personText(by.userId, words)),
  });
}
