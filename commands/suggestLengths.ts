import type { Suggestion } from '../src/discord/command.ts';
import { parseDuration } from '../src/monitor/duration.ts';
import type { Millis } from '../src/monitor/types.ts';

/** A length of time as it is offered: what was understood comes first, then the usual ones that begin like it. */
export function suggestLengths(
  usual: readonly string[],
  typed: string,
  nameOf: (length: { readonly text: string; readonly ms: Millis }) => string,
): readonly Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  const texts = [...new Set([...(wanted === '' ? [] : [wanted]), ...usual.filter((each) => each.startsWith(wanted))])];
  return texts.flatMap((text) => {
    const ms = parseDuration(text);
    return ms === null ? [] : [{ name: nameOf({ text, ms }), value: text }];
  });
}
