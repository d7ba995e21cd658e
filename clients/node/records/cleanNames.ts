import { CODE } from './documentedCodes.ts';

/** As many characters as the monitor takes for a code or a type. */
export const MOST_CHARACTERS = 64;
/** A code stands at the beginning of a message; what comes later may be a whole page. */
const LOOKED_AT = 2_000;
const LOOKED_AT_START = 100;

/** In place of a text that is no name of anything, as the Python reporter has it. */
export const OTHER_CODE = 'OTHER';

/** The longest word of a real code has 16 letters. */
const CODE_WORDS = /^[A-Z0-9]{1,20}(?:_+[A-Z0-9]{1,20})*_*$/;
const BLOCK = /^ERROR: ?(?=\d)/;
/** What a program calls things: words, but no address, no sentence with marks, no number. */
const NAME = /^[A-Za-z][A-Za-z0-9]*(?:[ _:-]+[A-Za-z0-9]+)*$/;
const BETWEEN_WORDS = /([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g;
const LONG = 16;
const MANY_DIGITS = 3;

/** The error code of CaptchaAI's protocol that a text holds, `OTHER` for one that may be a key; null without one. */
export function codeIn(text: string): string | null {
  const code = CODE.exec(text.slice(0, LOOKED_AT))?.[0];
  return code === undefined ? null : plainCode(code);
}

/** The code that a text begins with. */
export function codeAtStart(text: string): string | null {
  const found = CODE.exec(text.trimStart().slice(0, LOOKED_AT_START));
  return found?.index === 0 ? plainCode(found[0]) : null;
}

/** One code has one spelling: `ERROR: 1002` also stands for `ERROR:1002`. */
function plainCode(code: string): string {
  if (BLOCK.test(code)) return code.replace(BLOCK, 'ERROR: ');
  return code.length <= MOST_CHARACTERS && CODE_WORDS.test(code) && !looksSecret(code) ? code : OTHER_CODE;
}

/** A text as an error code, such as `TYPE_ERROR` for `TypeError`; null where it is no name of anything. */
export function cleanCode(text: string): string | null {
  const code = codeIn(text.slice(0, LOOKED_AT).toUpperCase());
  if (code !== null) return code;
  const name = text.trim();
  if (!isName(name)) return null;
  return name
    .replace(BETWEEN_WORDS, '$1$2_')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .slice(0, MOST_CHARACTERS);
}

/** What is sent of a text that was given as a code; null for none. */
export function codeOf(text: string): string | null {
  return text.trim() === '' ? null : (cleanCode(text) ?? OTHER_CODE);
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
