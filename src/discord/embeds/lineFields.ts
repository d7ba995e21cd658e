import type { APIEmbedField } from 'discord-api-types/v10';
import type { Language } from '../words/language.ts';
import { clipLines, FIELD_VALUE_LIMIT } from './text.ts';

/** Discord asks for a name of every field; this is seen as nothing. */
const BLANK = '\u200b';

/** A list under one name, in as many fields as its lines take; in the last of `most` what does not fit is counted. */
export function lineFields(name: string, lines: readonly string[], most: number, language: Language): APIEmbedField[] {
  const fields: APIEmbedField[] = [];
  for (let left = lines; left.length > 0 && fields.length < most; ) {
    const isLast = fields.length === most - 1;
    const taken = isLast ? left.length : linesWithin(left, FIELD_VALUE_LIMIT);
    const value = clipLines(left.slice(0, taken), FIELD_VALUE_LIMIT, language);
    fields.push({ name: fields.length === 0 ? name : BLANK, value });
    left = left.slice(taken);
  }
  return fields;
}

/** How many of the first lines fit; one at least. */
function linesWithin(lines: readonly string[], limit: number): number {
  let length = 0;
  const over = lines.findIndex((line) => {
    length += line.length + 1;
    return length > limit;
  });
  return over === -1 ? lines.length : Math.max(1, over);
}
