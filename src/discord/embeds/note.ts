import { escapeMarkdown } from '@discordjs/formatters';
import type { APIEmbed } from 'discord-api-types/v10';
import type { Language } from '../words/language.ts';
import { clip, FIELD_VALUE_LIMIT } from './text.ts';
import { withinLimits } from './withinLimits.ts';

/** The operator's own sentences, after everything else. */
export function withNotes(embed: APIEmbed, notes: readonly string[], { words }: Language): APIEmbed {
  if (notes.length === 0) return embed;
  return withinLimits({
    ...embed,
    fields: [
      ...(embed.fields ?? []),
      { name: words.alerts.operatorNote, value: clip(notes.map(asWords).join('\n'), FIELD_VALUE_LIMIT) },
    ],
  });
}

/** Words alone, on one line: no formatting, no mention, no other direction. */
function asWords(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ')
    .trim();
  return escapeMarkdown(line, { maskedLink: true }).replaceAll('<', '\\<').replaceAll('@', '@\u200b');
}
