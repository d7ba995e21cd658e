import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/defineCommand.ts';
import { testResultWords } from '../src/discord/embeds/testResult.ts';

export default defineCommand({
  name: 'test',
  needs: PermissionFlagsBits.ManageGuild,
  options: {
    severity: { type: ApplicationCommandOptionType.String, choices: ['error', 'warning'] },
  },
  visibleTo: 'caller',

  async run({ severity }, { monitor, guildId, by, view, language }) {
    const chosen = severity ?? 'error';
    return { content: testResultWords(await monitor.test(guildId, chosen, by), chosen, view, language) };
  },
});
