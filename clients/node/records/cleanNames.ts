/** As many characters as the monitor takes for a code or a type. */
export const MOST_CHARACTERS = 64;
/** A code stands at the beginning of a message; what comes later may be a whole page. */
const LOOKED_AT = 2_000;

/** CaptchaAI spells its blocks with a colon: `ERROR: 1002`. */
const CODE = /\bERROR(?:_[A-Z][A-Z0-9_]*|: ?\d{3,5}\b)|\bCAPCHA_NOT_READY\b/;
/** What a program calls things: words, but no address, no sentence with marks, no number. */
const NAME = /^[A-Za-z][A-Za-z0-9]*(?:[ _:-]+[A-Za-z0-9]+)*$/;
const BETWEEN_WORDS = /([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g;
const LONG = 16;
const MANY_DIGITS = 3;

/** The error code of CaptchaAI's protocol that a text holds; null without one. */
export function codeIn(text: string): string | null {
  const code = CODE.exec(text.slice(0, LOOKED_AT))?.[0].slice(0, MOST_CHARACTERS) ?? null;
  return code === null || looksSecret(code) ? null : code;
}

/** A text as an error code, such as `TYPE_ERROR` for `TypeError`; null where it is no name of anything. */
export function cleanCode(text: string): string | null {
  const code = codeIn(text);
  if (code !== null) return code;
  const name = text.trim();
  if (!isName(name)) return null;
  return name
    .replace(BETWEEN_WORDS, '$1$2_')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .slice(0, MOST_CHARACTERS);
}

/** A text as the type of a CAPTCHA; null where it is no name of anything. */
export function cleanType(text: string): string | null {
  const name = text.trim();
  return isName(name) ? name : null;
}

function isName(text: string): boolean {
  return text.length <= MOST_CHARACTERS && NAME.test(text) && !looksSecret(text);
}

/** Keys, tokens and ids are long and have digits; names of errors and of types are one or the other. */
function looksSecret(text: string): boolean {
  return text.replace(/[ _:-]/g, '').length >= LONG && (text.match(/\d/g)?.length ?? 0) >= MANY_DIGITS;
}
