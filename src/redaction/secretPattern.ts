import { namedSecretsIn } from './namedSecrets.ts';
import { readingsOf } from './readings.ts';
import { secretForms } from './secretForms.ts';
import { createPieceFinder, type Span } from './secretPieces.ts';

export const MASK = '[secret]';

/**
 * Puts `[secret]` in the place of every piece of a secret in a text, from eight characters on, in small letters or capitals,
 * escaped or not, and of what the text itself calls a key, a token or a password. A text without any is answered as it is.
 */
export function createHider(secrets: readonly string[]): (text: string) => string {
  const find = createPieceFinder(secrets.flatMap(secretForms));
  return (text) => {
    const pieces = readingsOf(text).flatMap(({ text: read, starts }) =>
      find(read).map(([from, to]): Span => (starts === null ? [from, to] : [starts[from] ?? from, starts[to] ?? to])),
    );
    const spans = [...pieces, ...namedSecretsIn(text)];
    return spans.length === 0 ? text : masked(text, spans);
  };
}

function masked(text: string, spans: readonly Span[]): string {
  let hidden = '';
  let done = 0;
  for (const [from, to] of spans.map((span) => wholeCharacters(text, span)).sort(([a], [b]) => a - b)) {
    if (to <= done) continue;
    if (from > done || done === 0) hidden += text.slice(done, from) + MASK;
    done = to;
  }
  return hidden + text.slice(done);
}

/** Half a character is no text that JSON or Discord would take. */
function wholeCharacters(text: string, [from, to]: Span): Span {
  const isLowHalf = (at: number) => /[\udc00-\udfff]/.test(text.charAt(at));
  return [isLowHalf(from) ? from - 1 : from, isLowHalf(to) ? to + 1 : to];
}
