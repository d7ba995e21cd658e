import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { Note } from '../../monitor/ports/noteStore.ts';
import type { Language } from '../words/language.ts';
import { personText } from './person.ts';
import { plainLine } from './plainLine.ts';
import { clip, clipLines, dateTime, FIELD_VALUE_LIMIT } from './text.ts';
import { withinLimits } from './withinLimits.ts';

/** The newest are shown; `Details` has more. */
const MOST_NOTES = 3;
const NOTE_ROOM = 300;

/** What people wrote about an incident, the newest last; null where nobody has. */
export function noteField(notes: readonly Note[], language: Language, most = MOST_NOTES): APIEmbedField | null {
  if (notes.length === 0) return null;
  const { words, counted } = language;
  const older = notes.length - most;
  const lines = notes.slice(-most).map((note) => noteLine(note, language));
  const all = older > 0 ? [words.attention.olderNotes(counted(older)), ...lines] : lines;
  return { name: words.attention.notes, value: clipLines(all, FIELD_VALUE_LIMIT, language) };
}

/** `📝 @ada, 23 November 12:05: restarted the workers` */
export function noteLine({ at, by, text }: Note, { words }: Language): string {
  return `📝 ${personText(by.userId, words)}, ${dateTime(at)}: ${clip(plainLine(text), NOTE_ROOM)}`;
}

/** The embed with what people wrote about what it tells of. */
export function withPeoplesNotes(embed: APIEmbed, notes: readonly Note[], language: Language): APIEmbed {
  const field = noteField(notes, language);
  return field === null ? embed : withinLimits({ ...embed, fields: [...(embed.fields ?? []), field] });
}
