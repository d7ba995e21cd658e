import { setTimeout as sleep } from 'node:timers/promises';
import type { InteractionEditReplyOptions } from 'discord.js';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { Logger } from '../log.ts';
import type { Millis } from '../monitor/time.ts';
import { discordCode, refusedStatus } from './discordCode.ts';
import { noted } from './embeds/fitReply.ts';
import type { Words } from './words/words.ts';

/** An interaction that was acknowledged, and where its answer goes. */
interface Acknowledged {
  readonly id: string;
  readonly send: (message: InteractionEditReplyOptions) => Promise<unknown>;
  /** Tells the person who waits that there is no answer. */
  readonly tell: (words: string) => Promise<unknown>;
}

/** An answer may be edited for 15 minutes, but somebody waits for it. */
const PAUSES_MS: readonly Millis[] = [500, 2_000];
const TOO_LARGE: ReadonlySet<number | null> = new Set([
  RESTJSONErrorCodes.RequestEntityTooLarge,
  RESTJSONErrorCodes.FileUploadedExceedsMaximumSize,
  RESTJSONErrorCodes.AccessToFileUploadsHasBeenLimitedForThisGuild,
]);

/**
 * Sends an answer, and without its picture if Discord refuses that. Tries again if the failure did not come from Discord itself. If
 * Discord refuses the answer, the person who waits for it gets an answer that it went wrong.
 */
export async function sendAnswer(
  interaction: Acknowledged,
  message: InteractionEditReplyOptions,
  words: Pick<Words, 'refusals'>,
  log: Logger,
): Promise<void> {
  try {
    await withRetry(() => interaction.send(message));
  } catch (err) {
    if (!hasPicture(message) || !isTooLarge(err)) {
      log.error({ err, reference: interaction.id }, 'answer refused');
      await interaction.tell(words.refusals.broken(interaction.id));
      return;
    }
    log.warn({ err, reference: interaction.id }, 'picture refused, answered without it');
    await sendAnswer(interaction, withoutPicture(message, words.refusals.noPicture), words, log);
  }
}

async function withRetry(send: () => Promise<unknown>): Promise<void> {
  for (const pauseMs of PAUSES_MS) {
    try {
      await send();
      return;
    } catch (err) {
      if (discordCode(err) !== null || isTooLarge(err)) throw err;
      await sleep(pauseMs);
    }
  }
  await send();
}

function isTooLarge(err: unknown): boolean {
  return TOO_LARGE.has(discordCode(err)) || refusedStatus(err) === 413;
}

/** Other files are what was asked for: an answer without them is none. */
function hasPicture({ embeds = [] }: InteractionEditReplyOptions): boolean {
  return embeds?.some((embed) => ('toJSON' in embed ? embed.toJSON() : embed).image != null) ?? false;
}

function withoutPicture(message: InteractionEditReplyOptions, note: string): InteractionEditReplyOptions {
  const { files: _refused, content, embeds = [], ...rest } = message;
  const bare = embeds?.map((embed) => {
    const { image: _shown, ...others } = 'toJSON' in embed ? embed.toJSON() : embed;
    return others;
  });
  return { ...rest, content: noted(content, note), embeds: bare ?? [] };
}
