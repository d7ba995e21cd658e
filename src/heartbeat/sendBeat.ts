import type { Millis } from '../monitor/time.ts';
import { causeCode } from '../network/causeCode.ts';
import { readUpTo } from '../network/readUpTo.ts';
import { request } from '../network/request.ts';
import type { HeartbeatTarget } from './target.ts';

/** Sends one heartbeat. Answers null, or why it did not arrive, in words that hold nothing of the address. */
export type SendBeat = (signal: AbortSignal) => Promise<string | null>;

const TIMEOUT_MS: Millis = 10_000;
/** All that anybody answers is a word. */
const LONGEST_ANSWER_BYTES = 4_096;
/** What healthchecks.io answers with a 200 to an address that no check has, or that is called too often. */
const NOT_TAKEN = /^OK \((not found|rate limited)\)/;

export function createSendBeat({ method, url, token }: HeartbeatTarget, timeoutMs: Millis = TIMEOUT_MS): SendBeat {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  return async (signal) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const { status, body } = await request(url, { method, headers, signal: AbortSignal.any([signal, timeout]) });
      const { bytes } = await readUpTo(body, LONGEST_ANSWER_BYTES);
      return troubleIn(status, bytes.toString('utf8'));
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
