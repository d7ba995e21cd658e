import type { BalanceAnswer, BalanceSource, ThreadsAnswer, ThreadsSource } from '../monitor/ports/provider.ts';
import type { Millis } from '../monitor/time.ts';
import { causeCode } from '../network/causeCode.ts';
import { readUpTo } from '../network/readUpTo.ts';
import { type Answer, type RequestOptions, request } from '../network/request.ts';
import { foundOtherHost, isOtherAddress, isOtherSite, wrongAddress } from './address.ts';
import { readBalance, unreadable } from './answer.ts';
import { outage } from './failure.ts';
import { readThreads } from './threads.ts';

export interface CaptchaAiOptions {
  /** Such as `https://ocr.captchaai.com`, without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly timeoutMs?: Millis;
  readonly send?: (url: string, options: RequestOptions) => Promise<Pick<Answer, 'status' | 'body'>>;
}

const TIMEOUT_MS: Millis = 10_000;
/** An answer is a few bytes; more than this is a page that nobody needs to read. */
const LONGEST_ANSWER_BYTES = 65_536;
/** So many characters of the key are a clue. */
const SHORTEST_PIECE = 8;

/** Reads the account at CaptchaAI. The key travels in the query string, so no error of a call is ever passed on as it is. */
export function createCaptchaAiClient(options: CaptchaAiOptions): BalanceSource & ThreadsSource {
  const { baseUrl, apiKey, timeoutMs = TIMEOUT_MS, send = request } = options;

  const mayBeWrong = isOtherAddress(baseUrl);

  async function ask<T>(action: string, read: (status: number, text: string) => T) {
    const query = new URLSearchParams({ key: apiKey, action, json: '1' });
    try {
      // The signal covers headers and body, so a stalled body ends in time too.
      const { status, body } = await send(`${baseUrl}/res.php?${query}`, { signal: AbortSignal.timeout(timeoutMs) });
      const { bytes } = await readUpTo(body, LONGEST_ANSWER_BYTES);
      const text = bytes.toString('utf8');
      if (mayBeWrong && isOtherSite(status, text)) return { ok: false, failure: wrongAddress } as const;
      return read(status, text);
    } catch (err) {
      if (mayBeWrong && foundOtherHost(err)) return { ok: false, failure: wrongAddress } as const;
      return { ok: false, failure: networkFailure(err, timeoutMs) } as const;
    }
  }

  /** A server may repeat the key, or a piece of it, where a code belongs. */
  function withoutKey<T extends BalanceAnswer | ThreadsAnswer>(answer: T) {
    const echoed = 'failure' in answer && holdsPiece(answer.failure.code, apiKey);
    return echoed ? ({ ok: false, failure: unreadable('an answer') } as const) : answer;
  }

  return {
    getBalance: async () => withoutKey(await ask('getbalance', readBalance)),
    getThreads: async () => withoutKey(await ask('threadsinfo', readThreads)),
  };
}

function holdsPiece(code: string, key: string): boolean {
  const [inCode, ofKey] = [code.toLowerCase(), key.toLowerCase()];
  const pieces = Array.from({ length: Math.max(1, ofKey.length - SHORTEST_PIECE + 1) }, (_, from) =>
    ofKey.slice(from, from + SHORTEST_PIECE),
  );
  return pieces.some((piece) => inCode.includes(piece));
}

function networkFailure(err: unknown, timeoutMs: Millis) {
  if (err instanceof Error && err.name === 'TimeoutError') {
    return outage('TIMEOUT', `CaptchaAI did not answer within ${timeoutMs / 1000} s`);
  }
  return outage('UNREACHABLE', `CaptchaAI could not be reached${causeCode(err)}`);
}
