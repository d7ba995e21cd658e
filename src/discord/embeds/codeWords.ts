import type { ErrorCode } from '../../monitor/codes.ts';
import type { CodeText } from '../words/en/codes.ts';
import type { Language } from '../words/language.ts';

/** What a code means and what to do: in the reader's language where the catalogue has it, else as it was told. */
export function codeWords(code: string, told: Pick<ErrorCode, keyof CodeText>, { words }: Language): CodeText {
  const own = Object.hasOwn(words.codes, code) ? words.codes[code] : undefined;
  return own ?? told;
}
