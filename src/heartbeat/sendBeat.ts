import type { Millis } from '../monitor/time.ts';
import { causeCode } from '../network/causeCode.ts';
import { readUpTo } from '../network/readUpTo.ts';
import type { HeartbeatTarget } from './target.ts';

/** Sends one heartbeat. Answers null, or why it did not arrive, in words that hold nothing of the address. */
export type SendBeat = (signal: AbortSignal) => Promise<string | null>;

const TIMEOUT_MS: Millis = 10_000;
/** All that anybody answers is a word. */
const LONGEST_ANSWER_BYTES = 4_096;
/** What healthchecks.io answers with a 200 to an address that no check has, or that is called too often. */
const NOT_TAKEN = /^OK \((not found|rate limited)\)/;

export function createSendBeat({ method, url, token }: HeartbeatTarget, timeoutMs: Millis = TIMEOUT_MS): SendBeat {
  const headers = {
    'user-agent': 'captchaai-discord-monitor',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  return async (signal) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, {
        method,
        headers,
        // Whoever it would lead to is not who was trusted with the address.
        redirect: 'manual',
        signal: AbortSignal.any([signal, timeout]),
      });
      const { bytes } = await readUpTo(response.body, LONGEST_ANSWER_BYTES);
      return troubleIn(response.status, bytes.toString('utf8'));
    } catch (err) {
      return timeout.aborted ? `no answer within ${timeoutMs / 1_000} s` : `cannot be reached${causeCode(err)}`;
    }
  };
}

function troubleIn(status: number, text: string): string | null {
  if (status >= 300 && status < 400) return `answered with a redirect (${status}), which is not followed`;
  if (status < 200 || status >= 300) return `answered ${status}`;
  const [, why] = NOT_TAKEN.exec(text) ?? [];
  return why === undefined ? null : `did not take it (${why})`;
}
