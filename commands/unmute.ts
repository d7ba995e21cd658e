import { ApplicationCommandOptionType, InteractionContextType, PermissionFlagsBits } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { MUTE_SCOPE_CHOICES } from './scopeChoices.ts';

export default defineCommand({
  data: {
    name: 'unmute',
    description: 'End a mute early',
    contexts: [InteractionContextType.Guild],
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    options: [
      {
        name: 'alert',
        description: 'Which alert; every mute ends if you leave it out',
        type: ApplicationCommandOptionType.String,
        choices: MUTE_SCOPE_CHOICES,
      },
    ],
  },
  visibleTo: 'everyone',

  async run({ alert }, { monitor, guildId, by, language: { words } }) {
    const scope = alert ?? 'all';
    await monitor.unmute(guildId, scope, by);
    return { content: scope === 'all' ? words.mutes.unmutedAll : words.mutes.unmuted(words.scopes[scope]) };
  },
});
