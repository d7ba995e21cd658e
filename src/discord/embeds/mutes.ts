import type { APIEmbed } from 'discord-api-types/v10';
import type { Millis } from '../../monitor/time.ts';
import type { Mute, MutedWhat, MuteScope } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { personText } from './person.ts';
import { clipLines, DESCRIPTION_LIMIT, dateTime, inlineCode, namedWith, relativeTime } from './text.ts';

/** What is muted, with the pipeline where it is only that one. */
export function scopeText({ scope, pipeline }: MutedWhat, { words }: Language): string {
  return namedWith(words.scopes[scope], pipeline);
}

/** Of mutes that are one line as many pipelines are named. */
const PIPELINES_NAMED = 10;

/** What a line about mutes says: mutes of one kind that differ only in the pipeline are one, such as by a button on a message of several. */
export function muteLines(
  mutes: readonly Mute[],
  language: Language,
): readonly (Pick<Mute, 'until' | 'by' | 'reason'> & { readonly muted: string })[] {
  const alike = Map.groupBy(mutes, ({ scope, until, by, reason }) => JSON.stringify([scope, until, by.userId, reason]));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const pipelines = new Set(group.map(({ pipeline }) => pipeline));
    return [{ ...first, muted: mutedText(first.scope, [...pipelines], language) }];
  });
}

/** One without a pipeline is about all of them. */
function mutedText(
  scope: MuteScope,
  pipelines: readonly (string | null)[],
  { words, list, counted }: Language,
): string {
  const names = pipelines.filter((name) => name !== null);
  if (names.length < pipelines.length) return words.scopes[scope];
  const more = names.length - PIPELINES_NAMED;
  const named = names.slice(0, PIPELINES_NAMED).map((name) => inlineCode(name));
  return `${words.scopes[scope]} (${list(more > 0 ? [...named, words.andMore(counted(more))] : named)})`;
}

/** The active mutes: what, until when, by whom and why. */
export function mutesEmbed(mutes: readonly Mute[], at: Millis, language: Language): APIEmbed {
  const { words } = language;
  const lines = muteLines(mutes, language).map(({ muted, until, by, reason }) => {
    const line = words.mutes.line({
      scope: muted,
      until: dateTime(until),
      relative: relativeTime(until),
      who: personText(by.userId, words),
    });
    return reason === null ? line : `${line}\n-# ${inlineCode(reason)}`;
  });
  return baseEmbed('info', at, {
    title: words.mutes.title,
    description: clipLines(lines, DESCRIPTION_LIMIT, language) || words.mutes.none,
  });
}
