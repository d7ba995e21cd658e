import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { ZodError } from 'zod';

/** Why Discord gave no usable answer, and what to do. Nothing of the error's own text, which may hold an address. */
export function discordTrouble(err: unknown): string {
  if (err instanceof RateLimitError) return rateLimitWords(err.retryAfter);
  if (err instanceof DiscordAPIError || err instanceof HTTPError) return statusWords(err.status);
  if (err instanceof ZodError) {
    return 'the answer is not one of Discord’s: check DISCORD_API_URL, and whether a proxy answers in its place.';
  }
  if (isTooLate(err)) return 'Discord does not answer in time: check the network and the firewall of this machine.';
  return `Discord cannot be reached${codeWords(err)}: check the network, the firewall and DNS of this machine, and DISCORD_API_URL.`;
}

/** Discord's own code of a refusal; null for anything else. */
export function discordCode(err: unknown): number | string | null {
  return err instanceof DiscordAPIError ? err.code : null;
}

export function isStatus(err: unknown, status: number): boolean {
  return (err instanceof DiscordAPIError || err instanceof HTTPError) && err.status === status;
}

function rateLimitWords(retryAfterMs: number): string {
  // Discord's answer to a banned address names no time.
  return retryAfterMs > 0 && Number.isFinite(retryAfterMs)
    ? `Discord asks to wait ${Math.ceil(retryAfterMs / 1_000)} s: try again then.`
    : 'Discord blocks the address of this machine for now: wait an hour, and look for a program that asks Discord too often.';
}

function statusWords(status: number): string {
  if (status === 429) return rateLimitWords(0);
  if (status >= 500) return `Discord has a fault of its own (${status}): try again later, discordstatus.com says more.`;
  return `Discord refuses to answer (${status}): check DISCORD_API_URL, and whether a proxy answers in its place.`;
}

function isTooLate(err: unknown): boolean {
  return err instanceof Error && (err.name === 'TimeoutError' || err.name === 'AbortError');
}

/** A system code such as ECONNREFUSED, which tells more than we can. */
function codeWords(err: unknown): string {
  const cause = err instanceof Error && !('code' in err) ? err.cause : err;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : '';
}
