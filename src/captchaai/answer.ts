import type { ProviderFailure } from '../monitor/accounts/providerFailure.ts';
import type { BalanceAnswer } from '../monitor/ports/provider.ts';
import { MICROS_PER_USD } from '../monitor/types.ts';
import { codeFailure, outage } from './failure.ts';

/** Codes are capitals, digits and `_`, or the family's `ERROR: 1001`; anything longer is a page, not a code. */
const CODE = /^(?:[A-Z][A-Z0-9_]{2,63}|ERROR: \d{4})$/;
/** With an exponent too: what float arithmetic leaves over is written so, such as `5.5511151231258E-17`. */
const DECIMAL = /^-?\d{1,12}(?:\.\d{1,18})?(?:[eE][+-]?\d{1,3})?$/;
/** More than this is no balance, and its millionths would not be exact. */
const MOST_USD = 1e9;

/**
 * Reads the text of a `getbalance` answer: text first, then JSON, because the content type is not documented.
 * The value may be a string or a number (both were seen in the protocol's family); further fields are ignored.
 */
export function readBalance(status: number, text: string): BalanceAnswer {
  const overloaded = statusFailure(status);
  if (overloaded !== null) return { ok: false, failure: overloaded };

  const { value, refused } = valueIn(text.trim());
  if (value !== null && CODE.test(value)) return { ok: false, failure: codeFailure(value) };
  const usd = value !== null && !refused && DECIMAL.test(value) ? Number(value) : Number.NaN;
  // Adding 0 makes of the dust below it, -0, the 0 that it is.
  if (Math.abs(usd) <= MOST_USD) return { ok: true, balanceMicros: Math.round(usd * MICROS_PER_USD) + 0 };
  if (status >= 400) return { ok: false, failure: outage(`HTTP_${status}`, `CaptchaAI answered ${status}`) };
  return { ok: false, failure: unreadable('a balance') };
}

/** What the status alone says, whatever stands in the body; null if that has to be read. */
export function statusFailure(status: number): ProviderFailure | null {
  if (status === 429) return codeFailure('HTTP_429');
  return status >= 500 ? outage(`HTTP_${status}`, `CaptchaAI answered ${status}`) : null;
}

export function unreadable(expected: string): ProviderFailure {
  return outage('UNREADABLE', `CaptchaAI answered something that is neither ${expected} nor a code`);
}

/** The code that an answer consists of, bare or in the envelope; null if it is none. */
export function codeIn(text: string): string | null {
  const { value } = valueIn(text.trim());
  return value !== null && CODE.test(value) ? value : null;
}

/** The object that the text is as JSON; null if it is none. */
export function objectIn(text: string): object | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && !Array.isArray(body) ? body : null;
  } catch {
    return null;
  }
}

/** Whether an envelope says that the call failed. */
export function isRefused(body: object): boolean {
  return 'status' in body && Number(body.status) !== 1;
}

function valueIn(text: string): { value: string | null; refused: boolean } {
  if (!text.startsWith('{')) return { value: text, refused: false };
  const body = objectIn(text);
  if (body === null) return { value: null, refused: false };
  const value = 'request' in body ? body.request : null;
  const readable = typeof value === 'string' || typeof value === 'number';
  return { value: readable ? String(value).trim() : null, refused: isRefused(body) };
}
