import type { Span } from './secretPieces.ts';

const VALUE = `(?:[^\\s&"'<>\\\\]|\\\\(?!["'\\\\]))+`;
/** Site keys are public, and an idempotency key opens nothing. */
const NAME = '(?<!site|google|public|idempotency-)(?:key|token|secret|password|passwd|pwd)';
const EQUALS = '(?:=|%(?:25)*3d|\\\\+u003d)';
const QUOTED = `\\\\*["']`;

/** What stands where a secret belongs, after what says so. */
const NAMED: readonly RegExp[] = [
  new RegExp(`(${NAME}(?:${EQUALS}(?:${QUOTED})?|${QUOTED}\\s*:\\s*${QUOTED}))${VALUE}`, 'gi'),
  new RegExp(
    `((?:authorization|x-api-key)(?:${QUOTED})?\\s*[:=]\\s*(?:${QUOTED})?(?:(?:bearer|basic|bot)\\s+)?)(?!(?:bearer|basic|bot)\\b)${VALUE}`,
    'gi',
  ),
  // Somebody writes about a bearer; nobody's words are so long.
  new RegExp(`(\\bbearer\\s+)(?=\\S{16})${VALUE}`, 'gi'),
  // The name and the password in an address, except those of the example that we show.
  /(\b[a-z][a-z\d+.-]*:\/\/)(?!user:password@)[^\s/@"'<>]*:[^\s/@"'<>]+(?=@)/gi,
  /(\/webhooks\/\d{17,20}\/)[\w-]{20,}/g,
];
/** Nearly all texts have nothing of the kind. */
const SUSPECT = /key|token|secret|passw|pwd|authorization|bearer|:\/\/|\/webhooks\//i;

/** Where a text itself calls something a secret, also one that is not in the settings: the key of another account, the password of another database. */
export function namedSecretsIn(text: string): readonly Span[] {
  if (!SUSPECT.test(text)) return [];
  return NAMED.flatMap((named) =>
    [...text.matchAll(named)].map(
      ({ 0: { length }, 1: name = '', index }): Span => [index + name.length, index + length],
    ),
  );
}
