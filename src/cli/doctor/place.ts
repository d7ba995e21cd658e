import { PermissionFlagsBits, type PermissionsBitField } from 'discord.js';
import { type NeededPermission, neededIn } from '../../discord/guildView.ts';
import { permissions as NAMES } from '../../discord/words/en/replies.ts';
import type { Mention } from '../../monitor/types.ts';
import type { DiscordRole } from './discordApi.ts';

/** What keeps the bot from posting in a channel, by the names of Discord's own settings. */
export function missingNames(granted: PermissionsBitField, isThread: boolean): readonly string[] {
  return namesOfMissing(granted, neededIn(isThread));
}

export function namesOfMissing(granted: PermissionsBitField, needed: readonly NeededPermission[]): readonly string[] {
  return needed.filter((name) => !granted.has(PermissionFlagsBits[name])).map((name) => NAMES[name]);
}

/** Why a mention would not ping, and what to do; null where it does. `granted` is null where the webhook posts. */
export function mentionTrouble(
  mention: Mention | null,
  roles: readonly DiscordRole[],
  granted: PermissionsBitField | null,
): string | null {
  if (mention?.type !== 'role') return null;
  const role = roles.find(({ id }) => id === mention.id);
  if (role === undefined) {
    const where = granted === null ? 'set another one as DISCORD_ALERT_ROLE_ID' : 'pick another one with /setup';
    return `the role ${mention.id} that alerts should ping no longer exists: ${where}.`;
  }
  // A webhook that a person made may ping any role.
  if (role.mentionable || granted === null || granted.has(PermissionFlagsBits.MentionEveryone)) return null;
  return `the role ${role.name} is shown but not pinged: make it mentionable, or give the bot Mention Everyone.`;
}
