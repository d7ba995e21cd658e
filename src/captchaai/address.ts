import { type ProviderFailure, WRONG_ADDRESS } from '../monitor/accounts/providerFailure.ts';

/** Where CaptchaAI's API is (docs.captchaai.com). */
export const CAPTCHAAI_ADDRESS = 'https://ocr.captchaai.com';

/** Statuses of a server that has no `/res.php`, or takes no call of it. */
const NO_SUCH_PAGE: ReadonlySet<number> = new Set([404, 405, 410]);
/** No server has that name, or its certificate is for another one. */
const OTHER_HOST: ReadonlySet<string> = new Set(['ENOTFOUND', 'ERR_TLS_CERT_ALTNAME_INVALID']);

/** Somebody set another address: what answers there may not be CaptchaAI at all. */
export function isOtherAddress(baseUrl: string): boolean {
  return new URL(baseUrl).origin !== CAPTCHAAI_ADDRESS;
}

/** Whether an answer is that of a web site, which the API never gives: a page, or where to find one. */
export function isOtherSite(status: number, text: string): boolean {
  return NO_SUCH_PAGE.has(status) || (status >= 300 && status < 400) || (status < 400 && /^\s*</.test(text));
}

/** Whether a call found that something else is at the address. */
export function foundOtherHost(err: unknown): boolean {
  return err instanceof Error && 'code' in err && OTHER_HOST.has(String(err.code));
}

/** It is nothing that CaptchaAI did, and it is over once the setting is right. */
export const wrongAddress: ProviderFailure = {
  class: 'outage',
  code: WRONG_ADDRESS,
  meaning: 'CaptchaAI is not at the address in CAPTCHAAI_URL',
  advice: `Correct CAPTCHAAI_URL, usually it is ${CAPTCHAAI_ADDRESS}, or find out what answers in its place`,
};
