import { ApplicationCommandOptionType, InteractionContextType, PermissionFlagsBits } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { SCOPE_NAMES } from '../src/discord/embeds/kindNames.ts';
import { inlineCode, when } from '../src/discord/embeds/text.ts';
import { MUTE_SCOPE_CHOICES } from './muteScopes.ts';

export default defineCommand({
  data: {
    name: 'mute',
    description: 'Say nothing about one kind of alert, or about everything, for a while',
    contexts: [InteractionContextType.Guild],
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    options: [
      {
        name: 'alert',
        description: 'Which alert to mute',
        type: ApplicationCommandOptionType.String,
        required: true,
        choices: MUTE_SCOPE_CHOICES,
      },
      {
        name: 'for',
        description: 'How long: 30m, 2h, 1d12h, until 09:00',
        type: ApplicationCommandOptionType.String,
        required: true,
        max_length: 50,
      },
      {
        name: 'reason',
        description: 'Why, for everybody who looks at /status',
        type: ApplicationCommandOptionType.String,
        max_length: 200,
      },
    ],
  },
  visibleTo: 'everyone',

  async run(args, { monitor, guildId, by }) {
    const { scope, until, reason } = await monitor.mute(guildId, args.alert, args.for, by, args.reason);
    const why = reason === null ? '' : ` Reason: ${inlineCode(reason)}.`;
    return {
      content: `🔇 **${SCOPE_NAMES[scope]}** is muted until ${when(until, 'f')} (${when(until, 'R')}).${why} \`/unmute\` ends it early.${scope === 'all' ? ' The daily summary still comes.' : ''}`,
    };
  },
});
