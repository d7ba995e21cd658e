import { textAt } from '../records/foreign.ts';

/** Methods of `@2captcha/captcha-solver`, `2captcha-ts` and the like that solve nothing. */
const NO_SOLVE =
  /^(?:_|get|set|poll|report|(?:balance|goodReport|badReport|then|catch|finally|on|off|once|emit|close|toJSON)$)/;
const TYPES: Readonly<Record<string, string>> = {
  cloudflareTurnstile: 'turnstile',
  imageCaptcha: 'image',
  funCaptcha: 'funcaptcha',
  geetestV4: 'geetest_v4',
};
const BETWEEN_WORDS = /([a-z0-9])(?=[A-Z])/g;

export function isSolveMethod(name: string): boolean {
  return !NO_SOLVE.test(name);
}

/** The type of a CAPTCHA by the method that solves it; versions of reCAPTCHA by its parameters. */
export function typeOfMethod(name: string, [parameters]: readonly unknown[]): string {
  if (name === 'recaptcha') return textAt(parameters, 'version') === 'v3' ? 'recaptcha_v3' : 'recaptcha_v2';
  return TYPES[name] ?? name.replace(BETWEEN_WORDS, '$1_').toLowerCase();
}
