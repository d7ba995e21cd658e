import type { BalanceAnswer, ProviderFailure } from '../monitor/ports.ts';
import { MICROS_PER_USD } from '../monitor/types.ts';
import { codeFailure, outage } from './failure.ts';

/** Codes are capitals, digits and `_`, or the family's `ERROR: 1001`; anything longer is a page, not a code. */
const CODE = /^(?:[A-Z][A-Z0-9_]{2,63}|ERROR: \d{4})$/;
const DECIMAL = /^-?\d{1,12}(?:\.\d{1,18})?$/;

/**
 * Reads the text of a `getbalance` answer: text first, then JSON, because the content type is not documented.
 * The value may be a string or a number (both were seen in the protocol's family); further fields are ignored.
 */
export function readBalance(status: number, text: string): BalanceAnswer {
  if (status === 429) return failed(codeFailure('HTTP_429'));
  if (status >= 500) return failed(outage(`HTTP_${status}`, `CaptchaAI answered ${status}`));

  const value = valueIn(text.trim());
  if (value !== null && DECIMAL.test(value)) {
    return { ok: true, balanceMicros: Math.round(Number(value) * MICROS_PER_USD) };
  }
  if (value !== null && CODE.test(value)) return failed(codeFailure(value));
  if (status >= 400) return failed(outage(`HTTP_${status}`, `CaptchaAI answered ${status}`));
  return failed(outage('UNREADABLE', 'CaptchaAI answered something that is neither a balance nor a code'));
}

function valueIn(text: string): string | null {
  if (!text.startsWith('{')) return text;
  try {
    const body: unknown = JSON.parse(text);
    const value = typeof body === 'object' && body !== null && 'request' in body ? body.request : null;
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : null;
  } catch {
    return null;
  }
}

function failed(failure: ProviderFailure): BalanceAnswer {
  return { ok: false, failure };
}
