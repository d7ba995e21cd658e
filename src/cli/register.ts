import type { REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { COMMAND_KEYS, COMMANDS, MENUS } from '../../commands/index.ts';
import type { Config } from '../config/config.ts';
import { Application, GuildIds, MOST_GUILDS } from '../discord/apiForms.ts';
import { createLeftovers, otherPlaces } from '../discord/leftovers.ts';
import { offeredCommands } from '../discord/offeredCommands.ts';
import { type CommandDifference, createRegistration, isEmpty } from '../discord/register.ts';
import { RegistrationError } from '../discord/registrationError.ts';
import { registrationWords } from '../discord/registrationTrouble.ts';
import { createRest } from '../discord/rest.ts';

interface RegisterOptions {
  readonly dryRun: boolean;
  readonly print: (line: string) => void;
}

/**
 * Compares the commands with those that Discord has, writes them where they differ and removes them where they are not wanted,
 * without starting anything else. A dry run only says what it would do.
 * @throws RegistrationError in words for the operator.
 */
export async function registerAlone(
  { accounts, discord: { token, apiUrl, commandsGuildId: guildId } }: Config,
  { dryRun, print }: RegisterOptions,
): Promise<void> {
  if (token === null) throw new RegistrationError('DISCORD_TOKEN is not set: commands need a bot.');
  const rest = createRest(apiUrl, token);
  const pipelines = accounts.flatMap((account) => account.pipelines);
  const commands = [...offeredCommands(COMMANDS, pipelines), ...MENUS];
  try {
    const { id: applicationId } = Application.parse(await rest.get(Routes.currentApplication()));
    const registration = createRegistration(rest, { applicationId, guildId });
    const difference = dryRun
      ? await registration.difference(commands)
      : (await registration.register(commands)).difference;
    for (const line of differenceLines(difference)) print(line);
    const removed = await removeElsewhere(rest, applicationId, guildId, { dryRun, print });
    const where = placeWords(guildId);
    if (isEmpty(difference) && removed === 0)
      print(`Discord has these ${commands.length} commands for ${where}: nothing to change.`);
    else print(dryRun ? `Nothing was written (dry run) for ${where}.` : `Written for ${where}.`);
  } catch (cause) {
    throw new RegistrationError(registrationWords(cause), { cause });
  }
}

/** Answers how many there were. */
async function removeElsewhere(
  rest: REST,
  applicationId: string,
  wanted: string | null,
  { dryRun, print }: RegisterOptions,
): Promise<number> {
  const leftovers = createLeftovers(rest, COMMAND_KEYS);
  const query = new URLSearchParams({ limit: String(MOST_GUILDS) });
  const present = GuildIds.parse(await rest.get(Routes.userGuilds(), { query }));
  let count = 0;
  for (const guildId of otherPlaces(wanted, present)) {
    const target = { applicationId, guildId };
    const names = await (dryRun ? leftovers.find(target) : leftovers.remove(target));
    for (const name of names) print(`- ${shownName(name)} for ${placeWords(guildId)}`);
    count += names.length;
  }
  return count;
}

function placeWords(guildId: string | null): string {
  return guildId === null ? 'every server' : `the server ${guildId}`;
}

function differenceLines({ added, changed, removed }: CommandDifference): readonly string[] {
  const lines = (sign: string, names: readonly string[]) => names.map((name) => `${sign} ${shownName(name)}`);
  return [...lines('+', added), ...lines('~', changed), ...lines('-', removed)];
}

/** As people find it: those in the menu of a message have no slash. */
function shownName(name: string): string {
  return MENUS.some(({ data }) => data.name === name) ? name : `/${name}`;
}
