import { type ProviderFailure, WRONG_ADDRESS } from '../../monitor/accounts/providerFailure.ts';
import type { ErrorCode } from '../../monitor/record/codes.ts';
import type { CodeText } from '../words/en/codes.ts';
import type { Language } from '../words/language.ts';

/** What we call an answer that never came, or could not be read: CaptchaAI has no code for it. */
const NO_ANSWER = /^(?:TIMEOUT|UNREACHABLE|UNREADABLE|HTTP_\d+)$/;

/** What a code means and what to do: in the reader's language where the catalogue has it, else as it was recorded. */
export function codeWords(code: string, recorded: Pick<ErrorCode, keyof CodeText>, { words }: Language): CodeText {
  const own = Object.hasOwn(words.codes, code) ? words.codes[code] : undefined;
  return own ?? recorded;
}

/** The same as sentences. */
export function codeSentences(code: string, recorded: Pick<ErrorCode, keyof CodeText>, language: Language): string {
  const { meaning, advice } = codeWords(code, recorded, language);
  return `${meaning}. ${advice}.`;
}

/** The same for a call of our own, which knows failures beside those of a task. */
export function failureText(failure: ProviderFailure, language: Language): CodeText {
  if (failure.code === WRONG_ADDRESS) return language.words.wrongAddress;
  if (failure.class === 'outage' && NO_ANSWER.test(failure.code)) return language.words.noAnswer ?? failure;
  return codeWords(failure.code, failure, language);
}
