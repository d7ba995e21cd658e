import type { BalanceAnswer, BalanceSource } from '../monitor/ports.ts';
import type { Millis } from '../monitor/types.ts';
import { readBalance } from './answer.ts';
import { outage } from './failure.ts';

export interface CaptchaAiOptions {
  /** Such as `https://ocr.captchaai.com`, without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly timeoutMs?: Millis;
}

const TIMEOUT_MS: Millis = 10_000;
/** A balance is a few bytes; more than this is a page that nobody needs to read. */
const LONGEST_ANSWER = 65_536;

/** Reads the account at CaptchaAI. The key travels in the query string, so no error of a call is ever passed on as it is. */
export function createCaptchaAiClient({ baseUrl, apiKey, timeoutMs = TIMEOUT_MS }: CaptchaAiOptions): BalanceSource {
  const query = new URLSearchParams({ key: apiKey, action: 'getbalance', json: '1' });

  return {
    async getBalance(): Promise<BalanceAnswer> {
      try {
        // The signal covers headers and body, so a stalled body ends in time too.
        const response = await fetch(`${baseUrl}/res.php?${query}`, {
          signal: AbortSignal.timeout(timeoutMs),
          redirect: 'error',
        });
        return readBalance(response.status, (await response.text()).slice(0, LONGEST_ANSWER));
      } catch (err) {
        return { ok: false, failure: networkFailure(err, timeoutMs) };
      }
    },
  };
}

function networkFailure(err: unknown, timeoutMs: Millis) {
  if (err instanceof Error && err.name === 'TimeoutError') {
    return outage('TIMEOUT', `CaptchaAI did not answer within ${timeoutMs / 1000} s`);
  }
  const cause = err instanceof Error ? err.cause : undefined;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
  return outage('UNREACHABLE', `CaptchaAI could not be reached${code}`);
}
