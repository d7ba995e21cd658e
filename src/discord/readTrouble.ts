import { HTTPError, RateLimitError } from '@discordjs/rest';
import { GatewayCloseCodes } from 'discord-api-types/v10';
import { ZodError } from 'zod';
import { isNotTrusted, isPassing } from './connect.ts';
import { discordCode, isAnswer } from './discordCode.ts';
import type { AnswerTrouble, GatewayTrouble } from './gatewayTrouble.ts';

/** Known before or while the bot logs in. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly trouble: GatewayTrouble;

  constructor(trouble: GatewayTrouble) {
    super(trouble.type);
    this.trouble = trouble;
  }
}

/** What a failed question means. Judged by class, status and codes, never by text, which may hold an address. */
export function answerTrouble(err: unknown): AnswerTrouble {
  if (err instanceof RateLimitError) return rateLimited(err.retryAfter);
  if (err instanceof ZodError) return { type: 'notDiscord' };
  if (isAnswer(err) || err instanceof HTTPError) return statusTrouble(err.status, discordCode(err) !== null);
  if (isTooLate(err)) return { type: 'late' };
  const code = systemCode(err);
  return { type: isNotTrusted(code) ? 'certificate' : 'unreachable', code };
}

/** What a failed login means. */
export function gatewayTrouble(err: unknown): GatewayTrouble {
  if (err instanceof GatewayError) return err.trouble;
  const isKnown = isAnswer(err) || err instanceof ZodError || isPassing(err);
  if (isKnown || isNotTrusted(systemCode(err))) return answerTrouble(err);
  return { type: 'unexpected', name: err instanceof Error ? err.name : typeof err };
}

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export function closeTrouble(code: number): GatewayTrouble {
  if (code === GatewayCloseCodes.AuthenticationFailed) return { type: 'tokenRefused' };
  if (code === GatewayCloseCodes.InvalidIntents || code === GatewayCloseCodes.DisallowedIntents) {
    return { type: 'intentsRefused', code };
  }
  if (code === GatewayCloseCodes.ShardingRequired) return { type: 'shardingRequired' };
  // Those below are WebSocket's own: the connection broke.
  return code < GatewayCloseCodes.UnknownError ? { type: 'unreachable', code: null } : { type: 'closed', code };
}

function statusTrouble(status: number, isOwn: boolean): AnswerTrouble {
  if (status === 429) return { type: 'rateLimited', afterMs: null };
  if (status >= 500) return { type: 'fault', status };
  if (!isOwn) return { type: 'notDiscord' };
  return status === 401 ? { type: 'tokenRefused' } : { type: 'refused', status };
}

function rateLimited(retryAfterMs: number): AnswerTrouble {
  return { type: 'rateLimited', afterMs: retryAfterMs > 0 && Number.isFinite(retryAfterMs) ? retryAfterMs : null };
}

function isTooLate(err: unknown): boolean {
  return err instanceof Error && (err.name === 'TimeoutError' || err.name === 'AbortError');
}

/** A system code such as ECONNREFUSED, which tells more than we can. */
function systemCode(err: unknown): string | null {
  const cause = err instanceof Error && !('code' in err) ? err.cause : err;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^[A-Z_]{3,40}$/.test(code) ? code : null;
}
