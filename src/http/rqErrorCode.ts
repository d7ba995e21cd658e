const CODE = /(?<![A-Z0-9_])(?:ERROR_[A-Z0-9_]+|ERROR: ?\d{4}(?!\d)|CAPT?CHA_NOT_READY|IP_BANNED|MAX_USER_TURN)/;
/** `package.module.Class: text`, as Python ends a traceback. Letters alone: the last line of a longer text may be a password. */
const CLASS = /^(?:\w+\.)*([A-Z][A-Za-z]*)(?::|$)/;
/** In RQ's own sentences, such as `Moved to FailedJobRegistry, due to AbandonedJobError, at …`. */
const NAMED_CLASS = /\b([A-Z]\w*(?:Error|Exception))\b/;
const TIMEOUT = /timeout/i;
const WORD_END = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;
const MOST_CHARACTERS = 64;
/** Keys and tokens are one long word; the longest word of a documented code has 16 letters. */
const LONG_WORD = /[A-Z0-9]{21}/;
const UNKNOWN = 'JOB_FAILED';

/**
 * The error code of a job that failed: what the last line of its traceback names, which is a code of CaptchaAI or the class of the
 * exception. Nothing else of a traceback is kept: it may hold keys and addresses.
 */
export function rqErrorCode(traceback: string | null): string {
  const line = traceback?.trimEnd().split('\n').at(-1)?.trim() ?? '';
  const [code] = CODE.exec(line) ?? [];
  if (code !== undefined) return cleaned(code);
  const [, name] = CLASS.exec(line) ?? NAMED_CLASS.exec(line) ?? [];
  if (name === undefined) return UNKNOWN;
  return TIMEOUT.test(name) ? 'TIMEOUT' : cleaned(name.replaceAll(WORD_END, '_').toUpperCase());
}

function cleaned(code: string): string {
  return code.length > MOST_CHARACTERS || LONG_WORD.test(code) ? UNKNOWN : code;
}
