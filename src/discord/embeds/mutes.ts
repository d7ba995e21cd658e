import type { APIEmbed } from 'discord-api-types/v10';
import type { Millis } from '../../monitor/time.ts';
import type { Mute, MutedWhat } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { embed } from './look.ts';
import { personText } from './person.ts';
import { clipLines, DESCRIPTION_LIMIT, dateTime, inlineCode, namedWith, relativeTime } from './text.ts';

/** What is muted, with the pipeline where it is only that one. */
export function scopeText({ scope, pipeline }: MutedWhat, { words }: Language): string {
  return namedWith(words.scopes[scope], pipeline);
}

/** The active mutes: what, until when, by whom and why. */
export function mutesEmbed(mutes: readonly Mute[], at: Millis, language: Language): APIEmbed {
  const { words } = language;
  const lines = mutes.map(({ scope, pipeline, until, by, reason }) => {
    const line = words.mutes.line({
      scope: scopeText({ scope, pipeline }, language),
      until: dateTime(until),
      relative: relativeTime(until),
      who: personText(by.userId, words),
    });
    return reason === null ? line : `${line}\n-# ${inlineCode(reason)}`;
  });
  return embed('info', at, {
    title: words.mutes.title,
    description: clipLines(lines, DESCRIPTION_LIMIT, language) || words.mutes.none,
  });
}
