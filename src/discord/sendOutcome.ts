import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { SendOutcome } from '../monitor/message.ts';
import type { Millis } from '../monitor/types.ts';
import { isPassing, neverLeft } from './connect.ts';
import { UnreadableAnswerError } from './poster.ts';

/** Discord's answer to a banned address names no time (discord-api-docs#5810); ask again, but rarely. */
const WITHOUT_RETRY_AFTER_MS: Millis = 60_000;

/** A clock that was set back makes the library wait for as long; whatever Discord says, asking once an hour is little. */
const LONGEST_WAIT_MS: Millis = 3_600_000;

const GONE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

/** What a failed attempt to send means: try again, or never again, why, and whether it may have been stored all the same. */
export function classifyFailure(err: unknown): SendOutcome {
  if (err instanceof RateLimitError) {
    const isUsable = err.retryAfter > 0 && Number.isFinite(err.retryAfter);
    const afterMs = isUsable ? Math.min(err.retryAfter, LONGEST_WAIT_MS) : WITHOUT_RETRY_AFTER_MS;
    return { outcome: 'retry', afterMs, why: 'rateLimited' };
  }
  if (err instanceof DiscordAPIError) return classifyAnswer(err.status, err.code);
  if (err instanceof HTTPError) return classifyAnswer(err.status, null);
  if (neverLeft(err)) return { outcome: 'retry', afterMs: null, why: 'unreachable' };
  if (isPassing(err)) return { outcome: 'retry', afterMs: null, why: 'unreachable', isUncertain: true };
  if (err instanceof UnreadableAnswerError || err instanceof SyntaxError) {
    return { outcome: 'retry', afterMs: null, why: 'unreadableAnswer', isUncertain: true };
  }
  // Nothing that we know: better tried again than lost.
  return { outcome: 'retry', afterMs: null, why: 'unknownFailure', isUncertain: true };
}

/** By status and by Discord's own code, never by text. */
export function classifyAnswer(status: number, code: number | string | null): SendOutcome {
  if (status === 429) return { outcome: 'retry', afterMs: WITHOUT_RETRY_AFTER_MS, why: 'rateLimited' };
  // A gateway that gave up waiting does not know what became of the request.
  if (status >= 500) return { outcome: 'retry', afterMs: null, why: `http${status}`, isUncertain: true };
  if (code !== null && GONE.has(code)) return { outcome: 'giveUp', why: 'destinationGone' };
  if (status === 401 || status === 403) return { outcome: 'giveUp', why: 'notAllowed' };
  return { outcome: 'giveUp', why: 'rejected' };
}
