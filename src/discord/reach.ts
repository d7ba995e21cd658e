import { DiscordAPIError, HTTPError, RateLimitError, type REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import type { Millis } from '../monitor/time.ts';

const WITHIN_MS: Millis = 10_000;

/** Whether Discord answers at all, be it with a refusal: then our own network works. */
export async function reachesDiscord(rest: REST): Promise<boolean> {
  try {
    await rest.get(Routes.gateway(), { auth: false, signal: AbortSignal.timeout(WITHIN_MS) });
    return true;
  } catch (err) {
    return err instanceof DiscordAPIError || err instanceof HTTPError || err instanceof RateLimitError;
  }
}
