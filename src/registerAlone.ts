import { DiscordAPIError, RateLimitError } from '@discordjs/rest';
import { type APIApplication, Routes } from 'discord-api-types/v10';
import { COMMANDS } from '../commands/index.ts';
import type { Config } from './config.ts';
import { isPassing } from './discord/connect.ts';
import { type CommandDifference, createRegistration, isEmpty, RegistrationError } from './discord/register.ts';
import { createRest } from './discord/rest.ts';

/**
 * Compares the commands with those that Discord has and writes them where they differ, without starting anything else.
 * A dry run only says what it would do.
 * @throws RegistrationError in words for whoever runs it.
 */
export async function registerAlone(
  { discord: { token, apiUrl, commandsGuildId: guildId } }: Config,
  { dryRun, print }: { readonly dryRun: boolean; readonly print: (line: string) => void },
): Promise<void> {
  if (token === null) throw new RegistrationError('DISCORD_TOKEN is not set: commands belong to a bot.');
  const rest = createRest(apiUrl, token);
  try {
    const { id: applicationId } = (await rest.get(Routes.currentApplication())) as APIApplication;
    const registration = createRegistration(rest, { applicationId, guildId });
    const where = guildId === null ? 'every server' : `the server ${guildId}`;
    const difference = dryRun
      ? await registration.difference(COMMANDS)
      : (await registration.register(COMMANDS)).difference;
    for (const line of differenceLines(difference)) print(line);
    if (isEmpty(difference)) print(`Discord has these ${COMMANDS.length} commands for ${where} already.`);
    else print(dryRun ? `Nothing was written (dry run) for ${where}.` : `Written for ${where}.`);
  } catch (err) {
    throw inWords(err);
  }
}

function differenceLines({ added, changed, removed }: CommandDifference): readonly string[] {
  const lines = (sign: string, names: readonly string[]) => names.map((name) => `${sign} /${name}`);
  return [...lines('+', added), ...lines('~', changed), ...lines('-', removed)];
}

function inWords(cause: unknown): unknown {
  if (cause instanceof RegistrationError) return cause;
  const refused = (why: string) => new RegistrationError(why, { cause });
  if (cause instanceof RateLimitError) {
    return refused(`Discord asks to wait ${Math.ceil(cause.retryAfter / 1_000)} s before the next try.`);
  }
  if (cause instanceof DiscordAPIError && cause.status === 401) {
    return refused('Discord refused DISCORD_TOKEN. Copy it again from discord.com/developers, page Bot.');
  }
  if (cause instanceof DiscordAPIError && (cause.status === 403 || cause.status === 404)) {
    return refused(
      'Discord does not let the bot register there: check DISCORD_COMMANDS_GUILD_ID, and invite the bot with the scope applications.commands.',
    );
  }
  return isPassing(cause) ? refused('Discord cannot be reached. Try again.') : cause;
}
