import type { APIEmbed } from 'discord-api-types/v10';
import type { Language } from '../words/language.ts';
import { plainLine } from './plainLine.ts';
import { clip, FIELD_VALUE_LIMIT } from './text.ts';
import { withinLimits } from './withinLimits.ts';

/** The operator's own sentences, after everything else. */
export function withNotes(embed: APIEmbed, notes: readonly string[], { words }: Language): APIEmbed {
  if (notes.length === 0) return embed;
  return withinLimits({
    ...embed,
    fields: [
      ...(embed.fields ?? []),
      { name: words.alerts.operatorNote, value: clip(notes.map(plainLine).join('\n'), FIELD_VALUE_LIMIT) },
    ],
  });
}
