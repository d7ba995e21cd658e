import type { CommandContext, Suggestion } from '../src/discord/command.ts';
import { parseLength } from '../src/monitor/text/duration.ts';
import type { Millis } from '../src/monitor/time.ts';

/** Times as they are offered: what was understood comes first, then the usual ones that begin like it. `nameOf` answers null for a text that is none. */
export function suggestTimes(
  usual: readonly string[],
  typed: string,
  nameOf: (text: string) => string | null,
): readonly Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  const texts = [...new Set([...(wanted === '' ? [] : [wanted]), ...usual.filter((each) => each.startsWith(wanted))])];
  return texts.flatMap((value) => {
    const name = nameOf(value);
    return name === null ? [] : [{ name, value }];
  });
}

/** The same for lengths of time. */
export function suggestLengths(
  usual: readonly string[],
  typed: string,
  nameOf: (ms: Millis) => string,
): readonly Suggestion[] {
  return suggestTimes(usual, typed, (text) => {
    const ms = parseLength(text);
    return ms === null ? null : nameOf(ms);
  });
}

/** For the option `window`. */
export async function suggestWindows(_option: string, typed: string, { language }: Pick<CommandContext, 'language'>) {
  return suggestLengths(['15m', '1h', '6h', '1d', '7d'], typed, (ms) => language.duration(ms));
}
