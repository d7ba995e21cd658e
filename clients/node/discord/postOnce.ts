import { parse, retryAfterMs } from '../delivery/post.ts';
import { numberAt, textAt } from '../records/foreign.ts';
import { DiscordAlertError } from './alertError.ts';

/** What one attempt came to; `waitMs`: as Discord asked, or null. */
export type Attempt =
  | { readonly kind: 'sent' }
  | { readonly kind: 'again'; readonly waitMs: number | null; readonly failure: 'rateLimited' | 'unreachable' }
  | { readonly kind: 'failed'; readonly error: DiscordAlertError };

const REQUEST_MS = 10_000;
const USER_AGENT = 'DiscordBot (https://www.npmjs.com/package/captchaai-discord-monitor, 1)';
/** There was no connection, so that nothing was sent. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export async function postOnce(url: string, body: string): Promise<Attempt> {
  try {
    const headers = { 'content-type': 'application/json', 'user-agent': USER_AGENT };
    const signal = AbortSignal.timeout(REQUEST_MS);
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    return readAnswer(response, parse(await response.text()));
  } catch (cause) {
    // The library's error holds the address, so that it goes no further.
    return NOT_SENT.has(codeOf(cause)) ? again(null) : mayHaveArrived();
  }
}

function codeOf(cause: unknown): string {
  const inner: unknown = cause instanceof Error ? cause.cause : null;
  return textAt(inner, 'code') ?? textAt(cause, 'code') ?? '';
}

function readAnswer({ status, headers }: Response, body: unknown): Attempt {
  if (status === 204 || (status === 200 && textAt(body, 'id') !== null)) return { kind: 'sent' };
  if (status === 429) return rateLimited(headers.get('retry-after'), numberAt(body, 'retry_after'));
  // Here the gateway does not know what became of it.
  if (status === 504) return mayHaveArrived();
  if (status >= 500) return again(retryAfterMs(headers.get('retry-after') ?? undefined));
  const code = numberAt(body, 'code');
  if (code === null)
    return failed('notDiscord', `What answered (HTTP ${status}) is not Discord. The alert was not sent.`);
  if (status === 401 || status === 404) {
    return failed(
      'webhookDeleted',
      'Discord does not know the webhook: it was deleted, or DISCORD_WEBHOOK_URL is not complete.',
    );
  }
  return failed('rejected', `Discord does not take the alert (HTTP ${status}, code ${code}).`);
}

/** Both are in seconds. Without either the address is banned for a while, and asking again makes it longer. */
function rateLimited(header: string | null, seconds: number | null): Attempt {
  const waits = [retryAfterMs(header ?? undefined), seconds === null ? null : Math.ceil(seconds * 1_000)];
  const known = waits.filter((wait) => wait !== null);
  return {
    kind: 'again',
    waitMs: known.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...known),
    failure: 'rateLimited',
  };
}

function again(waitMs: number | null): Attempt {
  return { kind: 'again', waitMs, failure: 'unreachable' };
}

function mayHaveArrived(): Attempt {
  return failed('mayHaveArrived', 'Discord’s answer was lost, so the alert may have arrived. It is not sent again.');
}

function failed(failure: DiscordAlertError['failure'], message: string): Attempt {
  return { kind: 'failed', error: new DiscordAlertError(failure, message) };
}
