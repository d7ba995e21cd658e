import { ApplicationCommandOptionType, InteractionContextType, PermissionFlagsBits } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { testResultWords } from '../src/discord/embeds/testResult.ts';

export default defineCommand({
  data: {
    name: 'test',
    description: 'Send a marked test alert the way that real ones go',
    contexts: [InteractionContextType.Guild],
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    options: [
      {
        name: 'severity',
        description: 'Critical, with its ping, if you leave it out',
        type: ApplicationCommandOptionType.String,
        choices: [
          { name: 'Critical', value: 'error' },
          { name: 'Warning', value: 'warning' },
        ],
      },
    ],
  },
  visibleTo: 'caller',

  async run({ severity }, { monitor, guildId, by, view, language }) {
    const chosen = severity ?? 'error';
    return { content: testResultWords(await monitor.test(guildId, chosen, by), chosen, view, language) };
  },
});
