import { PermissionsBitField } from 'discord.js';
import { OAuth2Scopes } from 'discord-api-types/v10';
import { MOST_GUILDS } from '../../discord/apiForms.ts';
import { NEEDED_PERMISSIONS } from '../../discord/guildView.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Servers');

export interface GuildLists {
  /** Those that the bot is in. */
  readonly present: readonly string[];
  readonly allowed: readonly string[];
  readonly commandsGuildId: string | null;
  readonly applicationId: string;
}

/** What the list of guilds alone tells: whether the bot is where the settings say. */
export function judgeGuildList({ present, allowed, commandsGuildId, applicationId }: GuildLists): readonly Finding[] {
  const invite = `invite it with ${inviteAddress(applicationId)}`;
  const absent = allowed.filter((id) => !present.includes(id));
  const findings = absent.map((id) =>
    say.warning(`the bot is not in ${id}, which DISCORD_GUILD_IDS names: ${invite}, or take the id out.`),
  );
  if (commandsGuildId !== null && !present.includes(commandsGuildId)) {
    const text = `the bot is not in ${commandsGuildId}, which DISCORD_COMMANDS_GUILD_ID names, so there are no commands: ${invite}, or take the id out.`;
    findings.push(say.warning(text));
  }
  if (present.length === 0 && absent.length === 0) findings.push(say.warning(`the bot is in none: ${invite}.`));
  if (present.length >= MOST_GUILDS) {
    findings.push(say.warning(`only the first ${MOST_GUILDS} of the bot are looked at: see /setup in the others.`));
  }
  return findings;
}

function inviteAddress(applicationId: string): string {
  const address = new URL('https://discord.com/oauth2/authorize');
  address.searchParams.set('client_id', applicationId);
  address.searchParams.set('scope', [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '));
  address.searchParams.set('permissions', String(PermissionsBitField.resolve(NEEDED_PERMISSIONS)));
  return address.href;
}
