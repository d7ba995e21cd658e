import { inlineCode as asCode, roleMention, TimestampStyles, time, userMention } from '@discordjs/formatters';
import { HOUR, type Millis } from '../../monitor/time.ts';
import type { Mention } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export const FIELD_VALUE_LIMIT = 1_024;
export const DESCRIPTION_LIMIT = 4_096;

/** Longer text from outside tells nobody more. */
const CODE_LIMIT = 100;

/** A date with its time, as each reader sees it in their own zone. */
export function dateTime(at: Millis): string {
  return time(seconds(at), TimestampStyles.ShortDateTime);
}

/** A time of day, as each reader sees it in their own zone. */
export function clockTime(at: Millis): string {
  return time(seconds(at), TimestampStyles.ShortTime);
}

/** How long ago, or how soon, when it is read. */
export function relativeTime(at: Millis): string {
  return time(seconds(at), TimestampStyles.RelativeTime);
}

function seconds(at: Millis): number {
  return Math.floor(at / 1_000);
}

/** Within half a day a time of day says which; beyond it the day stands with it. */
const HALF_A_DAY_MS: Millis = 12 * HOUR;

/** A time as short as it is clear to somebody who reads it at `now`. */
export function clockOrDate(at: Millis, now: Millis): string {
  return Math.abs(at - now) < HALF_A_DAY_MS ? clockTime(at) : dateTime(at);
}

/** A role or a person as Discord shows them. */
export function mentionText({ type, id }: Mention): string {
  return type === 'role' ? roleMention(id) : userMention(id);
}

/** What it is called, with the pipeline where it is about one. */
export function namedWith(text: string, pipeline: string | null): string {
  return pipeline === null ? text : `${text} (${inlineCode(pipeline)})`;
}

/** Text from outside as inline code, which nothing in it can leave: no formatting, no link, no mention, no other direction. */
export function inlineCode(text: string): string {
  const safe = text
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ')
    .replaceAll('`', 'ˋ')
    .trim();
  return asCode(safe === '' ? ' ' : clip(safe, CODE_LIMIT));
}

/** At most `limit` characters as Discord counts them, cut between code points, with a sign that something is missing. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const point of text) {
    if (kept.length + point.length + 1 > limit) break;
    kept += point;
  }
  return `${kept}…`;
}

/** As many whole lines as fit, and how many did not. */
export function clipLines(lines: readonly string[], limit: number, { words, counted }: Language): string {
  const andMore = (n: number) => words.andMore(counted(n));
  const all = lines.join('\n');
  if (all.length <= limit) return all;
  let kept = '';
  for (const [index, line] of lines.entries()) {
    if (kept.length + line.length + 1 + andMore(lines.length).length > limit) {
      return clip(`${kept}${andMore(lines.length - index)}`, limit);
    }
    kept += `${line}\n`;
  }
  return kept;
}
