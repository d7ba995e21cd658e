import type { APIEmbedField } from 'discord-api-types/v10';
import type { LiveTrouble } from '../../monitor/live/live.ts';
import type { Language } from '../words/language.ts';
import type { Words } from '../words/words.ts';

/** Why a live status is not up to date. */
export function liveTroubleWords(why: LiveTrouble, { live, giveUp, retry }: Words): string {
  const reasons: Readonly<Record<LiveTrouble, string>> = { ...retry, ...giveUp };
  return live.trouble(reasons[why]);
}

/** The same in an answer; nothing where all is well. */
export function liveFields(
  { live = null }: { readonly live?: LiveTrouble | null },
  { words }: Language,
): APIEmbedField[] {
  return live === null ? [] : [{ name: words.live.title, value: liveTroubleWords(live, words) }];
}
