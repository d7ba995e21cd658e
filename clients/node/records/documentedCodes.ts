/** Polling again is no end of a task. CaptchaAI writes it without the T. */
const NOT_READY = ['CAPCHA_NOT_READY', 'CAPTCHA_NOT_READY'];

/**
 * The codes of the API that do not begin with `ERROR`. The Python reporter and the monitor's hook for RQ have the same ones, and a
 * test runs all that the monitor documents through the three of them.
 */
const WITHOUT_ERROR = [...NOT_READY, 'IP_BANNED', 'MAX_USER_TURN', 'TOO_MANY_BAD_IMAGES', 'OK_REPORT_RECORDED'];

/** A code anywhere in a text. CaptchaAI spells its blocks with a colon: `ERROR: 1002`. */
export const CODE = new RegExp(
  `(?<![A-Z0-9_])(?:ERROR_[A-Z0-9_]+|ERROR: ?\\d{4}(?!\\d)|(?:${WITHOUT_ERROR.join('|')})(?![A-Z0-9_]))`,
);

export function isNotReady(code: string): boolean {
  return NOT_READY.includes(code);
}
