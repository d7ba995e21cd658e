import { exceptionOf } from './rqTraceback.ts';

/** The codes of CaptchaAI that do not begin with `ERROR`: those that the reporters know. A test compares the three. */
const WITHOUT_ERROR = [
  'CAPCHA_NOT_READY',
  'CAPTCHA_NOT_READY',
  'IP_BANNED',
  'MAX_USER_TURN',
  'TOO_MANY_BAD_IMAGES',
  'OK_REPORT_RECORDED',
];
const CODE = new RegExp(
  `(?<![A-Z0-9_])(?:ERROR_[A-Z0-9_]+|ERROR: ?\\d{4}(?!\\d)|(?:${WITHOUT_ERROR.join('|')})(?![A-Z0-9_]))`,
);
const BLOCK = /^ERROR: ?(?=\d)/;
/** In RQ's own sentences, such as `Moved to FailedJobRegistry, due to AbandonedJobError, at …`. */
const NAMED_CLASS = /\b([A-Z]\w*(?:Error|Exception))\b/;
const TIMEOUT = /timeout/i;
const WORD_END = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;
const MOST_CHARACTERS = 64;
/** Keys and tokens are one long word; the longest word of a documented code has 16 letters. */
const LONG_WORD = /[A-Z0-9]{21}/;
const UNKNOWN = 'JOB_FAILED';

/**
 * The error code of a job that failed: what the exception that ends its traceback names, which is a code of CaptchaAI or the class of
 * the exception. Nothing else of a traceback is kept: it may hold keys and addresses.
 */
export function rqErrorCode(traceback: string | null): string {
  const { name, text } = exceptionOf(traceback ?? '');
  const [code] = CODE.exec(text) ?? [];
  if (code !== undefined) return cleaned(code.replace(BLOCK, 'ERROR: '));
  const className = name ?? NAMED_CLASS.exec(text)?.[1];
  if (className === undefined) return UNKNOWN;
  return TIMEOUT.test(className) ? 'TIMEOUT' : cleaned(className.replaceAll(WORD_END, '_').toUpperCase());
}

function cleaned(code: string): string {
  return code.length > MOST_CHARACTERS || LONG_WORD.test(code) ? UNKNOWN : code;
}
