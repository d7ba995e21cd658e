import { escapeMarkdown } from '@discordjs/formatters';

/** Words alone, on one line: no formatting, no mention, no other direction. */
export function plainLine(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ')
    .trim();
  return escapeMarkdown(line, { maskedLink: true }).replaceAll('<', '\\<').replaceAll('@', '@\u200b');
}
