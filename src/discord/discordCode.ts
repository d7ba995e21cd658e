import { DiscordAPIError } from '@discordjs/rest';

/** Codes of Discord's own begin here: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const FIRST_CODE = 10_000;

/** discord.js brings the library as CommonJS, and with it another class of the same name; it is not loaded for that where there is no bot. */
export function isAnswer(err: unknown): err is DiscordAPIError {
  return err instanceof DiscordAPIError || (err instanceof Error && err.constructor.name === DiscordAPIError.name);
}

/**
 * The code of Discord's own JSON; null for anything else: a page, a redirect or the JSON of a proxy. Nothing was refused then.
 * Where Discord names no code it says 0, and repeats the status: "401: Unauthorized".
 */
export function discordCode(err: unknown): number | null {
  if (!isAnswer(err)) return null;
  const { code, status, rawError } = err;
  if (typeof code !== 'number') return null;
  const isPlainStatus = code === 0 && 'message' in rawError && String(rawError.message).startsWith(`${status}: `);
  return code >= FIRST_CODE || isPlainStatus ? code : null;
}

/** The status of an answer below 500, of Discord or of something in between; null where there was none. */
export function refusedStatus(err: unknown): number | null {
  return isAnswer(err) ? err.status : null;
}
